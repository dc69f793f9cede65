using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reconciliation;

/// <summary>
/// What of a target's plan an earlier revision asked for already. Without a revision only what is due and what has drifted is known; everything else has no label.
/// A part of the plan is labelled by what is left in it.
/// </summary>
public sealed class TargetLabels
{
    private readonly HashSet<string> _before = new(StringComparer.Ordinal);
    private readonly PlanUnits _names;
    private readonly bool _isCompared;
    private readonly Func<ResourceKey, string?> _asked;
    private readonly Ledger _ledger;
    private readonly Lazy<ILookup<Handle, Entry>> _whole;

    private TargetLabels(TargetPlan plan, bool isCompared, TargetPlan? earlier, Ledger ledger)
    {
        (_names, _isCompared, _ledger) = (new PlanUnits(plan.Snapshot), isCompared, ledger);
        _whole = new Lazy<ILookup<Handle, Entry>>(() => plan.Entries.ToLookup(e => e.Object));
        _asked = isCompared ? earlier?.Fingerprint ?? (_ => null) : plan.Fingerprint;
        if (earlier is null)
            return;
        var names = new PlanUnits(earlier.Snapshot);
        _before.UnionWith(earlier.Entries.SelectMany(names.Of).Select(u => u.Name));
    }

    /// <param name="plan">The whole plan whose parts are labelled.</param>
    /// <param name="isCompared">Whether there is a revision.</param>
    /// <param name="earlier">The revision's plan of the same target on the same state, whole; null when it had none.</param>
    /// <param name="ledger">What was carried out last.</param>
    public static TargetLabels Of(TargetPlan plan, bool isCompared, TargetPlan? earlier, Ledger ledger)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(ledger);
        return new TargetLabels(plan, isCompared, earlier, ledger);
    }

    /// <param name="entry">Of the whole plan, or what is left of one.</param>
    public PlanLabel? Of(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (IsSilent(entry))
            return null;
        var wasDone = WasDone(entry);
        var parts = _names.Of(entry).Where(u => !u.Waits || IsOfWhole(entry, u)).Select(u => (Of(u, wasDone), u.IsMark)).ToArray();
        // What waits only because its other end is left out: as the whole object is.
        return parts.Length > 0 || entry.Held.IsEmpty ? Over(parts)
            : _whole.Value[entry.Object].Where(e => !ReferenceEquals(e, entry)).Select(Of).FirstOrDefault();
    }

    public PlanLabel? Of(Entry entry, CellChange cell) => Of(_names.Of(entry, cell), WasDone(entry));

    public PlanLabel? Of(Entry entry, LinkChange link, LinkEdit edit, bool isAdded) => Of(_names.Of(entry, link, edit, isAdded), WasDone(entry));

    /// <summary>Whether nothing is known of any part of it; most objects of a first apply are so.</summary>
    public bool IsSilent(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return !_isCompared && !WasDone(entry) && !entry.Cause.IsDue && !entry.Cells.Any(c => c.Cause.IsDue)
            && !entry.Links.Any(l => l.Adds.Any(a => a.Cause.IsDue) || l.Removes.Any(r => r.Cause.IsDue));
    }

    private bool WasDone(Entry entry) => entry.Key is { } key && _ledger.Entries.GetValueOrDefault(key)?.Fingerprint is { } done && done == _asked(key);

    private bool IsOfWhole(Entry entry, PlanUnit waiting) => _whole.Value[entry.Object].SelectMany(_names.Of).Any(u => u.Waits && u.Name == waiting.Name);

    private PlanLabel? Of(PlanUnit unit, bool wasDone)
    {
        if (_isCompared && !_before.Contains(unit.Name))
            return PlanLabel.Change;
        if (unit.Cause.IsDue)
            return PlanLabel.Due;
        // Whom a filter hits depends on what others declare.
        if (wasDone && unit.Cause is not Cause.Filtered)
            return PlanLabel.Drift;
        return _isCompared ? PlanLabel.Pending : null;
    }

    // Only the clock means only the clock; something unknown beside it leaves the whole unknown. A mark follows from what it is written with.
    private static PlanLabel? Over((PlanLabel? Label, bool IsMark)[] parts)
    {
        var deciding = parts.Any(p => !p.IsMark) ? parts.Where(p => !p.IsMark || p.Label is PlanLabel.Change) : parts;
        var all = deciding.Select(p => p.Label).ToHashSet();
        if (all.Contains(PlanLabel.Change))
            return PlanLabel.Change;
        PlanLabel?[] order = [null, PlanLabel.Pending, PlanLabel.Drift, PlanLabel.Due];
        return order.FirstOrDefault(all.Contains);
    }
}
