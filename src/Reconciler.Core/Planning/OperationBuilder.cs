using System.Collections.Immutable;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>Turns entries into writes in phases, packed as the target's schema allows. There is no dependency graph: phases, ranks and waves order the work.</summary>
internal sealed class OperationBuilder(Snapshot snapshot, OperationOrder order)
{
    private static readonly Dictionary<string, object?> Nothing = [];

    private readonly ImmutableArray<Operation>.Builder _operations = ImmutableArray.CreateBuilder<Operation>();
    private readonly HashSet<Handle> _created = [];

    public static ImmutableArray<Operation> Build(Snapshot snapshot, IReadOnlyList<Entry> entries, OperationOrder order)
    {
        var builder = new OperationBuilder(snapshot, order);
        foreach (var entry in entries)
        {
            if (entry is { IsChange: true, Change: Change.Create })
                builder._created.Add(entry.Object);
        }

        foreach (var entry in entries)
        {
            if (entry.IsChange)
                builder.Add(entry);
        }

        return [.. builder._operations.OrderBy(o => o.Phase).ThenBy(Order).ThenBy(o => o.Wave)];
    }

    // Deletion runs against the ranks: what links to others goes first.
    private static int Order(Operation operation) => operation.Phase == Phase.Delete ? -operation.Rank : operation.Rank;

    private void Add(Entry entry)
    {
        var schema = snapshot.Schema[entry.Kind];
        ImmutableArray<OperationId> after = [];
        var links = entry.Links;
        switch (entry.Change)
        {
            case Change.Create:
                var (carried, rest) = Carry(schema, links);
                var born = entry.Cells.RemoveAll(c => !c.Attribute.OnCreate);
                after = [Put(entry, schema, entry.Kind == Kind.Extension ? Phase.Prepare : Phase.Establish, "create", null, born, carried, [],
                    (id, phase) => new Operation.Create(id, entry.Object, entry.Kind, phase, born, carried) { Name = entry.Name })];
                if (born.Length < entry.Cells.Length)
                    Write(entry, schema, entry.Cells.RemoveAll(c => c.Attribute.OnCreate), after);
                links = rest;
                break;
            case Change.Delete delete:
                Put(entry, schema, Phase.Delete, "delete", null, [], [], [],
                    (id, phase) => new Operation.Delete(id, entry.Object, entry.Kind, phase, delete.Claim) { Name = entry.Name });
                return;
            case Change.Restore:
                after = [Put(entry, schema, Phase.Establish, "restore", null, [], [], [],
                    (id, phase) => new Operation.Restore(id, entry.Object, entry.Kind, phase) { Name = entry.Name })];
                Write(entry, schema, entry.Cells, after);
                break;
            default:
                Write(entry, schema, entry.Cells, after);
                break;
        }

        foreach (var change in links)
            AddLinks(entry, schema, change, after);
    }

    // Closing an account is a phase of its own; the mark travels with it so that both stand or neither.
    private void Write(Entry entry, KindSchema schema, ImmutableArray<CellChange> cells, ImmutableArray<OperationId> after)
    {
        if (cells.Any(c => c.Attribute.Role == AttributeRole.Enablement && c.After == AttributeValue.Of(false)))
        {
            var closing = cells.RemoveAll(c => c.Attribute.Role is not (AttributeRole.Enablement or AttributeRole.Mark));
            var revoke = entry.Change is not Change.Disable disable || disable.RevokeSessions;
            Put(entry, schema, after.IsEmpty ? Phase.Disable : Phase.Establish, "disable", null, closing, [], after,
                (id, phase) => new Operation.Disable(id, entry.Object, entry.Kind, phase, closing, revoke) { Name = entry.Name },
                new Dictionary<string, object?> { ["revokeSessions"] = revoke });
            cells = cells.RemoveRange(closing);
        }

        // Opening one too: a mark that lost its "off" while the account stayed closed would say that somebody else closed it.
        var opening = cells.FirstOrDefault(c => c.Attribute.Role == AttributeRole.Enablement)?.Attribute.Facet;
        foreach (var facet in cells.GroupBy(c => c.Attribute.Role == AttributeRole.Mark ? opening ?? c.Attribute.Facet : c.Attribute.Facet).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var (now, last) = Tables.Split([.. facet]);
            foreach (var (part, phase) in new[] { (now, Phase.Establish), (last, Phase.Shrink) })
            {
                if (!part.IsEmpty)
                {
                    Put(entry, schema, phase, "update", facet.Key, part, [], after,
                        (id, when) => new Operation.Update(id, entry.Object, entry.Kind, when, facet.Key, part) { Name = entry.Name });
                }
            }
        }
    }

