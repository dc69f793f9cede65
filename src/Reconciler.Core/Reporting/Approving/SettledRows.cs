using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting.Approving;

/// <summary>Rows of a report for what a reviewed plan asked for and no operation does: it is done already, in conflict, or needs what is.</summary>
internal sealed class SettledRows(TargetName target)
{
    /// <summary>Why nothing is done to what the target does not show yet.</summary>
    public const string NotVisible = "the target does not show it yet";

    private const string Advice = "Plan again and have it reviewed: what stands there now was not part of the review.";

    public IEnumerable<OperationRow> Of(EntryComparison entry)
    {
        if (!SavedEntry.WritesObject(entry.Saved))
            yield break;
        if (entry.IsPartlyDone)
            yield return Row(entry.Saved, "alreadyDone", entry.Done, [], null, "done");
        if (entry.Conflict is { } why)
            yield return Row(entry.Saved, "conflict", entry.Saved.Cells, [], Fault(why), "object");
        if (entry is { IsNotVisible: true, IsPartlyDone: false })
            yield return Row(entry.Saved, "notAttempted", entry.Saved.Cells, [], Fault(NotVisible), "object");
    }

    /// <summary>The ends of one entry's lists, those that ended alike for one reason together.</summary>
    public IEnumerable<OperationRow> Of(EntryRow entry, IEnumerable<SettledEnd> ends)
    {
        // What replaces another is one write with it.
        foreach (var alike in ends.GroupBy(e => (e.List, Comes: e.Comes || (e.List.Single && !e.List.Adds.IsEmpty), e.Outcome, e.Why, e.Need)))
        {
            var (list, comes, outcome, why, need) = alike.Key;
            var row = list with { Adds = [.. alike.Where(e => e.Comes).Select(e => e.End)], Removes = [.. alike.Where(e => !e.Comes).Select(e => e.End)] };
            var fault = need is not null
                ? new FaultRow("skipped", $"needs operation {IdOf(need, "object")}, which did not succeed", "Resolve that one and plan again.")
                : why is null ? null : Fault(why);
            yield return Row(entry, outcome, [], [row], fault, $"{list.Link} {comes} {outcome} {why}") with { Phase = comes ? "link" : "unlink", Action = comes ? "link" : "unlink" };
        }
    }

    /// <summary>Everything of an entry whose target did not answer.</summary>
    public OperationRow NotReached(EntryRow entry, Fault? fault) => Row(entry, "notAttempted", entry.Cells, entry.Links,
        fault is null ? null : new FaultRow(fault.Code, fault.Message, fault.Advice), "object");

    private static FaultRow Fault(string why) => why == NotVisible ? new FaultRow("notVisible", why, "Apply the same plan again in a few minutes.") : new FaultRow("moved", why, Advice);

    private OperationRow Row(EntryRow entry, string outcome, ImmutableArray<CellRow> cells, ImmutableArray<LinkRow> links, FaultRow? fault, string part) => new()
    {
        Id = IdOf(entry, part),
        Target = target.Value,
        Phase = entry.Action is "delete" or "disable" ? entry.Action : "establish",
        Action = entry.Action is "create" or "disable" or "restore" or "delete" ? entry.Action : "update",
        Kind = entry.Kind,
        Key = entry.Key,
        RemoteId = entry.Id,
        Name = entry.Name,
        Because = entry.Because,
        Where = entry.Where,
        Cells = cells,
        Links = links,
        Outcome = outcome,
        Fault = fault,
    };

    // No operation was made of it, so it is named by what the plan said.
    private string IdOf(EntryRow entry, string part) => new OperationId(PlanHash.Of($"{target}\n{SavedEntry.Line(entry)}\n{part}")).ToString();
}
