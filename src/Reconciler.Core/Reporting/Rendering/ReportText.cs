using System.Collections.Immutable;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>A report for the terminal: the result first, then what a person must look at, then what was done, then one line for a ticket.</summary>
public static class ReportText
{
    /// <param name="path">Where the record lies.</param>
    public static StyledText Render(ReportDocument report, string path, int width)
    {
        ArgumentNullException.ThrowIfNull(report);
        report = Spoken.Of(report);
        var page = new Page(width);
        var seconds = (report.Ended - report.Started).TotalSeconds;
        page.Row([], 0,
        [
            Atom.Of(report.Workspace, Role.Heading),
            .. Flow.Words($"· run {report.Run} · {(report.Sandbox ? "sandbox, " : "")}took {Words.Duration(seconds)}"),
            .. Flow.Words($"· plan {Words.Short(report.OperationsHash)}"),
            .. PartWords.Of(report.Narrowed) is { } part ? Flow.Words($"· {part}") : [],
            .. report.Actor is { } actor ? Flow.Words($"· by {actor}") : [],
            .. report.Commit is { } commit ? Flow.Words($"· commit {(commit.Length > 8 ? commit[..8] : commit)}") : [],
        ]);
        page.Blank();
        var blocking = report.Guards.Where(g => g.Blocks).ToArray();
        if (report.Result == RunResult.Blocked && blocking.Length > 0)
            GuardText.WriteBlocks(page, blocking, report.Planned, [], full: false);
        else
            page.Line($"  {ReportWords.Result(report)}", report.ExitCode == 0 ? Role.Gain : Role.Danger);
        if (PrivacyWords.Notice(report.Privacy) is { } notice)
            page.Row([], 2, Flow.Words(notice, Role.Dim));
        if (report.Stopped is { } stopped)
            page.Line($"  {stopped}", Role.Danger);
        if (report.Fault is { } fault)
            page.Row([], 2, [.. Flow.Words(fault.Message, Role.Danger), .. Flow.Words($"· {fault.Advice}")]);
        UnreachedText.Write(page, report.Unreached, UnreachedText.Left);
        WithheldText.Write(page, report.Withheld);
        var groups = OperationText.GroupsOf(report).ToArray();
        EntryRow[] waiting = [.. report.Waiting.Select(Waiting)];
        var columns = PlanColumns.For(waiting.Concat(groups.SelectMany(g => g.Alike).Where(a => a.Length == 1)
            .Select(a => new EntryRow { Section = Section.Changed, Action = "", Kind = a[0].Kind, Name = a[0].Name })), width);
        OperationText.Write(page, groups, columns);
        WriteWaiting(page, waiting, columns);
        page.Blank();
        WriteFooter(page, report);
        page.Blank();
        page.Line(ReportWords.Line(report, path), Role.Strong);
        return page.ToText();
    }

    private static void WriteWaiting(Page page, EntryRow[] waiting, PlanColumns columns)
    {
        if (waiting.Length == 0)
            return;
        page.Blank();
        page.Line("WAITING FOR A PERSON", Role.Heading);
        foreach (var fold in Folding.Of(waiting))
        {
            if (fold.IsOne)
                EntryText.Write(page, fold.First, columns, full: false);
            else
                FoldedText.Write(page, fold, columns, named: false);
        }
    }

    // Of what is held only the hold: the rest of the entry was done, and stands under what was done.
    private static EntryRow Waiting(EntryRow entry) => entry.Conflict is not null ? entry : entry with
    {
        Section = Section.Held,
        Action = "update",
        Because = null,
        SessionsRevoked = false,
        DeletedOn = null,
        Cells = [],
        Links = [.. entry.Links.Where(l => l.Withheld > 0).Select(l => l with { Adds = [], Removes = [] })],
    };

    private static void WriteFooter(Page page, ReportDocument report)
    {
        var several = Spoken.AreSeveral(report.Operations.Select(o => o.Target).Concat(report.Reads.Select(r => r.Target)));
        var label = "Done";
        foreach (var (target, done) in ReportWords.Done(report))
        {
            PlanFooter.Labelled(page, label, several ? target : null, PlanFooter.Dotted(done.Select(d => (d, Role.Plain))));
            label = "";
        }

        PlanFooter.WriteReads(page, report.Reads.GroupBy(r => r.Target, StringComparer.Ordinal).Select(g => (several ? g.Key : null, g.ToImmutableArray())), "");
        PlanFooter.WriteGuards(page, report.Guards);
        PlanFooter.Labelled(page, "Traffic", null, PlanFooter.Dotted(ReportWords.Traffic(report.Traffic).Select(t => (t, Role.Plain))));
        if (ReportWords.Origin(report).ToArray() is { Length: > 0 } origin)
            PlanFooter.Labelled(page, "Run", null, PlanFooter.Dotted(origin.Select(o => (o, Role.Plain))));
        if (report.Convergence is { } after)
        {
            PlanFooter.Labelled(page, "After", null, after.Converged
                ? Flow.Words($"nothing left to do, seen within {Words.Duration(after.Seconds).Replace("under ", "", StringComparison.Ordinal)}")
                : Flow.Words($"{Words.Count(after.Residual, "operation")} left: {string.Join(", ", after.Remaining)}", Role.Danger));
        }

        if (report.Since is { } since)
            PlanFooter.Labelled(page, "Left", null, Flow.Words(ReportWords.Since(since)));
        if (report.Deferred.Length > 0)
            PlanFooter.Labelled(page, "Declared", null, Flow.Words("not carried out yet: " + Words.List(report.Deferred)));
    }
}
