namespace Reconciler.Core.Reporting;

/// <summary>
/// One line of a run's journal, which holds exactly one of: the report as it would be if the run died before its first write; an operation about to be sent;
/// one that ended; the word that the report is on disk.
/// </summary>
public sealed record JournalLine(DateTimeOffset At)
{
    public ReportDocument? Head { get; init; }

    public OperationRow? Intent { get; init; }

    /// <summary>The 8 hex digits that name a creation, with its intent.</summary>
    public string? Creation { get; init; }

    public OperationRow? Ended { get; init; }

    public bool? Closed { get; init; }
}
