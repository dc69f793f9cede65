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
        GroupsOf(report, report.Operations.DistinctBy(o => o.Id, StringComparer.Ordinal).ToDictionary(o => o.Id, StringComparer.Ordinal));

    /// <summary>All operations, those that another one kept from being done with its name in place of its id.</summary>
    public static IEnumerable<OperationRow> Named(ReportDocument report)
    {
        var byId = report.Operations.DistinctBy(o => o.Id, StringComparer.Ordinal).ToDictionary(o => o.Id, StringComparer.Ordinal);
        return report.Operations.Select(o => Named(o, byId));
    }

    private static IEnumerable<(string Heading, ImmutableArray<ImmutableArray<OperationRow>> Alike)> GroupsOf(
        ReportDocument report, Dictionary<string, OperationRow> byId) =>
        from kind in Groups
        let operations = report.Operations.Where(kind.Holds).ToArray()
        where operations.Length > 0
        let named = operations.Select(o => Named(o, byId))
        select (kind.Heading, named.GroupBy(o => (o.Target, o.Kind, o.Action, o.Fault, LeftOut: o.LeftOut.IsEmpty ? "" : o.Id))
            .SelectMany(g => g.Count() > MostSingle ? [[.. g]] : g.Select(o => ImmutableArray.Create(o))).ToImmutableArray());

    public static void Write(Page page, IEnumerable<(string Heading, ImmutableArray<ImmutableArray<OperationRow>> Alike)> groups, PlanColumns columns)
    {
        foreach (var (heading, alike) in groups)
        {
            page.Blank();
            page.Line(heading, Role.Heading);
            foreach (var operations in alike)
                Write(page, operations, columns);
        }
    }

    /// <summary>Code, status, request and attempts: what a support case needs.</summary>
    public static IEnumerable<string> Evidence(IReadOnlyList<OperationRow> operations)
    {
        var operation = operations[0];
        if (operation.Fault is { Code: not "skipped" } fault)
            yield return fault.Code;
        if (operation.Status > 0)
            yield return $"HTTP {operation.Status}";
        var requests = operations.Select(o => o.RequestId).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        if (requests.Length > 0)
            yield return $"request {requests[0]}{(requests.Length > 1 ? $" and {Words.Number(requests.Length - 1)} more" : "")}";
        if (operation.Attempts > 1)
            yield return $"{Words.Number(operation.Attempts)} attempts";
    }

    // An operation's id means nothing to a person; what it was to do does.
    private static OperationRow Named(OperationRow operation, Dictionary<string, OperationRow> byId)
    {
        if (operation.Fault is not { Code: "skipped" } fault)
            return operation;
        foreach (var word in fault.Message.Split(' '))
        {
            if (byId.TryGetValue(word.TrimEnd(','), out var need))
            {
                var message = fault.Message.Replace($"operation {need.Id}", $"{need.Action} of {need.Kind} {need.Name}", StringComparison.Ordinal);
                return operation with { Fault = fault with { Message = message } };
            }
        }

        return operation;
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
        var evidence = PlanFooter.Dotted(Evidence(operations).Select(e => (e, Role.Dim))).ToArray();
        if (evidence.Length > 0)
            page.Row([], columns.Value, evidence);
    }

    private static IEnumerable<Atom> Said(OperationRow operation) =>
    [
        Atom.Of(operation.Action + (Spoken.IsDirectory(operation.Target) ? "" : $" in {operation.Target}"), Role.Dim),
        .. operation.Fault is { } fault ? Flow.Words(fault.Message, Role.Plain, " · ") : [],
    ];
}
