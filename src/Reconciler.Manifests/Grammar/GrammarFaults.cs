using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Grammar;

/// <summary>Every fault of the grammar, one method or more per code: RC110 to RC123.</summary>
internal static class GrammarFaults
{
    private const string VariablePrefix = "RECONCILER_";

    public static Diagnostic UnknownKey(Node key, string? near, string? inPlaceOf, IReadOnlyList<string> known) =>
        new("RC110", Severity.Error, $"unknown key `{key.Text}`", key.Span, "no such key here") { Help = Advice.UnknownKey(key.Text, near, inPlaceOf, known) };

    public static Diagnostic MissingKeys(SourceSpan place, IReadOnlyList<string> names, Func<string, Rule?> ruleOf) =>
        new("RC111", Severity.Error, $"{Advice.All(names)} {(names.Count == 1 ? "is" : "are")} missing", place, $"needs {Advice.All(names)}")
        {
            Help = Advice.Missing(names, ruleOf),
        };

    public static Diagnostic WrongType(FaultedNode node, Rule rule)
    {
        var expected = ValueTypeRules.Describe(rule.Types);
        var found = node.IsSecret && node.Node.Kind is NodeKind.Scalar ? "text" : ValueTypeRules.Describe(node.Node);
        return new("RC112", Severity.Error, $"expected {expected}, found {found}", node.Span, $"expected {expected}") { Help = Advice.WrongType(node, rule) };
    }

    public static Diagnostic EmptyNode(FaultedNode key, Rule rule) => Empty(key.Node, Advice.Empty(key.Node, rule, isRequired: false));

    public static Diagnostic EmptyRequired(FaultedNode key, Rule rule) => Empty(key.Node, Advice.Empty(key.Node, rule, isRequired: true));

    public static Diagnostic NotAllowed(FaultedNode node, ScalarRule rule)
    {
        var meant = rule.Words.Length > 1 ? Suggestion.Nearest(node.Node.Text, rule.Words) : null;
        var allowed = rule.Words.Length == 1 ? $"only {Advice.List(rule.Words)} is allowed here" : $"one of {Advice.List(rule.Words)}";
        var label = rule.Words.Length <= Advice.FewKeys ? allowed : "no such name";
        return new("RC114", Severity.Error, $"{node.Quoted} is not allowed here", node.Span, label)
        {
            Help = meant is null ? [] : [$"did you mean `{meant}`?"],
        };
    }

    public static Diagnostic OtherVersion(Node version, string known) =>
        new("RC114", Severity.Error, $"version {Advice.Short(version.Text)} of the language is not known to this program", version.Span, $"this program knows version {known}")
        {
            Help = [$"install a program that knows it, or write the file in version {known} of the language"],
        };

    public static Diagnostic Malformed(FaultedNode node, ScalarRule rule) =>
        rule.IsSecret && SecretWords.EnvironmentName(node.Node.Text) is { } variable ? OtherVariable(node.Node, variable)
        : rule.IsSecret || node.IsSecret
            ? new("RC115", Severity.Error, $"this is not {rule.Noun}", node.Span, $"expected {rule.Detail}") { Help = [.. Advice.Examples(rule), Advice.Replace] }
        : rule.Format?.Name == "date" && Days.EndOfMonth(node.Node.Text) is { } end
            ? new("RC115", Severity.Error, $"there is no such day: {node.Quoted}", node.Span, end)
        : new("RC115", Severity.Error, $"{node.Quoted} is not {rule.Noun}", node.Span, $"expected {rule.Detail}") { Help = Advice.Malformed(node.Node.Text, rule) };

    // A pull request must not be able to send just any variable of the runner to an address of its choice.
    public static Diagnostic OtherVariable(Node node, string variable)
    {
        var name = variable.ToUpperInvariant();
        var rest = name.StartsWith(VariablePrefix, StringComparison.Ordinal) ? name[VariablePrefix.Length..] : name;
        var isCase = name.StartsWith(VariablePrefix, StringComparison.Ordinal) && rest.Length > 0;
        return new("RC123", Severity.Error, $"`{variable}` is not a variable for this program", node.Span, isCase ? "the name is written in capitals" : $"the name must begin with `{VariablePrefix}`")
        {
            Help = [$"set it as {VariablePrefix}{(rest.Length > 0 ? rest : "NAME")} and write `env:{VariablePrefix}{(rest.Length > 0 ? rest : "NAME")}`"],
        };
    }

