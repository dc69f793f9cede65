using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Reporting.Approving;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting.Undoing;

/// <summary>What the plan over the reverted files does with one operation of the report.</summary>
public enum TakenBackState
{
    /// <summary>The plan takes it back.</summary>
    Planned,

    /// <summary>It stands as it stood before: nothing to do.</summary>
    AlreadyBack,

    /// <summary>A part of it stays: the reverted files do not ask for what stood there before.</summary>
    Stays,
}

/// <summary>One operation of the report, and what becomes of it.</summary>
/// <param name="State">Null where there is nothing to take back, or no way.</param>
/// <param name="Why">What stays and what to write so that it does not; null unless <see cref="TakenBackState.Stays"/>.</param>
public sealed record TakenBackRow(Reversal Reversal, TakenBackState? State, string? Why = null);

/// <summary>The part of a plan that takes a report's operations back, and what becomes of each of them.</summary>
public sealed record TakenBack(RunPlan Run, ImmutableArray<TakenBackRow> Rows)
{
    /// <summary>Whether all that the report's run did is taken back.</summary>
    public bool IsWhole => Rows.All(r => r.Reversal.Reversibility is Reversibility.Nothing || (r.Reversal.Reversibility is not Reversibility.Never && r.State is not TakenBackState.Stays));

    /// <param name="run">A plan over the reverted files.</param>
    public static TakenBack Over(ReportDocument report, RunPlan run, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(run);
        var reversals = report.Operations.Select(o => Reversals.Of(o, report.Day, today)).ToArray();
        var parts = run.Targets.ToDictionary(t => t.Target.Value, t => new TakenBackPart(t, reversals.Where(r => r.Operation.Target == t.Target.Value)));
        return new TakenBack(run.Part([.. parts.Values.Select(p => p.Plan)]),
            [.. reversals.Select(r => parts.TryGetValue(r.Operation.Target, out var part) ? part.Row(r) : new TakenBackRow(r, Touches(r) ? TakenBackState.Stays : null, Touches(r) ? "its target was not read" : null))]);
    }

    internal static bool Touches(Reversal reversal) => reversal.Reversibility is Reversibility.Reversible or Reversibility.Until or Reversibility.Unknown;
}

/// <summary>One target's part of it.</summary>
internal sealed class TakenBackPart
{
    private readonly TargetPlan _fresh;
    private readonly ILookup<(string Kind, string Name), Reversal> _byKey;
    private readonly ILookup<(string Kind, string Id), Reversal> _byId;

    public TakenBackPart(TargetPlan fresh, IEnumerable<Reversal> reversals)
    {
        _fresh = fresh;
        var done = reversals.Where(TakenBack.Touches).ToArray();
        _byKey = done.Where(r => r.Operation.Key is not null).ToLookup(r => (r.Operation.Kind, r.Operation.Key ?? ""));
        _byId = done.Where(r => r.Operation.RemoteId is not null).ToLookup(r => (r.Operation.Kind, r.Operation.RemoteId ?? ""));
        Plan = Narrowing.To(fresh, Part);
    }

    public TargetPlan Plan { get; }

    public TakenBackRow Row(Reversal reversal)
    {
        if (!TakenBack.Touches(reversal))
            return new TakenBackRow(reversal, null);
        var row = reversal.Operation;
        var entry = Plan.Entries.FirstOrDefault(e => Of(e).Any(r => r.Operation.Id == row.Id));
        if (entry?.Change is Change.Blocked blocked)
            return new TakenBackRow(reversal, TakenBackState.Stays, blocked.Why.Message);
        var (planned, stays) = row.Action switch
        {
            "create" => Whole(row, entry is { IsChange: true } && !IsKept(entry), IsLive(row), "the reverted files still name it"),
            "delete" => Whole(row, entry?.Change is Change.Create or Change.Restore or Change.Adopt, !IsLive(row), "the reverted files do not name it"),
            _ => Parts(row, entry),
        };
        return stays.Count > 0 ? new TakenBackRow(reversal, TakenBackState.Stays, string.Join("; ", stays))
            : new TakenBackRow(reversal, planned ? TakenBackState.Planned : TakenBackState.AlreadyBack);
    }

    private static (bool Planned, List<string> Stays) Whole(OperationRow row, bool isPlanned, bool stands, string why) => (isPlanned, isPlanned || !stands ? [] : [why]);

