using System.Collections.Immutable;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Operations that did not simply succeed, by how they ended: what was asked for, what the target said, what to do.</summary>
internal static class OperationText
{
    /// <summary>More with one cause than this are shown as one.</summary>
    private const int MostSingle = 10;
    private const int NamesShown = 8;

    private static readonly ImmutableArray<(string Heading, Func<OperationRow, bool> Holds)> Groups =
    [
        ("IN CONFLICT", o => o.Outcome == "conflict"),
        ("OUTCOME UNKNOWN", o => o.Outcome == "unknown"),
        ("FAILED", o => o.Outcome is "failed" or "throttled"),
        ("DONE BUT FOR", o => o.Outcome is "applied" or "alreadyDone" && !o.LeftOut.IsEmpty),
        ("SKIPPED", o => o.Outcome == "skipped"),
        ("NOT ATTEMPTED", o => o.Outcome == "notAttempted"),
        ("ACCEPTED, NOT YET DONE BY THE TARGET", o => o.Outcome == "acceptedNotApplied"),
    ];

    /// <summary>The groups that have operations, the worst first, and in them operations with one cause together.</summary>
    public static IEnumerable<(string Heading, ImmutableArray<ImmutableArray<OperationRow>> Alike)> GroupsOf(ReportDocument report) =>
        from kind in Groups
        let operations = report.Operations.Where(kind.Holds).ToArray()
        where operations.Length > 0
        select (kind.Heading, operations.GroupBy(o => (o.Kind, o.Action, o.Fault, LeftOut: o.LeftOut.IsEmpty ? "" : o.Id))
            .SelectMany(g => g.Count() > MostSingle ? [[.. g]] : g.Select(o => ImmutableArray.Create(o))).ToImmutableArray());

    public static void Write(Page page, ReportDocument report)
    {
        foreach (var (heading, alike) in GroupsOf(report))
        {
            page.Blank();
            page.Line(heading, Role.Heading);
            var columns = PlanColumns.For(alike.Where(a => a.Length == 1).Select(a => new EntryRow { Section = Section.Changed, Action = "", Kind = a[0].Kind, Name = a[0].Name }), page.Width);
            foreach (var operations in alike)
                Write(page, operations, columns);
        }
    }

    /// <summary>Code, status, request and attempts: what a support case needs.</summary>
    public static IEnumerable<string> Evidence(OperationRow operation)
    {
        if (operation.Fault is { Code: not "skipped" } fault)
            yield return fault.Code;
        if (operation.Status > 0)
            yield return $"HTTP {operation.Status}";
        if (operation.RequestId is { } request)
            yield return $"request {request}";
        if (operation.Attempts > 1)
            yield return $"{Words.Number(operation.Attempts)} attempts";
    }

    private static void Write(Page page, ImmutableArray<OperationRow> operations, PlanColumns columns)
    {
        var first = operations[0];
        var (sign, role) = first.Outcome is "skipped" or "notAttempted" or "acceptedNotApplied" ? ("=", Role.Kept) : ("!", Role.Danger);
        if (operations.Length == 1)
        {
            page.Row(columns.Head(sign, role, first.Kind, first.Name), columns.Value, Said(first), first.Where);
        }
        else
        {
            page.Row([new($"  {sign} ", role), new(Words.Count(operations.Length, first.Kind), Role.Strong)], columns.Value, Said(first));
            page.Row([], columns.Value, Flow.Words(Words.Names([.. operations.Select(o => o.Name)], NamesShown), Role.Dim));
        }

        if (first.Fault is { Advice.Length: > 0 } fault)
            page.Row([], columns.Value, Flow.Words(fault.Advice));
        if (!first.LeftOut.IsEmpty)
            page.Row([], columns.Value, Flow.Words("left out: " + string.Join(", ", first.LeftOut)));
        var evidence = PlanFooter.Dotted(Evidence(first).Select(e => (e, Role.Dim))).ToArray();
        if (evidence.Length > 0)
            page.Row([], columns.Value, evidence);
    }

    private static IEnumerable<Atom> Said(OperationRow operation) =>
    [
        Atom.Of(operation.Action, Role.Dim),
        .. operation.Fault is { } fault ? Flow.Words(fault.Message, Role.Plain, " · ") : [],
    ];
}
