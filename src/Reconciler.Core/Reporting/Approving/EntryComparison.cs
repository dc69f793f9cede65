using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting.Approving;

/// <summary>What of a saved entry's own change still is to be done, is done, or is in conflict; its lists apart.</summary>
internal sealed record EntryComparison(EntryRow Saved, Entry? Fresh)
{
    /// <summary>What is left to do to the object; null = nothing.</summary>
    public Change? Change { get; init; }

    /// <summary>The attributes that are left to write.</summary>
    public ImmutableArray<CellChange> Cells { get; init; } = [];

    /// <summary>Somebody has met all or part of the goal: these attributes, and the action itself where it writes none.</summary>
    public bool IsPartlyDone { get; init; }

    public ImmutableArray<CellRow> Done { get; init; } = [];

    /// <summary>Why it is not done, in a sentence; null = it is not in conflict.</summary>
    public string? Conflict { get; init; }

    /// <summary>Our last apply made it and the target does not show it yet: nobody can compare.</summary>
    public bool IsNotVisible { get; init; }

    /// <summary>The object is the one that the plan meant, or becomes it: its lists may change, and it may stand in others.</summary>
    public bool IsMeant { get; init; }
}

/// <summary>Compares the entries of a saved plan with what planning gives now, on one target. The live state speaks where the new plan is silent.</summary>
internal sealed class EntryComparer(Snapshot snapshot)
{
    public EntryComparison Compare(EntryRow saved, Entry? fresh)
    {
        var same = new EntryComparison(saved, fresh) { IsMeant = true };
        if (fresh is not null && PlanHash.Writes(fresh) && SavedEntry.WritesObject(saved) && PlanHash.OfEntry(fresh) == saved.Hash)
            return same with { Change = fresh.Change, Cells = fresh.Cells };
        if (Identity(saved, fresh) is { } ended)
            return ended;
        if (!SavedEntry.WritesObject(saved))
            return same;
        if (fresh?.Change is Change.Blocked blocked)
            return same with { Conflict = blocked.Why.Message };
        if (saved.Action == "delete")
            return same with { Conflict = "it is to stay now" };
        if (snapshot.Schema.Find(new Kind(saved.Kind)) is not { } schema || SavedEntry.Cells(saved, schema) is not { } planned)
            return same with { Conflict = "it is not to be changed in the same way any more" };
        return fresh?.Change is Change.Disable disable && saved.Action == "disable" && disable.RevokeSessions != saved.SessionsRevoked
            ? same with { Conflict = disable.RevokeSessions ? "its sessions would be revoked now" : "its sessions would not be revoked now" }
            : ByAttribute(same, planned);
    }

    // Whether the object is the one that was meant, and is there; null = it is.
    private EntryComparison? Identity(EntryRow saved, Entry? fresh)
    {
        var other = new EntryComparison(saved, fresh);
        if (fresh?.Change is Change.Keep { Why: KeepReason.NotYetVisible })
            return other with { IsNotVisible = true, IsPartlyDone = saved.Action == "create", Done = saved.Action == "create" ? saved.Cells : [] };
        if (saved.Id is null)
        {
            if (fresh is null)
                return other with { Conflict = "it is not to be created any more" };
            if (fresh.Change is Change.Create)
                return other with { Conflict = Differing(saved, fresh) };
            if (fresh.Id is null)
                return other with { Conflict = fresh.Change is Change.Blocked b ? b.Why.Message : "it is not to be created any more" };
            return fresh.Change is Change.Adopt or Change.Blocked ? other with { Conflict = "somebody else has created it meanwhile" } : null;
        }

        var kind = new Kind(saved.Kind);
        var handle = snapshot.Roster.Find(new RemoteId(saved.Id));
        var row = handle is { } h && snapshot.Schema.Find(kind) is not null ? snapshot[kind].RowOf(h) : -1;
        var isDeleted = row >= 0 && snapshot[kind].IsDeleted(row);
        if (saved.Action == "delete" && (row < 0 || isDeleted))
            return other with { IsPartlyDone = true };
        if (row < 0 || (isDeleted && saved.Action != "restore"))
            return other with { Conflict = isDeleted ? "it lies in the recycle bin now" : "it is gone" };
        return fresh?.Id is { } id && id.Value != saved.Id ? other with { Conflict = "its key stands for another object now" } : null;
    }

