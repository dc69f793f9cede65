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

    /// <summary>What a target's plan comes to: all that its entries write, in whatever order they stand.</summary>
    public static string Of(TargetName target, IEnumerable<Entry> entries, Snapshot snapshot) => Of(target, entries.Where(Writes).Select(e => Line(e, snapshot)));

    /// <summary>The same over the lines of a plan that was saved.</summary>
    public static string Of(TargetName target, IEnumerable<string> lines) => Of(target.Value + "\n" + string.Join('\n', lines.Order(StringComparer.Ordinal)));

    /// <summary>One hash over all targets, their workspace and tenant: what an approval is given for.</summary>
    public static string Of(string workspace, string? tenant, IEnumerable<(string Target, string Hash)> targets) =>
        Of($"{workspace}\n{tenant}\n{string.Join('\n', targets.OrderBy(t => t.Target, StringComparer.Ordinal).Select(t => t.Hash))}");

    /// <summary>All that an entry writes as one line: its object, its hash, and every end that comes into a list or leaves it.</summary>
    public static string Line(string kind, string? key, string? id, string hash, IEnumerable<EndLine> ends) => CanonicalJson.Write(new Dictionary<string, object?>
    {
        ["kind"] = kind,
        ["key"] = key,
        ["id"] = id,
        ["hash"] = hash,
        ["ends"] = ends.Select(e => CanonicalJson.Write(new object?[] { e.Link, e.Comes, e.Kind, e.Key, e.Id, e.Role })).Order(StringComparer.Ordinal).Cast<object?>().ToArray(),
    });

    public static OperationId IdOf(string canonical) => new(Of(canonical));

    /// <summary>
    /// 16 hex digits over what an entry does to its object, the ends of its lists left out: action, object, attributes with the values before and after.
    /// Two plans of which an entry has the same hash write the same to the same object, as far as it is not a link.
    /// </summary>
    public static string OfEntry(Entry entry) =>
        OfEntry(ActionOf(entry.Change), entry.Kind.Name, entry.Key?.Name, entry.Id?.Value, (entry.Change as Change.Disable)?.RevokeSessions, entry.Cells);

    /// <summary>The same of an entry that was saved.</summary>
    public static string OfEntry(string action, string kind, string? key, string? id, bool? revokeSessions, IEnumerable<CellChange> cells)
    {
        var members = new Dictionary<string, object?>
        {
            ["action"] = action,
            ["object"] = new Dictionary<string, object?> { ["kind"] = kind, ["key"] = key, ["id"] = id },
            ["cells"] = cells.Select(c => (object?)Cell(c)).ToArray(),
        };
        if (revokeSessions is { } revoke)
            members["revokeSessions"] = revoke;
        return Of(CanonicalJson.Write(members))[..16];
    }

    /// <summary>One attribute's change: two that are equal here write the same over the same.</summary>
    public static string OfCell(CellChange cell) => CanonicalJson.Write(Cell(cell));

    /// <summary>Whether carrying an entry out writes anything.</summary>
    public static bool Writes(Entry entry) => entry.IsChange && (entry.Change is not Change.Update || !entry.Cells.IsEmpty || entry.Links.Any(l => !l.IsEmpty));

    private static string Line(Entry entry, Snapshot snapshot) => Line(entry.Kind.Name, entry.Key?.Name, entry.Id?.Value, OfEntry(entry),
        entry.Links.SelectMany(l => l.Adds.Select(a => EndLine.Of(l.Link, a.End, true, snapshot)).Concat(l.Removes.Select(r => EndLine.Of(l.Link, r.End, false, snapshot)))));

    private static string ActionOf(Change change) => change is Change.Observed observed ? $"observed {ActionOf(observed.Would)}" : change.GetType().Name.ToLowerInvariant();

    public static string Canonical(string action, Handle handle, Roster roster, string? facet, IEnumerable<CellChange> cells,
        IEnumerable<LinkEnds> links, ValuePool pool, IReadOnlyDictionary<string, object?> further)
    {
        var members = new Dictionary<string, object?>(further)
        {
            ["action"] = action,
            ["object"] = Object(handle, roster),
            ["cells"] = cells.Select(c => (object?)Cell(c)).ToArray(),
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

    private static Dictionary<string, object?> Cell(CellChange cell) => new()
    {
        ["attribute"] = cell.Attribute.Name,
        ["before"] = Value(cell, cell.Before),
        ["after"] = Value(cell, cell.After),
    };

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
