using System.Collections.Immutable;
using Reconciler.Core.Access;
using Reconciler.Core.Planning;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Guards;

/// <summary>Gives each hit of a guard to the one operation that carries it out.</summary>
public static class Spends
{
    /// <summary>The plans with what their operations spend.</summary>
    /// <param name="plans">The plans as they will be applied, narrowed or not.</param>
    /// <param name="access">Who loses what by them.</param>
    public static ImmutableArray<TargetPlan> Into(IReadOnlyCollection<TargetPlan> plans, IEnumerable<ApplicationAccess> access)
    {
        ArgumentNullException.ThrowIfNull(plans);
        ArgumentNullException.ThrowIfNull(access);
        var taken = access.SelectMany(a => LostAccess.Lost(a).DistinctBy(c => c.Person).Select(c => Taking(plans, a, c)).OfType<(TargetName, OperationId)>()
            .GroupBy(t => t).Select(g => (At: g.Key, Spend: new Spend(LostAccess.Guard, LostAccess.TargetOf(a), LostAccess.Counted, a.Application.Key, g.Count()))))
            .ToLookup(t => t.At.Item1, t => (t.At.Item2, t.Spend));
        return [.. plans.Select(p => p with { Spends = Grouped(Own(p).Concat(taken[p.Target])) })];
    }

    /// <summary>What is spent by an object that was to be created, was there, and was taken over.</summary>
    public static Spend Adopted(TargetName target, Kind kind) => new(HostileTakeover.Guard, target, GuardInput.Plural(target, kind), null, 1);

    private static ImmutableDictionary<OperationId, ImmutableArray<Spend>> Grouped(IEnumerable<(OperationId Id, Spend Spend)> spends) =>
        spends.GroupBy(s => s.Id).ToImmutableDictionary(g => g.Key, g => g.Select(s => s.Spend).ToImmutableArray());

    private static IEnumerable<(OperationId, Spend)> Own(TargetPlan plan)
    {
        var operations = plan.Operations.ToLookup(o => o.Object);
        foreach (var entry in plan.Entries.Where(e => e.IsChange))
        {
            var own = operations[entry.Object].ToArray();
            if (own.Length == 0)
                continue;
            Spend One(string guard, string counted) => new(guard, plan.Target, counted, null, 1);
            var plural = GuardInput.Plural(plan.Target, entry.Kind);
            var removal = own.FirstOrDefault(o => o is Operation.Disable or Operation.Delete) ?? own[0];
            if (MassRemoval.Counts(entry))
                yield return (removal.Id, One(MassRemoval.Guard, plural));
            if (LeaverWave.Counts(entry))
                yield return (removal.Id, One(LeaverWave.Guard, LeaverWave.Counted(entry.Kind, plan)));
            if (LostIdentity.Counts(entry))
                yield return (First(own, c => c.Attribute.Identifier).Id, One(LostIdentity.Guard, plural));
            if (SweepingUpdate.Counts(entry))
                yield return (First(own, c => c.Attribute.Role is not (AttributeRole.Mark or AttributeRole.Enablement)).Id, One(SweepingUpdate.Guard, plural));
            if (HostileTakeover.Counts(entry))
                yield return (own[0].Id, One(HostileTakeover.Guard, plural));
            foreach (var unlink in own.OfType<Operation.Unlink>())
            {
                var ends = unlink.Ends.Ends.ToHashSet();
                var lost = entry.Links.Where(l => l.Link.Name == unlink.Ends.Link.Name).SelectMany(EmptiedGroup.Lost).Count(l => ends.Contains(l.End));
                if (lost > 0)
                    yield return (unlink.Id, new Spend(EmptiedGroup.Guard, plan.Target, EmptiedGroup.Counted, entry.Name, lost));
            }
        }
    }

    private static Operation First(Operation[] own, Func<CellChange, bool> carries) =>
        own.FirstOrDefault(o => o is Operation.Update update && update.Cells.Any(carries)) ?? own[0];

    // Nothing when none of these plans takes it: a narrowed one leaves it to another run.
    private static (TargetName, OperationId)? Taking(IReadOnlyCollection<TargetPlan> plans, ApplicationAccess access, AccessChange lost)
    {
        var accounts = plans.FirstOrDefault(p => p.Target == access.Application.AccountTarget);
        if (plans.FirstOrDefault(p => p.Target == TargetName.Directory) is { } directory && access.IsFromDirectory)
        {
            var operations = directory.Operations;
            var unlinks = operations.OfType<Operation.Unlink>().Where(o => o.Ends.Link.Name is "members" or "assignments").ToArray();
            // Of several lists that the person or the group leaves, the one that gave this application.
            var application = directory.Snapshot.Roster.Find(access.Application.ResourceKey);
            var taking = unlinks.FirstOrDefault(o => Ends(o, lost.Person) && o.Object == (lost.Group ?? application))
                ?? unlinks.FirstOrDefault(o => lost.Group is { } group && Ends(o, group) && o.Object == application)
                ?? unlinks.FirstOrDefault(o => lost.Group is { } group && Ends(o, group))
                ?? unlinks.FirstOrDefault(o => Ends(o, lost.Person))
                ?? operations.FirstOrDefault(o => o is Operation.Disable or Operation.Delete && (o.Object == lost.Person || o.Object == lost.Group))
                ?? unlinks.FirstOrDefault();
            if (taking is not null)
                return (directory.Target, taking.Id);
        }

        return accounts?.Operations.FirstOrDefault(o => o is Operation.Disable or Operation.Delete
            && (access.IsFromDirectory ? lost.Key is { } key && accounts.Snapshot.Roster.KeyOf(o.Object) == key : o.Object == lost.Person)) is { } closing
            ? (accounts.Target, closing.Id) : null;
    }

    private static bool Ends(Operation.Unlink unlink, Handle end) => unlink.Ends.Ends.Any(e => e.To == end);
}
