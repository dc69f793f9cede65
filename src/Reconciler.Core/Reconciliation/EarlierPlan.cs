using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Projection;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reconciliation;

/// <summary>What an earlier revision would do on the very state that the plan was computed on.</summary>
internal static class EarlierPlan
{
    /// <summary>Null when there is nothing to compare with, or the workspace did not exist there. Computed before the plan itself, on rosters that do not know its keys.</summary>
    /// <param name="retried">What the plan itself tries again, of what the target refused for good.</param>
    public static RunPlan? Of(IdentityModel model, TargetReading? directory, IReadOnlyCollection<TargetReading> applications, DateOnly day, DateTimeOffset now,
        ResourceKey? retried)
    {
        if (model.Earlier?.Model is not { } earlier)
            return null;
        var accounts = earlier.Applications.Where(a => a.Scim is not null)
            .Select(a => (Settings: a, Reading: applications.FirstOrDefault(r => r.Target == a.AccountTarget)))
            .Where(a => a.Reading is not null)
            .Select(a => Apart(a.Reading, a.Settings.Scim is { } scim ? AccountSchema.Of(scim) : null))
            .OfType<TargetReading>().ToArray();
        return RunPlanner.Plan(earlier, Apart(directory, directory?.Snapshot?.Schema), accounts, day, now, new PlanNarrowing { Only = retried });
    }

    /// <summary>The labels of every target's plan.</summary>
    public static ImmutableDictionary<TargetName, TargetLabels> Labels(IdentityModel model, IEnumerable<TargetPlan> plans, RunPlan? earlier,
        TargetReading? directory, IReadOnlyCollection<TargetReading> applications) => plans.ToImmutableDictionary(p => p.Target, p => TargetLabels.Of(p, model.Earlier is not null,
            earlier?.Whole.FirstOrDefault(t => t.Target == p.Target),
            applications.Append(directory).OfType<TargetReading>().FirstOrDefault(r => r.Target == p.Target)?.Ledger ?? Ledger.Empty(model.Settings.Workspace, p.Target, null)));

    private static TargetReading? Apart(TargetReading? reading, Schemas.TargetSchema? schema) =>
        reading is { Snapshot: { } snapshot } ? reading with { Snapshot = snapshot.Apart(schema ?? snapshot.Schema) } : reading;
}
