using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>
/// The canonical form of operations, over which approvals are given: what is written to what, with the values that stood before.
/// Spans, reasons, times and the due day of an unannounced leaver are left out.
/// </summary>
internal static class PlanHash
{
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static string Of(TargetName target, IEnumerable<string> canonicalOperations) =>
        Of(target.Value + "\n" + string.Join('\n', canonicalOperations.Order(StringComparer.Ordinal)));

    public static OperationId IdOf(string canonical) => new(Of(canonical)[..12]);

    public static string Canonical(string action, Handle handle, Roster roster, string? facet, IEnumerable<CellChange> cells,
        IEnumerable<LinkEnds> links, ValuePool pool, IReadOnlyDictionary<string, object?> further)
    {
        var members = new Dictionary<string, object?>(further)
        {
            ["action"] = action,
            ["object"] = Object(handle, roster),
            ["cells"] = cells.Select(c => (object?)new Dictionary<string, object?>
            {
                ["attribute"] = c.Attribute.Name,
                ["before"] = Value(c, c.Before),
                ["after"] = Value(c, c.After),
            }).ToArray(),
            ["links"] = links.Select(l => (object?)new Dictionary<string, object?>
            {
                ["link"] = l.Link.Name,
                ["ends"] = l.Ends.Select(e => CanonicalJson.Write(End(e, roster, pool))).Order(StringComparer.Ordinal).Cast<object?>().ToArray(),
            }).ToArray(),
        };
        if (facet is not null)
            members["facet"] = facet;
        return CanonicalJson.Write(members);
    }

    /// <summary>
    /// What an entry writes but for the ends of its links, which are compared one by one: 16 hex digits over action, object and cells.
    /// Values that read alike to people differ here: absent and empty, a list and its text.
    /// </summary>
    public static string OfEntry(Entry entry, Snapshot snapshot)
    {
        var members = new Dictionary<string, object?>();
        if (entry.Change is Change.Disable disable)
            members["revokeSessions"] = disable.RevokeSessions;
        return Of(Canonical(entry.Change.GetType().Name, entry.Object, snapshot.Roster, null, entry.Cells, [], snapshot.Pool, members))[..16];
    }

    // A declared object is its key, so that the hash is the same before and after it has been created elsewhere; others are their id.
    private static Dictionary<string, object?> Object(Handle handle, Roster roster) => roster.KeyOf(handle) is { } key
        ? new() { ["kind"] = key.Kind.Name, ["key"] = key.Name, ["id"] = roster.IdOf(handle)?.Value }
        : new() { ["kind"] = roster.KindOf(handle).Name, ["id"] = roster.IdOf(handle)?.Value };

    private static Dictionary<string, object?> End(LinkEnd end, Roster roster, ValuePool pool)
    {
        var members = Object(end.To, roster);
        if (!end.Role.IsAbsent)
            members["role"] = pool[end.Role].ToString();
        return members;
    }

    private static object? Value(CellChange cell, AttributeValue value) => value switch
    {
        AttributeValue.Absent => null,
        AttributeValue.Text t when cell.Attribute.Role == AttributeRole.Mark && cell.Cause is Cause.Undeclared && OwnerMark.TryParse(t.Value, out var mark)
            => (mark with { DeleteDue = null }).ToString(),
        AttributeValue.Text t => t.Value,
        AttributeValue.Flag f => f.Value,
        AttributeValue.Number n => n.Value,
        AttributeValue.Texts s => s.Items.Cast<object?>().ToArray(),
        AttributeValue.Table t => t.Rows.ToDictionary(r => r.Key, r => (object?)r.Value),
        AttributeValue.Secret s => new Dictionary<string, object?> { ["secret"] = s.Fingerprint },
        AttributeValue.Pending p => new Dictionary<string, object?> { ["pending"] = p.Expression },
        AttributeValue.Generated g => new Dictionary<string, object?> { ["generated"] = g.Rule },
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
