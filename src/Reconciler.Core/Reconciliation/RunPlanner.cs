using System.Collections.Immutable;
using Reconciler.Core.Access;
using Reconciler.Core.Guards;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Projection;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reconciliation;

/// <summary>What was read of one target, or why it could not be; and what earlier applies wrote down of it.</summary>
public sealed record TargetReading(TargetName Target, Snapshot? Snapshot, Ledger Ledger)
{
    /// <summary>Why there is no snapshot.</summary>
    public TargetException? Fault { get; init; }
}

/// <summary>What of a run is planned: everything, or one target's operations, or one object's.</summary>
public sealed record PlanNarrowing
{
    /// <summary>Operations of this target alone; null = of all.</summary>
    public TargetName? Target { get; init; }

    public ResourceKey? Only { get; init; }

    public bool Covers(TargetName target) => Target is not { } one || one == target;
}

/// <summary>The plan of a whole run: every target's, what it means for access, and one verdict over all.</summary>
public sealed record RunPlan(IdentityModel Model, ImmutableArray<TargetPlan> Targets, DirectoryOutlook Outlook, ImmutableArray<ApplicationAccess> Access, Verdict Verdict)
{
    /// <summary>Targets that did not answer: nothing is planned for them, and the others are free.</summary>
    public ImmutableArray<TargetReading> Unreached { get; init; } = [];

    /// <summary>What is wrong with access over all applications.</summary>
    public ImmutableArray<Diagnostics.Diagnostic> AccessFindings { get; init; } = [];

    public IEnumerable<Diagnostics.Diagnostic> Findings => Targets.SelectMany(t => t.Findings).Concat(AccessFindings);
}

/// <summary>Plans all targets of a run before anything is written: the directory, then each application on the directory as it will be.</summary>
public static class RunPlanner
{
    /// <param name="directory">What was read of the directory; null where the workspace has none.</param>
    /// <param name="applications">What was read of the applications' accounts.</param>
    public static RunPlan Plan(IdentityModel model, TargetReading? directory, IReadOnlyCollection<TargetReading> applications, DateOnly day, DateTimeOffset now, PlanNarrowing narrowing)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(applications);
        ArgumentNullException.ThrowIfNull(narrowing);
        var whole = directory is { Snapshot: { } snapshot } && model.Settings.Directory is { } settings
            ? Planner.Plan(model, settings, snapshot, directory.Ledger, day)
            : null;
        var outlook = whole is null ? DeclaredDirectory.Of(model, day, now) : new DirectoryOutlook(model, whole, day);
        var all = new List<TargetPlan>();
        var shown = new List<TargetPlan>();
        Add(whole, () => whole is null || model.Settings.Directory is not { } d || directory?.Snapshot is not { } s ? null : Planner.Plan(model, d, s, directory.Ledger, day, narrowing.Only));
        foreach (var application in model.Applications.Where(a => a.Scim is not null))
        {
            if (applications.FirstOrDefault(r => r.Target == application.AccountTarget) is { Snapshot: { } accounts } reading)
            {
                Add(AccountPlanner.Plan(application, outlook, accounts, reading.Ledger, now),
                    () => AccountPlanner.Plan(application, outlook, accounts, reading.Ledger, now, narrowing.Only));
            }
        }

        var access = EffectiveAccess.Of(outlook, all);
        var seen = narrowing.Only is not { } only ? access : [.. access.Select(a => a with { Changes = [.. a.Changes.Where(c => c.Key == only)] })];
        return new RunPlan(model, [.. shown], outlook, seen, Judge.Over(all, access, model.Settings.Guards, model.Files, day))
        {
            AccessFindings = [.. SeparatedDuties.Check(outlook)],
            Unreached = [.. applications.Where(r => r.Snapshot is null)],
        };

        // Guards measure the whole, whatever is asked for.
        void Add(TargetPlan? plan, Func<TargetPlan?> narrowed)
        {
            if (plan is null)
                return;
            all.Add(plan);
            if (narrowing.Covers(plan.Target) && (narrowing.Only is null ? plan : narrowed()) is { } part)
                shown.Add(part);
        }
    }
}
