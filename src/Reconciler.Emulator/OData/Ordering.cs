using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.OData;

/// <summary>What <c>$orderby</c> asks for.</summary>
internal sealed record Ordering(PropertyDefinition Property, bool Descending)
{
    private static readonly string[] s_plain = ["displayName", "userPrincipalName"];
    private static readonly string[] s_advanced = ["createdDateTime", "mail", "givenName", "surname"];

    public static Ordering? Parse(string? text, EntityType type, bool filtered, bool advanced)
    {
        if (text is null)
            return null;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 2 || (words.Length == 2 && words[1] is not ("asc" or "desc")))
            throw Errors.UnsupportedQuery("Sorting not supported for current query.");
        var property = type.FindAnyCase(words[0])
            ?? throw Errors.OData($"Could not find a property named '{words[0]}' on type 'microsoft.graph.{type.Name}'.");
        var plain = s_plain.Contains(property.Name, StringComparer.Ordinal);
        if (!advanced && (filtered || !plain))
            throw Errors.UnsupportedQuery("Sorting not supported for current query.");
        if (!plain && !s_advanced.Contains(property.Name, StringComparer.Ordinal))
            throw Errors.UnsupportedQuery("Sorting not supported for current query.");
        return new Ordering(property, words.Length == 2 && words[1] == "desc");
    }

    public int[] Sort(IEnumerable<DirectoryObject> items, Call call)
    {
        var keyed = items.Select(i => (Key: call.Values(i).Text(Property) ?? "", i.Handle));
        var sorted = Descending
            ? keyed.OrderByDescending(k => k.Key, StringComparer.OrdinalIgnoreCase)
            : keyed.OrderBy(k => k.Key, StringComparer.OrdinalIgnoreCase);
        return [.. sorted.ThenBy(k => k.Handle).Select(k => k.Handle)];
    }
}
