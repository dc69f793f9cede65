using System.Buffers;
using System.Collections.Immutable;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Grammar;

/// <summary>What to do about a fault of the grammar, as far as the rule says it.</summary>
internal static class Advice
{
    /// <summary>More names than this are not listed.</summary>
    public const int FewKeys = 14;

    public const string Replace = "a secret that was written here is known to all who see the repository: replace it";

    private const int ShortText = 40;

    private static readonly SearchValues<char> NotInAList = SearchValues.Create("[]{}, \t\r\n");

    public static ImmutableArray<string> UnknownKey(string key, string? near, string? inPlaceOf, IReadOnlyList<string> known)
    {
        var (listed, range) = KeyNames.Ranges(key, known);
        if (range is not null)
            return [$"known here: {range}"];
        if (near is not null)
            return [$"did you mean `{near}`?"];
        ImmutableArray<string> all = listed.Count is > 0 and <= FewKeys ? [$"known here: {string.Join(", ", listed)}"] : [];
        return inPlaceOf is null ? all : [$"`{inPlaceOf}` is missing: is it meant?", .. all];
    }

    /// <summary>What missing keys could say, as far as that is known.</summary>
    public static ImmutableArray<string> Missing(IReadOnlyList<string> names, Func<string, Rule?> ruleOf)
    {
        var (help, examples) = (new List<string>(), new List<string>());
        foreach (var name in names)
        {
            var rule = ruleOf(name)?.Scalar;
            if (rule is { Words: [var only] })
                help.Add($"write `{name}: {only}`");
            else if (rule is { Words.Length: > 1 })
                help.Add($"`{name}` is one of {List(rule.Words)}");
            else if (rule is { Examples: [var example, ..] })
                examples.Add($"{name}: {example}");
        }

        return examples.Count == 0 ? [.. help] : [.. help, $"for example {List(examples)}"];
    }

    public static ImmutableArray<string> WrongType(FaultedNode faulted, Rule rule)
    {
        var (node, types) = (faulted.Node, rule.Types);
        if (rule.Scalar is { IsSecret: true } secret)
            return faulted.IsSecret ? [.. Examples(secret), Replace] : Examples(secret);
        ImmutableArray<string> all = faulted.IsSecret ? [Replace] : [];
        if (faulted.IsSecret && node.Kind is NodeKind.Scalar)
            return all;
        var help = node.Kind switch
        {
            NodeKind.Scalar when types.HasFlag(ValueTypes.List) => IsShort(node)
                ? $"write `[{node.Text}]`, or one item a line after `- `" : "write `[…]`, or one item a line after `- `",
            NodeKind.Scalar when Unquotes(node, types) => "remove the quotes",
            NodeKind.Scalar when rule.Scalar is { Words: [var only] } => $"write `{only}`",
            NodeKind.Scalar when types.HasFlag(ValueTypes.Flag) => FlagMeant(node.Text) is { } flag ? $"write `{flag}`" : "write `true` or `false`",
            NodeKind.Scalar when types.HasFlag(ValueTypes.Mapping) => "write its keys below it, indented, each as `key: value`",
            NodeKind.Sequence when types.HasFlag(ValueTypes.Mapping) && !types.HasFlag(ValueTypes.Text) => "write `key: value` lines, without `- `",
            NodeKind.Sequence when types.HasFlag(ValueTypes.Text) => "write one value, without a list",
            NodeKind.Mapping when types.HasFlag(ValueTypes.List) => "write it as an item: in `[ ]`, or after `- `",
            _ => null,
        };
        return help is null ? all : [help, .. all];
    }

    public static string Empty(Node key, Rule rule, bool isRequired)
    {
        var types = rule.Types;
        if (key.IsEmpty)
            return "write the item, or remove the line";
        if (types.HasFlag(ValueTypes.List) && !isRequired)
            return "write `[]` for managed and empty, or remove the line for not managed";
        if (types.HasFlag(ValueTypes.Null) && !isRequired)
            return "write `null` to clear it, or remove the line for not managed";
        var help = rule switch
        {
            { Scalar.Words: [var only] } => $"write `{key.Text}: {only}`",
            _ when types.HasFlag(ValueTypes.Flag) => "write `true` or `false`",
            _ when !types.HasFlag(ValueTypes.Mapping) || types.HasFlag(ValueTypes.Text) =>
                isRequired && rule.Scalar?.Examples is [var example, ..] ? $"write a value, for example `{key.Text}: {example}`" : "write a value",
            { Mapping: { Others: not null, Properties.Count: 0 } } => "write `{}`",
            _ => rule.Mapping?.Required.ToArray() is { Length: > 0 } names ? $"write what belongs to it, at least {All(names)}" : "write what belongs to it",
        };
        return isRequired ? help : $"{help}, or remove the line";
    }

    public static string Null(Rule rule) => rule.Types switch
    {
        var types when types.HasFlag(ValueTypes.List) => "write `[]` for managed and empty, or remove the line",
        var types when types.HasFlag(ValueTypes.Flag) => "write `true` or `false`, or remove the line",
        var types when types.HasFlag(ValueTypes.Text) => "write a value, or remove the line; the word itself is written \"null\", in quotes",
        _ when rule.Mapping is { Others: not null, Properties.Count: 0 } => "write `{}`, or remove the line",
        _ => "write what belongs to it, or remove the line",
    };

    public static ImmutableArray<string> Malformed(string text, ScalarRule rule) =>
        Rewriting.Of(text, rule) is { } meant ? [$"did you mean `{meant}`?"] : Examples(rule);

    public static ImmutableArray<string> Examples(ScalarRule rule) => rule.Words.Length is > 0 and <= FewKeys
        ? [$"one of {List(rule.Words)}"]
        : rule.Examples.Length > 0 ? [$"for example {List(rule.Examples)}"] : [];

    public static string List(IEnumerable<string> words) => string.Join(", ", words.Select(w => $"`{w}`"));

    public static string All(IReadOnlyList<string> words) => Joined(words, "and");

    public static string Any(IReadOnlyList<string> words) => Joined(words, "or");

    public static string Quote(string text) => $"`{Short(text)}`";

    public static string Short(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "…");

    private static string Joined(IReadOnlyList<string> words, string last) =>
        words.Count > 1 ? $"{List(words.Take(words.Count - 1))} {last} `{words[^1]}`" : List(words);

    private static bool IsShort(Node node) => node is { IsPlain: true, Text.Length: <= ShortText } && node.Text[0] != '-' && !node.Text.AsSpan().ContainsAny(NotInAList);

    private static bool Unquotes(Node node, ValueTypes types) => !node.IsPlain
        && ((types.HasFlag(ValueTypes.Flag) && (node.Text is "true" or "false"))
            || (types.HasFlag(ValueTypes.Whole) && node.Text.Length > 0 && node.Text.All(char.IsAsciiDigit)));

    private static string? FlagMeant(string text) => text.ToUpperInvariant() switch
    {
        "YES" or "Y" or "ON" or "TRUE" or "1" => "true",
        "NO" or "N" or "OFF" or "FALSE" or "0" => "false",
        _ => null,
    };
}
