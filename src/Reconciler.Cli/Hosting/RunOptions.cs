using Reconciler.Core.Reconciliation;
using Reconciler.Core.Reporting;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Hosting;

/// <summary>What was asked for on the command line, the same for every command that reads a target.</summary>
internal sealed record RunOptions(string Root, string? StateDirectory)
{
    /// <summary>The directory as it was typed, for the line that says what to do next.</summary>
    public string Typed { get; init; } = ".";

    public bool Sandbox { get; init; }

    public bool Fresh { get; init; }

    /// <summary>The day to plan; null = today (UTC).</summary>
    public DateOnly? AsOf { get; init; }

    public ResourceKey? Only { get; init; }

    /// <summary>Operations of this target alone; null = of all.</summary>
    public TargetName? Target { get; init; }

    /// <summary>Only what dates ask for that were reviewed when they were merged.</summary>
    public bool OnlyDue { get; init; }

    /// <summary>The reviewed plan that is carried out, and nothing else; null = whatever planning gives.</summary>
    public ApprovedPlan? Approved { get; init; }

    /// <summary>The report whose operations are taken back, and nothing else; null = whatever planning gives.</summary>
    public ReportDocument? TakeBack { get; init; }

    /// <summary>Whether a kept state and what changed since may stand for a whole read. Never for a run that writes.</summary>
    public bool ReadsKept { get; init; }

    public PlanNarrowing Narrowing => new() { Target = Target, Only = Only, OnlyDue = OnlyDue };

    /// <summary>The revision whose plan tells what is new; null = compared with none.</summary>
    public RevisionAsked? Base { get; init; }

    /// <summary>The revision that the control file is taken from; null = the workspace's own.</summary>
    public RevisionAsked? ControlFrom { get; init; }

    /// <summary>An application's accounts are not even looked at when only another target is asked for.</summary>
    public bool Reads(TargetName accounts) => Target is not { } one || one == accounts;
}

/// <summary>A revision that a run is to look at.</summary>
/// <param name="Revision">As git is asked for it.</param>
/// <param name="Shown">As people read it.</param>
/// <param name="IsSaved">A saved plan asks for it, by the commit of what was named then.</param>
internal sealed record RevisionAsked(string Revision, string Shown, bool IsSaved)
{
    public static RevisionAsked? Typed(string? revision) => revision is null ? null : new RevisionAsked(revision, revision, IsSaved: false);

    public static RevisionAsked? Saved(RevisionRow? revision) => revision is null ? null : new RevisionAsked(revision.Commit, revision.Name, IsSaved: true);
}
