using System.Buffers;
using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Grammar;

/// <summary>Every fault of the grammar, one method per code: RC110 to RC123.</summary>
internal static class GrammarFaults
{
    private const int FewKeys = 14;

    private const string VariablePrefix = "RECONCILER_";

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    public static Diagnostic UnknownKey(Node key, string? meant, IReadOnlyList<string> known) =>
        new("RC110", Severity.Error, $"unknown key `{key.Text}`", key.Span, "no such key here")
        {
            Help = meant is not null ? [$"did you mean `{meant}`?"] : known.Count is > 0 and <= FewKeys ? [$"known here: {Quoted(known)}"] : [],
        };

    public static Diagnostic MissingKey(Node mapping, string name, string[] words) =>
        new("RC111", Severity.Error, $"`{name}` is missing", mapping.Span, $"needs `{name}`")
        {
            Help = words.Length switch
            {
                0 => [],
                1 => [$"write `{name}: {words[0]}`"],
                _ => [$"`{name}` is one of {Quoted(words)}"],
            },
        };

    public static Diagnostic WrongType(Node node, Rule rule)
    {
        var (expected, found) = (ValueTypeRules.Describe(rule.Types), ValueTypeRules.Describe(node));
        return new("RC112", Severity.Error, $"expected {expected}, found {found}", node.Span, $"expected {expected}")
        {
            Help = node.Kind is NodeKind.Scalar && rule.Types.HasFlag(ValueTypes.List) ? ["write `[…]`, or one item a line after `- `"]
                : node is { Kind: NodeKind.Scalar, IsPlain: false } && Unquotes(node, rule) ? ["remove the quotes"]
                : [],
        };
    }

    public static Diagnostic EmptyNode(Node key, Rule rule)
    {
        var help = rule.Types switch
        {
            _ when key.IsEmpty => "write the item, or remove the line",
            _ when rule.Types.HasFlag(ValueTypes.List) => "write `[]` for managed and empty, or remove the line for not managed",
            _ when rule.Types.HasFlag(ValueTypes.Null) => "write `null` to clear it, or remove the line for not managed",
            _ when rule.Types.HasFlag(ValueTypes.Mapping) => "write `{}`, or remove the line",
            _ => "write a value, or remove the line",
        };
        var message = key.IsEmpty ? "an item is empty" : $"`{key.Text}` has no value";
        return new("RC113", Severity.Error, message, key.Span, "nothing written here") { Help = [help] };
    }

    public static Diagnostic NotAllowed(Node node, ScalarRule rule)
    {
        var meant = rule.Words.Length > 1 ? Suggestion.Nearest(node.Text, rule.Words) : null;
        var allowed = rule.Words.Length == 1 ? $"only {Quoted(rule.Words)} is allowed here" : $"one of {Quoted(rule.Words)}";
        var label = rule.Words.Length <= FewKeys ? allowed : "no such name";
        return new("RC114", Severity.Error, $"`{Short(node.Text)}` is not allowed here", node.Span, label)
        {
            Help = meant is null ? [] : [$"did you mean `{meant}`?"],
        };
    }

    public static Diagnostic Malformed(Node node, ScalarRule rule) => rule.IsSecret && EnvironmentName(node.Text) is { } variable ? OtherVariable(node, variable)
        : rule.IsSecret ? new("RC115", Severity.Error, $"this is not {rule.Noun}", node.Span, $"expected {rule.Detail}")
        {
            HidesText = true,
            Help = [.. Expectation(rule), "a secret that was written here is known to all who see the repository: replace it"],
        }
        : new("RC115", Severity.Error, $"`{Short(node.Text)}` is not {rule.Noun}", node.Span, $"expected {rule.Detail}") { Help = Expectation(rule) };

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

    public static Diagnostic Length(Node node, ScalarRule rule) => node.Text.Length < rule.MinLength
        ? new("RC116", Severity.Error, "the text is empty", node.Span, "nothing between the quotes") { Help = ["write a value, or remove the line"] }
        : new("RC116", Severity.Error, $"the text is longer than {rule.MaxLength} characters", node.Span, $"at most {rule.MaxLength} characters");

    public static Diagnostic TooFewItems(Node list, int least) => least == 1
        ? new("RC116", Severity.Error, "the list is empty", list.Span, "at least one item")
        : new("RC116", Severity.Error, $"the list has fewer than {least} items", list.Span, $"at least {least} items");

    public static Diagnostic OutOfRange(Node node, ScalarRule rule)
    {
        var range = (rule.Minimum, rule.Maximum) switch
        {
            (var least, long.MaxValue) => $"at least {least}",
            (long.MinValue, var most) => $"at most {most}",
            var (least, most) => $"from {least} to {most}",
        };
        return new("RC117", Severity.Error, $"{node.Text} is out of range", node.Span, range);
    }

    public static Diagnostic NotTogether(Node key, string other) =>
        new("RC118", Severity.Error, $"`{key.Text}` cannot stand beside `{other}`", key.Span, $"not together with `{other}`")
        {
            Help = ["remove one of them"],
        };

    public static Diagnostic NeedsOneOf(Node mapping, IReadOnlyList<string> names) =>
        new("RC119", Severity.Error, $"one of {Quoted(names)} is missing", mapping.Span, "does not say what is meant");

    public static Diagnostic NotClearable(Node node, Rule rule) =>
        new("RC120", Severity.Error, "`null` cannot stand here", node.Span, "this cannot be cleared")
        {
            Help = rule.Types.HasFlag(ValueTypes.List) ? ["write `[]` for managed and empty"]
                : rule.Types.HasFlag(ValueTypes.Text) ? ["write \"null\" in quotes for the word"]
                : [],
        };

    public static Diagnostic NoVersion(SourceSpan span, bool isContent) =>
        new("RC121", Severity.Error, "the file does not begin with `version: 1`", span)
        {
            Help = isContent ? [SyntaxMessage.NoContent] : [],
        };

    public static Diagnostic BadKeyName(Node key, ScalarRule rule) =>
        new("RC122", Severity.Error, $"`{Short(key.Text)}` cannot be {rule.Noun}", key.Span, rule.Detail) { Help = Expectation(rule) };

    private static ImmutableArray<string> Expectation(ScalarRule rule) => rule.Words.Length is > 0 and <= FewKeys
        ? [$"one of {Quoted(rule.Words)}"]
        : rule.Examples.Length > 0 ? [$"for example {Quoted(rule.Examples)}"] : [];

    // What has capitals, small letters and digits mixed may be the secret itself, and is not repeated.
    private static string? EnvironmentName(string text) =>
        text.StartsWith("env:", StringComparison.Ordinal) && text.Length is > 4 and <= 64 && text.AsSpan(4).ContainsAnyExcept(NameCharacters) is false
        && (!text.AsSpan(4).ContainsAnyInRange('0', '9') || !text.AsSpan(4).ContainsAnyInRange('a', 'z'))
            ? text[4..] : null;

    private static bool Unquotes(Node node, Rule rule) =>
        (rule.Types.HasFlag(ValueTypes.Flag) && (node.Text is "true" or "false"))
        || (rule.Types.HasFlag(ValueTypes.Whole) && node.Text.Length > 0 && node.Text.All(char.IsAsciiDigit));

    private static string Quoted(IReadOnlyList<string> words) => string.Join(", ", words.Select(w => $"`{w}`"));

    private static string Short(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "…");
}