    private (bool Planned, List<string> Stays) Parts(OperationRow row, Entry? entry)
    {
        var (planned, stays) = (false, new List<string>());
        var snapshot = _fresh.Snapshot;
        // Somebody removed the object: nothing of it stands.
        if (Find(row) is not { } handle)
            return (false, stays);
        var cells = entry is { IsChange: true } ? entry.Cells.Select(Wording.Cell).ToDictionary(c => c.Attribute, StringComparer.Ordinal) : [];
        foreach (var cell in row.Cells.Where(c => c.Attribute != "owner mark"))
        {
            if (cells.ContainsKey(cell.Attribute) || (entry?.Change is Change.Delete && entry.IsChange))
                planned = true;
            else if (Live(row, handle, cell.Attribute) is var live && live != cell.Before)
                stays.Add($"{cell.Attribute} stays {live ?? "empty"}: the reverted files do not set it; write {cell.Attribute}: {cell.Before ?? "null"} to have it so again");
        }

        foreach (var list in row.Links)
        {
            var live = snapshot.Links(list.Link, handle).Ends.Select(Named).ToHashSet();
            foreach (var (end, came) in list.Adds.Select(e => (e, true)).Concat(list.Removes.Select(e => (e, false))))
            {
                // Whoever is gone is in no list, and comes into none.
                if (End(end) is not { } named)
                    continue;
                if (entry is { IsChange: true } && (entry.Change is Change.Delete || entry.Links.Any(l => l.Link.Name == list.Link && (came ? l.Removes : l.Adds).Any(e => Named(e.End) == named))))
                    planned = true;
                else if (live.Contains(named) == came)
                    stays.Add(came ? $"{end.Name} stays among the {list.Link}: the reverted files do not take it out" : $"{end.Name} stays out of the {list.Link}: the reverted files do not ask for it");
            }
        }

        return (planned, stays);
    }

    // Of an entry what the report's operations did to the same object: attributes and ends that it wrote; the object itself where it made, closed or removed it.
    private Entry? Part(Entry entry)
    {
        var rows = Of(entry).Select(r => r.Operation).ToArray();
        if (rows.Length == 0)
            return entry.Change is Change.Keep && entry.Held.IsEmpty ? entry with { Links = [] } : null;
        if (!entry.IsChange)
            return entry;
        var isWhole = rows.Any(r => r.Action is "create" or "delete" or "restore" or "adopt");
        if (isWhole && entry.Change is not Change.Update)
            return entry;
        var attributes = rows.SelectMany(r => r.Cells).Select(c => c.Attribute).ToHashSet(StringComparer.Ordinal);
        var came = rows.SelectMany(r => r.Links.SelectMany(l => l.Adds.Select(e => (l.Link, End(e))))).ToHashSet();
        var went = rows.SelectMany(r => r.Links.SelectMany(l => l.Removes.Select(e => (l.Link, End(e))))).ToHashSet();
        ImmutableArray<CellChange> cells = [.. entry.Cells.Where(c => attributes.Contains(Wording.Cell(c).Attribute))];
        ImmutableArray<LinkChange> links = [.. entry.Links.Select(l => Narrowing.Take(l, e => went.Contains((l.Link.Name, Named(e.End))), e => came.Contains((l.Link.Name, Named(e.End))))).OfType<LinkChange>()];
        return cells.IsEmpty && links.IsEmpty ? null : Narrowing.With(cells.IsEmpty ? entry with { Change = new Change.Update() } : entry, cells, links);
    }

    private IEnumerable<Reversal> Of(Entry entry) =>
        (entry.Key is { } key ? _byKey[(entry.Kind.Name, key.Name)] : []).Concat(entry.Id is { } id ? _byId[(entry.Kind.Name, id.Value)] : []).Distinct();

    private (Handle To, string? Role)? End(LinkEndRow end)
    {
        var roster = _fresh.Snapshot.Roster;
        var to = (end.Id is { } id ? roster.Find(new RemoteId(id)) : null) ?? roster.Find(new ResourceKey(new Kind(end.Kind), end.Name));
        return to is { } there ? (there, end.Role) : null;
    }

    private (Handle To, string? Role)? Named(LinkEnd end) => (end.To, end.Role.IsAbsent ? null : _fresh.Snapshot.Pool[end.Role].ToString());

    private static bool IsKept(Entry entry) => entry.Change is Change.Update && !entry.Effects.HasFlag(Effects.Disabled);

    private bool IsLive(OperationRow row) => Find(row) is not null;

    private Handle? Find(OperationRow row)
    {
        var (roster, kind) = (_fresh.Snapshot.Roster, new Kind(row.Kind));
        var handle = row.RemoteId is { } id ? roster.Find(new RemoteId(id)) : row.Key is { } key ? roster.Find(new ResourceKey(kind, key)) : null;
        if (handle is not { } found || _fresh.Snapshot.Schema.Find(kind) is null)
            return null;
        var at = _fresh.Snapshot[kind].RowOf(found);
        return at >= 0 && !_fresh.Snapshot[kind].IsDeleted(at) ? found : null;
    }

    private string? Live(OperationRow row, Handle handle, string attribute) =>
        Wording.Shown(_fresh.Snapshot.Pool[_fresh.Snapshot[new Kind(row.Kind)].Cell(handle, attribute)]);
}
