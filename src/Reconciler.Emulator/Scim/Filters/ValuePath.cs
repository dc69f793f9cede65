using Reconciler.Emulator.Scim.Schemas;

namespace Reconciler.Emulator.Scim.Filters;

/// <summary>A path by RFC 7644 §3.5.2: an attribute, perhaps only the items a filter selects, perhaps only one sub-attribute.</summary>
internal sealed record ValuePath(AttributePath Attribute, FilterNode? Filter)
{
    /// <summary>Null when the path is well formed and names no attribute of the type.</summary>
    public static ValuePath? Parse(ResourceType type, string text)
    {
        var open = text.IndexOf('[', StringComparison.Ordinal);
        if (open < 0)
        {
            Check(text, text);
            return type.Resolve(text) is { } plain ? new ValuePath(plain, null) : null;
        }

        var close = Closing(text, open);
        var rest = text[(close + 1)..];
        if (rest.Length > 0 && (rest[0] != '.' || rest.Length == 1))
            throw Malformed(text);
        var filter = FilterParser.Parse(text[(open + 1)..close]);
        Check(text[..open] + rest, text);
        if (type.Resolve(text[..open] + rest) is not { Attribute: { } attribute } path)
            return null;
        return attribute.MultiValued ? new ValuePath(path, filter) : throw ScimException.InvalidPath($"'{attribute.Name}' has one value and cannot be filtered");
    }

    /// <summary>The items of a list that the filter selects.</summary>
    public Func<object, bool> Selector() =>
        Filter is not null && Attribute.Attribute is { } attribute ? ItemScope.Bind(Filter, attribute) : _ => true;

    private static int Closing(string text, int open)
    {
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == '"')
                i = FilterLexer.EndOfText(text, i) - 1;
            else if (text[i] == ']')
                return i;
        }

        throw Malformed(text);
    }

    private static void Check(string name, string whole)
    {
        if (name.Length == 0 || name.Any(c => !char.IsLetterOrDigit(c) && c is not ('.' or ':' or '_' or '-' or '$')) || name[0] is '.' or ':' || name[^1] is '.' or ':')
            throw Malformed(whole);
    }

    private static ScimException Malformed(string text) => ScimException.InvalidPath($"'{text}' is not a path");
}
