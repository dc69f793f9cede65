using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting;

/// <summary>What a fresh plan of one target still has to do, and what it waits to see, by object and part.</summary>
internal sealed class Remaining
{
    private readonly HashSet<(string Kind, string Object, string Part)> _left = [];
    private readonly HashSet<(string Kind, string Object)> _pending = [];

    private Remaining()
    {
    }

    public static Remaining Of(TargetPlan plan, IReadOnlyCollection<string> filesRead)
    {
        var remaining = new Remaining();
        var rows = new OperationRows(plan, filesRead);
        foreach (var operation in plan.Operations)
        {
            var row = rows.Row(new Intent(operation, null));
            foreach (var part in Parts(row))
                remaining._left.Add((row.Kind, Name(row.Key, row.Name), part));
        }

        foreach (var entry in plan.Entries.Where(e => e.Change is Change.Keep { Why: KeepReason.NotYetVisible }))
            remaining._pending.Add((entry.Kind.Name, Name(entry.Key?.Name, entry.Name)));
        return remaining;
    }

    /// <summary>Whether anything is left of what an operation was to do.</summary>
    public bool Touches(OperationRow row) => Parts(row).Any(p => _left.Contains((row.Kind, Name(row.Key, row.Name), p)));

    /// <summary>Whether all of it is left.</summary>
    public bool Repeats(OperationRow row) => Parts(row).Any() && Parts(row).All(p => _left.Contains((row.Kind, Name(row.Key, row.Name), p)));

    public bool Waits(OperationRow row) => _pending.Contains((row.Kind, Name(row.Key, row.Name)));

    private static string Name(string? key, string name) => key ?? name;

    private static string End(LinkEndRow end) => $"{end.Kind} {end.Id ?? end.Name} {end.Role}";

    // A list is told end by end: another end that comes later says nothing of those that came.
    private static IEnumerable<string> Parts(OperationRow row) =>
    [
        .. row.Action is "create" or "adopt" ? ["there"] : row.Action is "delete" or "restore" ? [row.Action] : Array.Empty<string>(),
        .. row.Cells.Select(c => $"cell {c.Attribute}"),
        .. row.Links.SelectMany(l => l.Adds.Select(e => $"add {l.Link} {End(e)}").Concat(l.Removes.Select(e => $"remove {l.Link} {End(e)}"))),
    ];
}

/// <summary>Says of each write what the read after it shows.</summary>
public static class Verification
{
    public static ReportDocument Of(ReportDocument report, RunPlan after)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(after);
        var targets = after.Targets.ToDictionary(t => t.Target.Value, t => Remaining.Of(t, after.Model.Files), StringComparer.Ordinal);
        return report with
        {
            Operations = [.. report.Operations.Select(o => o.Outcome is not ("applied" or "alreadyDone" or "acceptedNotApplied") || !targets.TryGetValue(o.Target, out var left) ? o
                : o with { Verified = left.Waits(o) ? "pending" : left.Touches(o) ? "notSeen" : "seen" })],
        };
    }
}
