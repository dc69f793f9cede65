using Reconciler.Cli.Files;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Reporting.Forge;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Cli.Forge;

/// <summary>
/// What a step of GitHub Actions leaves beside its result: outputs for the steps after it, a summary for people, annotations at the lines of the files.
/// Annotations go to stderr: stdout carries the result, and GitHub reads both.
/// </summary>
internal static class GithubStep
{
    /// <summary>GitHub drops what all of a step's summary is when it is over 1 MiB; a part of that is left to others.</summary>
    private const long LargestSummary = (1 << 20) - 4096;

    private const int SmallestSummary = 2_000;

    /// <param name="host">The run's host, whose notes are told.</param>
    /// <param name="code">What the command ends with.</param>
    public static void Tell(CliHost host, int code)
    {
        if (!host.Step.IsTold || host.Environment("GITHUB_ACTIONS") != "true")
            return;
        Annotate(host);
        Summarise(host);
        if (host.Environment("GITHUB_OUTPUT") is { Length: > 0 } outputs)
            StepFile.Append(outputs, StepOutputs.Write(StepOutputs.Of(host.Step.Plan, host.Step.PlanPath, host.Step.ReportPath, code), () => Fresh(host)));
    }

    private static void Annotate(CliHost host)
    {
        var (notes, folder) = (host.Step, FolderOf(host));
        host.Error.Write(Annotations.Of(notes.Faults, folder));
        // What an apply did not do stands in its report; what it was to do, in the plan before it.
        if (notes.Report is { } report)
            host.Error.Write(Annotations.Of(report, folder));
        else if (notes.Plan is { } plan)
            host.Error.Write(Annotations.Of(plan, folder));
    }

    private static void Summarise(CliHost host)
    {
        var notes = host.Step;
        if (host.Environment("GITHUB_STEP_SUMMARY") is not { Length: > 0 } path || (notes.Plan is null && notes.Report is null))
            return;
        var room = (int)Math.Min(MarkdownFrame.SummaryBudget, LargestSummary - StepFile.LengthOf(path));
        if (room < SmallestSummary)
        {
            host.Error.WriteLine("warning: the summary of this step is full; the plan or report is not in it");
            return;
        }

        var frame = MarkdownFrame.Page with { Budget = room - 1, Whole = "see the saved file" };
        var text = notes.Report is { } report ? ReportMarkdown.Parts(report, notes.ReportPath ?? "", frame)[0]
            : notes.Plan is { } plan ? PlanMarkdown.Parts(plan, frame)[0] : "";
        StepFile.Append(path, text + "\n");
    }

    // Annotations are placed by paths of the repository.
    private static string FolderOf(CliHost host)
    {
        if (host.Step.Root is not { } root)
            return "";
        var repository = host.Environment("GITHUB_WORKSPACE") is { Length: > 0 } checkout ? checkout : host.CurrentDirectory;
        var folder = Path.GetRelativePath(repository, root).Replace('\\', '/');
        return folder == "." ? "" : folder + "/";
    }

    private static string Fresh(CliHost host)
    {
        Span<byte> bytes = stackalloc byte[16];
        host.Randomness.Fill(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
