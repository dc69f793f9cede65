using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reconciliation;

/// <summary>The smallest thing that a plan does: a step of an object, one attribute, one end of a list, or something that waits.</summary>
/// <param name="Name">The same in two plans over one snapshot when they do the same.</param>
/// <param name="Cause">Why.</param>
/// <param name="IsMark">Follows from another unit of the same object: never decides alone.</param>
/// <param name="Waits">It is not done, it waits.</param>
internal readonly record struct PlanUnit(string Name, Cause Cause, bool IsMark = false, bool Waits = false);

/// <summary>Entries as units with names that mean the same in every plan over one snapshot: live objects by their id, others by their key.</summary>
internal sealed class PlanUnits(Snapshot snapshot)
{
    public IEnumerable<PlanUnit> Of(Entry entry)
    {
        if (Step(entry.Change) is { } step)
            yield return new PlanUnit($"{Object(entry.Object)} {step}", entry.Cause);
        foreach (var cell in entry.Cells)
            yield return Of(entry, cell);
        foreach (var link in entry.Links)
        {
            foreach (var add in link.Adds)
                yield return Of(entry, link, add, isAdded: true);
            foreach (var remove in link.Removes)
                yield return Of(entry, link, remove, isAdded: false);
            if (link.Withheld > 0)
                yield return new PlanUnit($"{Object(entry.Object)} withheld {link.Link.Name}", entry.Cause);
        }

        foreach (var held in entry.Held)
            yield return new PlanUnit($"{Object(entry.Object)} held {held.What}", entry.Cause, Waits: true);
    }

    public PlanUnit Of(Entry entry, CellChange cell) => new(Cell(entry.Object, cell), cell.Cause, cell.Attribute.Role == AttributeRole.Mark || cell.After is AttributeValue.Generated);

    public PlanUnit Of(Entry entry, LinkChange link, LinkEdit edit, bool isAdded) => new(End(entry.Object, link.Link, edit.End, isAdded), edit.Cause);

    private static string? Step(Change change) => change switch
    {
        Change.Update or Change.Keep => null,
        Change.Blocked b => $"blocked {b.Why.Code}",
        Change.Observed o => $"observed {Step(o.Would)}",
        _ => change.GetType().Name,
    };

    private string Cell(Handle handle, CellChange cell) => $"{Object(handle)} = {cell.Attribute.Name} {Fingerprints.Text(cell.After)}";

    private string End(Handle from, LinkSchema link, LinkEnd end, bool isAdded) =>
        $"{Object(from)} {(isAdded ? '+' : '-')} {link.Name} {Object(end.To)} {snapshot.Pool[end.Role]}";

    private string Object(Handle handle) => snapshot.Roster.IdOf(handle) is { } id ? $"#{id}"
        : snapshot.Roster.KeyOf(handle) is { } key ? $"{key.Kind}/{key.Name.ToUpperInvariant()}"
        : $"?{snapshot.Roster.NameOf(handle)}";
}
