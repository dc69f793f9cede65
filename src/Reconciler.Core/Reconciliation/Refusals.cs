using System.Collections.Immutable;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reconciliation;

/// <summary>Which operations a target has refused for good: they are parked until the file or the object changes, so that no run repeats what cannot succeed.</summary>
internal static class Refusals
{
    /// <summary>What is parked after a run: what it was refused, and what waited already and is still planned.</summary>
    /// <param name="run">The run's name.</param>
    public static ImmutableDictionary<OperationId, ParkedOperation> After(Ledger before, TargetPlan plan, IReadOnlyCollection<OperationRecord> records, DateTimeOffset now, string run)
    {
        var done = records.Where(r => r.Outcome.Succeeded).Select(r => r.Operation.Id).ToHashSet();
        var parked = before.Parked.RemoveRange(before.Parked.Keys.Where(id => !plan.Parked.Contains(id) || done.Contains(id)));
        // Without the extension that marks need, nothing that bears one is accepted: that says nothing of the objects.
        if (records.Any(r => r.Operation.Kind == Kind.Extension && !r.Outcome.Succeeded))
            return parked;
        foreach (var record in records)
        {
            if (record is { Outcome: Outcome.Failed { Fault: var fault }, IsExhausted: false } && IsForGood(fault.Status) && record.LeftOut.IsEmpty && !(fault.Status == 404 && (record.Operation is Operation.Create || IsNew(before, plan, record.Operation, now))))
                parked = parked.SetItem(record.Operation.Id, new ParkedOperation(record.Operation.Name, fault.Code, fault.Message, now, run));
        }

        return parked;
    }

    // What another sign-in, permission, moment or state of the object would let through is tried by every run.
    private static bool IsForGood(int status) => status is (>= 400 and < 500 and not (401 or 403 or 407 or 408 or 409 or 412 or 423 or 424 or 425 or 429)) or 501;

    // "Not found" in answer to a creation speaks of the address, and of what an earlier run has just made it means: not yet visible.
    private static bool IsNew(Ledger before, TargetPlan plan, Operation operation, DateTimeOffset now)
    {
        var ends = operation switch
        {
            Operation.Link link => link.Ends.Ends,
            Operation.Unlink unlink => unlink.Ends.Ends,
            Operation.Create create => [.. create.Links.SelectMany(l => l.Ends)],
            _ => [],
        };
        return ends.Select(e => e.To).Append(operation.Object).Any(o => plan.Snapshot.Roster.KeyOf(o) is { } key
            && before.Entries.GetValueOrDefault(key) is { CreatedAt: { } created } && now - created < Matcher.VisibilityWindow);
    }
}
