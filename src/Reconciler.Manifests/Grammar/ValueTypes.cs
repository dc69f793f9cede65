using System.Globalization;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Grammar;

/// <summary>The types of JSON Schema as far as a YAML node can be told to have them.</summary>
[Flags]
internal enum ValueTypes
{
    None = 0,
    Text = 1,
    Flag = 2,
    Whole = 4,
    Null = 8,
    Mapping = 16,
    List = 32,
}

internal static class ValueTypeRules
{
    private static readonly (ValueTypes Type, string Word)[] Words =
    [
        (ValueTypes.Text, "text"),
        (ValueTypes.Flag, "true or false"),
        (ValueTypes.Whole, "a whole number"),
        (ValueTypes.List, "a list"),
        (ValueTypes.Mapping, "a mapping"),
    ];

    /// <summary>
    /// The one of the allowed types that a node is taken as; none when it fits no allowed type. What could be several is what the schema asks for.
    /// </summary>
    public static ValueTypes TypeOf(Node node, ValueTypes allowed)
    {
        var types = node.Kind switch
        {
            NodeKind.Mapping => ValueTypes.Mapping,
            NodeKind.Sequence => ValueTypes.List,
            _ when node.IsNull => ValueTypes.Null,
            _ => TypesOfText(node),
        };
        types &= allowed;
        return types switch
        {
            ValueTypes.Text | ValueTypes.Flag => ValueTypes.Flag,
            ValueTypes.Text | ValueTypes.Whole => ValueTypes.Whole,
            _ => types,
        };
    }

    /// <summary>What is allowed, as it is said to a person: "text or a list".</summary>
    public static string Describe(ValueTypes types) => string.Join(" or ", Words.Where(w => types.HasFlag(w.Type)).Select(w => w.Word));

    /// <summary>What stands there, as it is said to a person.</summary>
    public static string Describe(Node node) => node.Kind switch
    {
        NodeKind.Mapping => "a mapping",
        NodeKind.Sequence => "a list",
        _ when node.Text.Length is > 0 and <= 40 => node.IsPlain ? $"`{node.Text}`" : $"the text \"{node.Text}\"",
        _ => "text",
    };

    // Text is whatever was typed; only where the schema asks for true, false or a number does an unquoted word mean one.
    private static ValueTypes TypesOfText(Node node)
    {
        if (!node.IsPlain)
            return ValueTypes.Text;
        if (node.Text is "true" or "false")
            return ValueTypes.Text | ValueTypes.Flag;
        var isWhole = long.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
        return isWhole ? ValueTypes.Text | ValueTypes.Whole : ValueTypes.Text;
    }
}
