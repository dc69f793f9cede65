using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Approving;
using Reconciler.Core.Targets;

namespace Reconciler.Tests.Estates;

/// <summary>A plan as it lies in a file, and what becomes of it later.</summary>
internal static class SavedRun
{
    public const string Version = "1.0.0";

    /// <summary>Long after: what we created shows in every read, and what does not is gone.</summary>
    public static void Age(this AppWorld world) => world.Directory.Ledger = world.Directory.Ledger with
    {
        Entries = world.Directory.Ledger.Entries.ToImmutableDictionary(e => e.Key, e => e.Value with { CreatedAt = null }),
    };

    /// <summary>Written and read, as a file would be.</summary>
    public static PlanDocument Save(this AppWorld world, RunPlan run)
    {
        var hash = Planner.OperationsHash("contoso", null, run.Targets);
        var header = new PlanHeader("contoso", null, world.Day, World.Now, World.Now.AddDays(7)) { OperationsHash = hash, ConfigurationHash = hash };
        TargetDescriptor[] descriptors = [.. run.Targets.Select(t => new TargetDescriptor(t.Target, "memory", t.Snapshot.Schema))];
        return DocumentJson.ReadPlan(DocumentJson.Write(DocumentJson.Sealed(PlanDocuments.Of(new Plan(header, run.Targets), run, descriptors, Version))));
    }

    /// <summary>Carries it out on the world as it is now, and reports.</summary>
    public static ReportDocument Carry(this AppWorld world, PlanDocument saved, Core.Model.IdentityModel model)
    {
        Assert.Null(SavedPlans.Refuse(saved, saved.OperationsHash[..8], World.Now, Version));
        Assert.Null(SavedPlans.Foreign(saved, model, saved.Sandbox));
        var approved = Approved.Over(saved, world.Plan(model, SavedPlans.NarrowingOf(saved)), null);
        var document = world.Save(approved.Run);
        var records = world.Apply(model, approved.Run);
        TargetRun[] targets = [.. approved.Run.Targets.Select(t => new TargetRun(t, [.. records.Where(r => t.Operations.Any(o => o.Id == r.Operation.Id))]))];
        var facts = new RunFacts("run", World.Now, Version) { Settled = approved.Settled, Since = approved.Since };
        return ReportDocuments.Of(facts, document, targets, approved.Run.Unreached, model.Files, null, false, (0, 0), World.Now);
    }
}