    private EntryComparison ByAttribute(EntryComparison same, ImmutableArray<CellChange> planned)
    {
        var (saved, fresh) = (same.Saved, same.Fresh);
        var now = fresh is { IsChange: true } ? fresh.Cells : [];
        var left = ImmutableArray.CreateBuilder<CellChange>();
        var done = ImmutableArray.CreateBuilder<CellRow>();
        var moved = new List<string>();
        var handle = fresh?.Object ?? (saved.Id is { } id ? snapshot.Roster.Find(new RemoteId(id)) : null);
        foreach (var (cell, row) in planned.Zip(saved.Cells))
        {
            var live = handle is { } at ? snapshot.Pool[snapshot[new Kind(saved.Kind)].Cell(at, cell.Attribute.Name)] : AttributeValue.None;
            var again = now.FirstOrDefault(c => c.Attribute.Name == cell.Attribute.Name);
            if (again is not null && IsSame(cell, again))
                left.Add(again);
            else if (again is null && IsMet(cell, live))
                done.Add(row);
            else
                moved.Add(Moved(row, cell, live, again, fresh));
        }

        if (moved.Count > 0)
            return same with { Conflict = string.Join("; ", moved) };
        var isLeft = left.Count > 0 || fresh?.Change is Change.Restore && saved.Action == "restore";
        return same with
        {
            Change = !isLeft ? null : fresh is not null && Wording.Action(fresh.Change) == saved.Action ? fresh.Change : new Change.Update(),
            Cells = left.ToImmutable(),
            Done = done.ToImmutable(),
            IsPartlyDone = done.Count > 0 || !isLeft,
        };
    }

    // A value that was to be known after apply is known by now, if the same expression gives it.
    private static bool IsSame(CellChange planned, CellChange again) => PlanHash.OfCell(planned) == PlanHash.OfCell(again)
        || (planned.After is AttributeValue.Pending pending && again.After is not (AttributeValue.Pending or AttributeValue.Generated) && planned.Before == again.Before
            && again.Cause is Cause.Mapped mapped && mapped.Source == pending.Expression);

    // What apply makes up is there when its object is: nobody can tell from outside which it is.
    private bool IsMet(CellChange planned, AttributeValue live) => planned.After is AttributeValue.Generated or AttributeValue.Pending
        || planned.Attribute.Same(snapshot.Pool, live, planned.After)
        || PlanHash.OfCell(planned with { After = live }) == PlanHash.OfCell(planned);

    private static string Moved(CellRow row, CellChange planned, AttributeValue live, CellChange? again, Entry? fresh)
    {
        if (live != planned.Before)
            return $"{row.Attribute} is {Said(Wording.Shown(live))} now; the plan was made when it was {Said(row.Before)}";
        return fresh?.Held.FirstOrDefault(h => h.What == planned.Attribute.Name) is { } held ? $"{row.Attribute} waits: {held.Why}"
            : again is not null ? $"{row.Attribute} would become {Said(Wording.Cell(again).After)} now; the plan says {Said(row.After)}"
            : $"{row.Attribute} is not to become {Said(row.After)} any more";
    }

    private static string Differing(EntryRow saved, Entry fresh)
    {
        var now = fresh.Cells.Select(Wording.Cell).ToDictionary(c => c.Attribute, StringComparer.Ordinal);
        foreach (var cell in saved.Cells)
        {
            if (!now.TryGetValue(cell.Attribute, out var again))
                return saved.Id is null ? $"{cell.Attribute} would not be set now; the plan says {Said(cell.After)}" : "it would be created anew now";
            if (again.After != cell.After)
                return $"{cell.Attribute} would be {Said(again.After)} now; the plan says {Said(cell.After)}";
        }

        return now.Keys.Except(saved.Cells.Select(c => c.Attribute), StringComparer.Ordinal).FirstOrDefault() is { } more
            ? $"{more} would be {Said(now[more].After)} now; the plan does not set it" : "it would be created in another way now";
    }

    private static string Said(string? text) => text ?? "empty";
}