    public static Diagnostic Length(FaultedNode node, ScalarRule rule) => node.Node.Text.Length < rule.MinLength
        ? new("RC116", Severity.Error, "the text is empty", node.Span, "nothing between the quotes") { Help = ["write a value, or remove the line"] }
        : new("RC116", Severity.Error, $"the text is longer than {rule.MaxLength:N0} characters", node.Span, $"at most {rule.MaxLength:N0} characters");

    public static Diagnostic TooFewItems(Node list, int least) => least == 1
        ? new("RC116", Severity.Error, "the list is empty", list.Span, "at least one item") { Help = ["write an item, or remove the list"] }
        : new("RC116", Severity.Error, $"the list has fewer than {least} items", list.Span, $"at least {least} items");

    public static Diagnostic OutOfRange(FaultedNode node, ScalarRule rule)
    {
        var range = (rule.Minimum, rule.Maximum) switch
        {
            (var least, long.MaxValue) => string.Create(CultureInfo.InvariantCulture, $"at least {least:N0}"),
            (long.MinValue, var most) => string.Create(CultureInfo.InvariantCulture, $"at most {most:N0}"),
            var (least, most) => string.Create(CultureInfo.InvariantCulture, $"from {least:N0} to {most:N0}"),
        };
        return new("RC117", Severity.Error, $"{(node.IsSecret ? node.Quoted : node.Node.Text)} is out of range", node.Span, range);
    }

    public static Diagnostic NotTogether(Node key, string other) =>
        new("RC118", Severity.Error, $"`{key.Text}` cannot stand beside `{other}`", key.Span, $"not together with `{other}`")
        {
            Help = ["remove one of them"],
        };

    /// <summary>A key that another form of the same mapping has: <c>nested</c> beside <c>user</c>.</summary>
    public static Diagnostic OfAnotherForm(Node key, string form, IReadOnlyList<string> forms) => NotTogether(key, form) with
    {
        Help = forms.Contains(key.Text) ? ["remove one of them"] : [$"`{key.Text}` belongs to {Advice.Any(forms)}, not to `{form}`"],
    };

    public static Diagnostic NeedsOneOf(SourceSpan place, Node? strange, IReadOnlyList<string> names) =>
        new("RC119", Severity.Error, $"one of {Advice.List(names)} is missing", strange?.Span ?? place, strange is { } key ? $"`{key.Text}` is none of them" : "does not say what is meant");

    public static Diagnostic NotClearable(FaultedNode node, Rule rule) =>
        new("RC120", Severity.Error, "`null` cannot stand here", node.Span, "this cannot be cleared") { Help = [Advice.Null(rule)] };

    public static Diagnostic NullItem(FaultedNode node, Rule rule) =>
        new("RC120", Severity.Error, "`null` cannot stand here", node.Span, "a list has no empty items") { Help = ["write the item, or remove it"] };

    public static Diagnostic NoVersion(SourceSpan span, bool isMapping, bool isContent) =>
        new("RC121", Severity.Error, "the file does not begin with `version: 1`", span)
        {
            Help =
            [
                isMapping ? "write `version: 1` as the first line" : "write `version: 1` as the first line, and below it sections such as `users:`",
                .. isContent ? [SyntaxMessage.NoContent] : ImmutableArray<string>.Empty,
            ],
        };

    public static Diagnostic BadKeyName(Node key, ScalarRule rule, Rule value) =>
        new("RC122", Severity.Error, $"{Advice.Quote(key.Text)} cannot be {rule.Noun}", key.Span, KeyNames.Cause(key.Text, rule) ?? rule.Detail)
        {
            Help = KeyNames.Advice(key.Text, rule, value),
        };

    private static Diagnostic Empty(Node key, string help) =>
        new("RC113", Severity.Error, key.IsEmpty ? "an item is empty" : $"`{key.Text}` has no value", key.Span, "nothing written here") { Help = [help] };
}