    private void AddLinks(Entry entry, KindSchema schema, LinkChange change, ImmutableArray<OperationId> after)
    {
        foreach (var ends in Ordered(change.Adds, change.Link.AddsPerWrite).Select(e => e.End).Chunk(change.Link.AddsPerWrite))
        {
            var part = new LinkEnds(change.Link, [.. ends]);
            Put(entry, schema, Phase.Link, "link", null, [], [part], after,
                (id, phase) => new Operation.Link(id, entry.Object, entry.Kind, phase, part) { Name = entry.Name });
        }

        // Setting a single link replaces the one before.
        if (change.Link.Arity == Arity.One && !change.Adds.IsEmpty)
            return;
        var removes = Ordered(change.Removes, change.Link.RemovesPerWrite).Select(e => e.End).ToLookup(e => order.Separating.Covers(change.Link, entry.Object, e));
        foreach (var ends in removes[true].Chunk(change.Link.RemovesPerWrite).Concat(removes[false].Chunk(change.Link.RemovesPerWrite)))
        {
            var part = new LinkEnds(change.Link, [.. ends]);
            Put(entry, schema, order.Separating.Covers(change.Link, entry.Object, ends[0]) ? Phase.Separate : Phase.Unlink, "unlink", null, [], [part], after,
                (id, phase) => new Operation.Unlink(id, entry.Object, entry.Kind, phase, part) { Name = entry.Name });
        }
    }

    // Ends that are live, or created in an earlier rank, can travel with the create.
    private (ImmutableArray<LinkEnds> Carried, ImmutableArray<LinkChange> Later) Carry(KindSchema schema, ImmutableArray<LinkChange> links)
    {
        var room = schema.LinksPerCreate;
        var carried = ImmutableArray.CreateBuilder<LinkEnds>();
        var rest = ImmutableArray.CreateBuilder<LinkChange>();
        foreach (var change in links.OrderBy(l => l.Link.Name == "owners" ? 0 : 1))
        {
            var now = change.Link.OnCreate ? Ordered(change.Adds, room).Where(a => IsThereBefore(schema, a.End.To)).Take(room).ToImmutableArray() : [];
            room -= now.Length;
            if (!now.IsEmpty)
                carried.Add(new LinkEnds(change.Link, [.. now.Select(a => a.End)]));
            if (now.Length < change.Adds.Length)
                rest.Add(change with { Adds = change.Adds.RemoveRange(now) });
        }

        return (carried.ToImmutable(), rest.ToImmutable());
    }

    // What travels together is the same whatever the order in which the target lists its objects: else the ids of the writes would differ.
    private IEnumerable<LinkEdit> Ordered(ImmutableArray<LinkEdit> edits, int most)
    {
        var roster = snapshot.Roster;
        return edits.Length <= most ? edits
            : edits.OrderBy(e => roster.KeyOf(e.End.To)?.Name ?? "", StringComparer.Ordinal).ThenBy(e => roster.KindOf(e.End.To).Name, StringComparer.Ordinal)
                .ThenBy(e => roster.IdOf(e.End.To)?.Value ?? "", StringComparer.Ordinal).ThenBy(e => snapshot.Pool[e.End.Role].ToString(), StringComparer.Ordinal);
    }

    private bool IsThereBefore(KindSchema schema, Handle end)
    {
        var kind = snapshot.Roster.KindOf(end);
        return !_created.Contains(end) || (snapshot.Schema.Find(kind) is { } other && other.Rank < schema.Rank);
    }

    private OperationId Put(Entry entry, KindSchema schema, Phase phase, string action, string? facet, ImmutableArray<CellChange> cells,
        ImmutableArray<LinkEnds> links, ImmutableArray<OperationId> needs, Func<OperationId, Phase, Operation> make,
        Dictionary<string, object?>? further = null)
    {
        var canonical = PlanHash.Canonical(action, entry.Object, snapshot.Roster, facet, cells, links, snapshot.Pool, further ?? Nothing);
        var id = PlanHash.IdOf(canonical);
        _operations.Add(make(id, phase) with { Rank = schema.Rank, Wave = order.Waves.GetValueOrDefault(entry.Object), Needs = needs });
        return id;
    }
}
