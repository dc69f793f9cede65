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

/// <summary>What of a run is carried out: everything, or one target's operations, one object's, those that the clock alone asks for.</summary>
public sealed record PlanNarrowing
{
    /// <summary>Operations of this target alone; null = of all.</summary>
    public TargetName? Target { get; init; }

    public ResourceKey? Only { get; init; }

    /// <summary>Only what dates ask for that were reviewed when they were merged.</summary>
    public bool OnlyDue { get; init; }

    public bool IsWhole => Target is null && Only is null && !OnlyDue;

    public bool Covers(TargetName target) => Target is not { } one || one == target;

    /// <summary>The part of a target's plan that is asked for.</summary>
    internal TargetPlan Of(TargetPlan plan)
    {
        var part = Only is { } key ? Narrowing.Only(plan, key) : plan;
        return OnlyDue ? Narrowing.OnlyDue(part) : part;
    }
}

/// <summary>The plan of a whole run: every target's, what it means for access, and one verdict over all.</summary>
public sealed record RunPlan(IdentityModel Model, ImmutableArray<TargetPlan> Targets, DirectoryOutlook Outlook, ImmutableArray<ApplicationAccess> Access, Verdict Verdict)
{
    /// <summary>Targets that did not answer: nothing is planned for them, and the others are free.</summary>
    public ImmutableArray<TargetReading> Unreached { get; init; } = [];

    /// <summary>What is wrong with access over all applications.</summary>
    public ImmutableArray<Diagnostics.Diagnostic> AccessFindings { get; init; } = [];

    /// <summary>What was asked for.</summary>
    public PlanNarrowing Narrowing { get; init; } = new();

    /// <summary>The plans that the verdict is over, of every target, and all that they would do.</summary>
    public ImmutableArray<TargetPlan> Whole { get; init; } = [];

    /// <summary>What the revision that the model is compared with would do on the same state; null when there is none.</summary>
    public RunPlan? Earlier { get; init; }

    /// <summary>What of each target's plan is new, and since when the rest has been due; of the whole, and so of every part of it.</summary>
    public ImmutableDictionary<TargetName, TargetLabels> Labels { get; init; } = ImmutableDictionary<TargetName, TargetLabels>.Empty;

    /// <summary>What the earlier revision managed and this one does not.</summary>
    public ImmutableArray<ReleasedObject> Released { get; init; } = [];

    /// <summary>The same run of which only these parts of its targets' plans are carried out; access is what they make of it. The verdict stays over the whole.</summary>
    public RunPlan Part(ImmutableArray<TargetPlan> parts)
    {
        // A target that is not asked for is not touched, and what it would change does not happen.
        var happens = Whole.Select(w => Planning.Narrowing.Standstill(w, parts.FirstOrDefault(p => p.Target == w.Target) ?? w with { Entries = [] })).ToArray();
        var directory = happens.FirstOrDefault(t => t.Target == TargetName.Directory);
        return (this with { Access = EffectiveAccess.Of(directory is null ? Outlook : new DirectoryOutlook(Model, directory, Outlook.Day), happens) }).Carrying(parts);
    }

    /// <summary>The same run that carries out these plans, with what their operations use up of the guards' limits.</summary>
    internal RunPlan Carrying(IReadOnlyCollection<TargetPlan> plans) => this with { Targets = Spends.Into(plans, Access) };

    public IEnumerable<Diagnostics.Diagnostic> Findings => Targets.SelectMany(t => t.Findings).Concat(AccessFindings).Concat(Releases.Faults(Model, Released));
}

/// <summary>Plans all targets of a run before anything is written: the directory, then each application on the directory as it will be.</summary>
public static class RunPlanner
{
    /// <param name="directory">What was read of the directory; null where the workspace has none.</param>
    /// <param name="applications">What was read of the applications' accounts.</param>
    /// <param name="spent">What earlier runs have used up of the guards' limits.</param>
    public static RunPlan Plan(IdentityModel model, TargetReading? directory, IReadOnlyCollection<TargetReading> applications, DateOnly day, DateTimeOffset now, PlanNarrowing narrowing,
        Spent? spent = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(applications);
        ArgumentNullException.ThrowIfNull(narrowing);
        foreach (var read in applications.Concat(directory is null ? [] : [directory]))
        {
            if (read.Snapshot is { } seen)
                ListSizes.Doubt(seen, read.Ledger);
        }

        var earlier = EarlierPlan.Of(model, directory, applications, day, now, narrowing.Only);
        var whole = directory is { Snapshot: { } snapshot } && model.Settings.Directory is { } settings
            ? Planner.Plan(model, settings, snapshot, directory.Ledger, day, narrowing.Only)
            : null;
        var outlook = whole is null ? DeclaredDirectory.Of(model, day, now) : new DirectoryOutlook(model, whole, day);
        var all = ImmutableArray.CreateBuilder<TargetPlan>();
        if (whole is not null)
            all.Add(whole);
        foreach (var application in model.Applications.Where(a => a.Scim is not null))
        {
            if (applications.FirstOrDefault(r => r.Target == application.AccountTarget) is { Snapshot: { } accounts } reading)
                all.Add(AccountPlanner.Plan(application, outlook, accounts, reading.Ledger, now, narrowing.Only));
        }

        // Guards measure the whole, whatever is asked for.
        var access = EffectiveAccess.Of(outlook, all);
        var run = new RunPlan(model, all.ToImmutable(), outlook, access, Judge.Over(all, access, model.Settings.Guards, model.Files, day, spent))
        {
            Whole = all.ToImmutable(),
            Narrowing = narrowing,
            AccessFindings = [.. SeparatedDuties.Check(outlook)],
            Unreached = [.. applications.Where(r => r.Snapshot is null)],
            Earlier = earlier,
            Labels = EarlierPlan.Labels(model, all, earlier, directory, applications),
            // Nothing is given up by a date.
            Released = earlier is not null && whole is not null && narrowing.Covers(whole.Target) && !narrowing.OnlyDue ? Releases.Of(model, whole, earlier, narrowing.Only) : [],
        };
        if (narrowing.IsWhole)
            return run.Carrying(run.Whole);
        ImmutableArray<TargetPlan> parts = [.. all.Where(p => narrowing.Covers(p.Target)).Select(narrowing.Of)];
        if (narrowing.OnlyDue)
            run = run.Part(parts);
        if (narrowing.Only is { } only)
            run = run with { Access = [.. run.Access.Select(a => a with { Changes = [.. a.Changes.Where(c => c.Key == only)] })] };
        return run.Carrying(parts);
    }
}
