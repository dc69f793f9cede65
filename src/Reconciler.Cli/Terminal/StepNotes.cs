using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Reporting;

namespace Reconciler.Cli.Terminal;

/// <summary>What a command notes for the step of a pipeline that it is: told when it is known how the command ended. Documents are as their readers may see them.</summary>
internal sealed class StepNotes
{
    /// <summary>Whether the command is one that tells the steps after it.</summary>
    public bool IsTold { get; private set; }

    /// <summary>The workspace's folder.</summary>
    public string? Root { get; private set; }

    public PlanDocument? Plan { get; set; }

    /// <summary>Where the plan was saved, as it was typed.</summary>
    public string? PlanPath { get; set; }

    public ReportDocument? Report { get; set; }

    public string? ReportPath { get; set; }

    public ImmutableArray<Diagnostic> Faults { get; set; } = [];

    public void Begin(string root) => (IsTold, Root) = (true, root);
}
