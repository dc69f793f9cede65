using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting;

/// <summary>One target's operations as rows of a report: before they are sent, and as they ended.</summary>
public sealed class OperationRows
{
    private readonly TargetPlan _plan;
    private readonly IReadOnlyCollection<string> _filesRead;
    private readonly Dictionary<Handle, Entry> _entries = [];
    private readonly EntryRows _rows;
    private readonly Dictionary<LinkChange, (Dictionary<LinkEnd, LinkEdit> Adds, Dictionary<LinkEnd, LinkEdit> Removes)> _edits = new(ReferenceEqualityComparer.Instance);

    public OperationRows(TargetPlan plan, IReadOnlyCollection<string> filesRead)
    {
        ArgumentNullException.ThrowIfNull(plan);
        (_plan, _filesRead) = (plan, filesRead);
        foreach (var entry in plan.Entries)
            _entries.TryAdd(entry.Object, entry);
        _rows = new EntryRows(plan.Snapshot, filesRead);
    }

    /// <summary>An operation about to be sent: what is known of it if nobody ever hears the answer.</summary>
    public OperationRow Row(Intent intent)
    {
        ArgumentNullException.ThrowIfNull(intent);
        return Row(new OperationRecord(intent.Operation, new Outcome.Unknown(
            new Fault("interrupted", "it was about to be sent or under way when the run ended", null, "The next apply looks before it writes."))));
    }

    public OperationRow Row(OperationRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var operation = record.Operation;
        var roster = _plan.Snapshot.Roster;
        var entry = _entries.GetValueOrDefault(operation.Object);
        return new OperationRow
        {
            Id = operation.Id.ToString(),
            Target = _plan.Target.Value,
            Phase = Wording.Phase(operation.Phase),
            // What was to be created and was there already has been taken over.
            Action = record.IsAdopted ? "adopt" : Wording.Action(operation),
            Kind = operation.Kind.Name,
            Key = roster.KeyOf(operation.Object)?.Name ?? entry?.Key?.Name,
            RemoteId = roster.IdOf(operation.Object)?.Value,
            Name = operation.Name,
            Because = entry is null ? null : Wording.Because(entry.Cause, _filesRead.Contains),
            Where = entry is null ? null : Wording.Where(entry.Cause),
            Cells = operation switch
            {
                Operation.Create c => Cells(c.Cells),
                Operation.Update u => Cells(u.Cells),
                Operation.Disable d => Cells(d.Cells),
                _ => [],
            },
            Links = operation switch
            {
                Operation.Create c => [.. c.Links.Select(l => Links(l, entry, adds: true))],
                Operation.Link l => [Links(l.Ends, entry, adds: true)],
                Operation.Unlink u => [Links(u.Ends, entry, adds: false)],
                _ => [],
            },
            Outcome = Wording.Camel(record.Outcome.GetType().Name),
            Attempts = record.Attempts,
            RequestId = record.RequestId ?? FaultOf(record.Outcome)?.RequestId,
            Status = record.Status != 0 ? record.Status : FaultOf(record.Outcome)?.Status ?? 0,
            Fault = record.Outcome is Outcome.Skipped skipped
                ? new FaultRow("skipped", $"needs operation {skipped.Need}, which did not succeed", "Resolve that one; the next apply does this.")
                : FaultOf(record.Outcome) is { } fault ? new FaultRow(fault.Code, fault.Message, fault.Advice) : null,
            Spends = SpendRows.Of(record, _plan),
            LeftOut = record.LeftOut,
            At = record.At,
            Trials = [.. record.Trials.Select(t => new TrialRow(t.At, t.Status, Math.Round(t.Took.TotalSeconds, 3)) { RequestId = t.RequestId, Code = t.Code })],
        };
    }

    private static ImmutableArray<CellRow> Cells(ImmutableArray<CellChange> cells) => [.. cells.Select(Wording.Cell)];

    // The rows of one write: those ends of the entry's change that it carries. Of a long list each write looks up its own.
    private LinkRow Links(LinkEnds ends, Entry? entry, bool adds)
    {
        var change = entry?.Links.FirstOrDefault(l => l.Link.Name == ends.Link.Name);
        if (change is null)
            return new LinkRow(ends.Link.Name, [], [], 0);
        if (!_edits.TryGetValue(change, out var edits))
            _edits.Add(change, edits = (ByEnd(change.Adds), ByEnd(change.Removes)));
        return _rows.Row(change with
        {
            Adds = adds ? Carried(ends, edits.Adds) : [],
            Removes = adds ? [] : Carried(ends, edits.Removes),
        });
    }

    private static ImmutableArray<LinkEdit> Carried(LinkEnds ends, Dictionary<LinkEnd, LinkEdit> edits)
    {
        var carried = ImmutableArray.CreateBuilder<LinkEdit>(ends.Ends.Length);
        foreach (var end in ends.Ends)
        {
            if (edits.TryGetValue(end, out var edit))
                carried.Add(edit);
        }

        return carried.ToImmutable();
    }

    private static Dictionary<LinkEnd, LinkEdit> ByEnd(ImmutableArray<LinkEdit> edits)
    {
        var found = new Dictionary<LinkEnd, LinkEdit>(edits.Length);
        foreach (var edit in edits)
            found.TryAdd(edit.End, edit);
        return found;
    }

    private static Fault? FaultOf(Outcome outcome) => outcome switch
    {
        Outcome.Conflict c => c.Fault,
        Outcome.Failed f => f.Fault,
        Outcome.Throttled t => t.Fault,
        Outcome.Unknown u => u.Fault,
        _ => null,
    };
}
