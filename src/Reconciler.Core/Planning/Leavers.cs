using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>What happens to an owned object that is no longer wanted: disabled first, deleted when its grace is over, kept where the policy says so.</summary>
internal static class Leavers
{
    /// <param name="since">The announced day of leaving; null for an object that is only no longer declared.</param>
    public static Entry Plan(PlanContext context, Handle handle, OwnerMark mark, Claim claim, Cause cause, DateOnly? since, bool inRecycleBin)
    {
        var entry = new Entry(handle, context.Kind, new Change.Keep(KeepReason.Unchanged), cause);
        var policy = context.Directory.LeaversOf(context.Kind);
        if (inRecycleBin)
            return entry with { Change = new Change.Keep(KeepReason.Unchanged, "already deleted") };
        if (context.Protection.Why(handle) is { } why)
            return entry with { Change = new Change.Keep(KeepReason.Protected, why) };
        if (policy.Action == LeaverAction.Keep)
            return entry with { Change = new Change.Keep(KeepReason.Policy, "leavers are kept") };

        var due = policy.DeleteAfterDays is { } grace ? (since ?? context.Day).AddDays(grace) : (DateOnly?)null;
        var isOpen = context.Enablement is { } enablement && context.LiveValue(handle, enablement) != AttributeValue.Of(false);
        if (isOpen && (policy.Action == LeaverAction.Disable || due is not null))
            return Close(context, entry, mark, claim, cause, due, policy.RevokeSessions);
        if (policy.Action == LeaverAction.Delete && due is null)
            return entry with { Change = new Change.Delete(claim), Effects = Effects.Deleted | Announced(cause) };
        if (due is null || context.Mark is null)
            return entry with { Change = new Change.Keep(KeepReason.Unchanged, "left, disabled") };
        if (LaterDue(context, handle, mark) is not { } marked)
            return entry with { Change = new Change.Update(), Cells = [MarkChange(context, handle, mark with { DeleteDue = due }, cause)] };
        return marked <= context.Day
            ? entry with { Change = new Change.Delete(claim), Cause = new Cause.GraceOver(marked), Effects = Effects.Deleted | Announced(cause) }
            : entry with { Change = new Change.Keep(KeepReason.NotYetDue, $"deletion is due on {marked:yyyy-MM-dd}") };
    }

    private static Entry Close(PlanContext context, Entry entry, OwnerMark mark, Claim claim, Cause cause, DateOnly? due, bool revoke)
    {
        var cells = new List<CellChange>();
        if (context.Enablement is { } enablement)
            cells.Add(new CellChange(enablement, context.LiveValue(entry.Object, enablement), AttributeValue.Of(false), cause));
        cells.Add(MarkChange(context, entry.Object, mark with { DisabledByUs = true, DeleteDue = due }, cause));
        return entry with
        {
            Change = new Change.Disable(claim, revoke, due),
            Cells = Cells.Sorted(context.Schema, cells),
            Effects = Effects.Disabled | Announced(cause),
        };
    }

    // Whoever can edit a mark must not bring a deletion forward: of the mark's day and the one that our last apply left, the later counts.
    private static DateOnly? LaterDue(PlanContext context, Handle handle, OwnerMark mark) =>
        mark.DeleteDue is { } marked && context.Ledger.Entries.GetValueOrDefault(new ResourceKey(context.Kind, mark.Key)) is { DeleteDue: { } known } entry
            && entry.Id == context.Snapshot.Roster.IdOf(handle) && known > marked ? known : mark.DeleteDue;

    private static CellChange MarkChange(PlanContext context, Handle handle, OwnerMark after, Cause cause)
    {
        var attribute = context.Mark ?? throw new InvalidOperationException("a claim by mark needs a mark attribute");
        return new CellChange(attribute, context.LiveValue(handle, attribute), AttributeValue.Of(after.ToString()), cause);
    }

    private static Effects Announced(Cause cause) => cause.IsAnnounced ? Effects.Announced : Effects.None;
}
