namespace Reconciler.Core.Reporting.Undoing;

/// <summary>Whether what an operation did can be taken back.</summary>
public enum Reversibility
{
    Reversible,

    /// <summary>While the directory keeps what was deleted.</summary>
    Until,
    Never,

    /// <summary>It did nothing: it failed, was skipped, or found its goal met.</summary>
    Nothing,

    /// <summary>Nobody knows whether it did anything.</summary>
    Unknown,
}

/// <summary>What becomes of one operation of a report when it is taken back.</summary>
/// <param name="Until">The last UTC day on which it can be; null unless <see cref="Reversibility.Until"/>.</param>
/// <param name="Note">What stays as it is nevertheless, or why it can't be; null when there is nothing to say.</param>
public sealed record Reversal(OperationRow Operation, Reversibility Reversibility, DateOnly? Until = null, string? Note = null);

/// <summary>
/// Judges the operations of a report by what the services keep. Entra keeps deleted users, groups and applications for 30 days
/// (Graph: <c>directory/deletedItems</c>); a SCIM service keeps nothing (RFC 7644 3.6).
/// </summary>
public static class Reversals
{
    /// <summary>Days for which the directory keeps what was deleted.</summary>
    public const int DaysKept = 30;

    private const string Directory = "directory";

    public static Reversal Of(OperationRow row, DateOnly started, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Outcome is "unknown")
            return new Reversal(row, Reversibility.Unknown, Note: "the report does not know whether this was done");
        if (row.Outcome is not ("applied" or "acceptedNotApplied"))
            return new Reversal(row, Reversibility.Nothing);
        return (row.Action, row.Kind) switch
        {
            ("delete", _) => Deleted(row, started, today),
            ("create", "extension") => new Reversal(row, Reversibility.Never, Note: "marks of every workspace stand in it, it stays"),
            ("create", "user") when row.Target == Directory && WasInvited(row) => new Reversal(row, Reversibility.Reversible, Note: "an invitation that was sent stays sent"),
            ("disable", "user") when row.Target == Directory => new Reversal(row, Reversibility.Reversible, Note: "sessions that were ended stay ended"),
            ("update" or "create", _) when row.Cells.Any(c => c.Attribute == "password") => Passworded(row),
            _ => new Reversal(row, Reversibility.Reversible),
        };
    }

    private static Reversal Deleted(OperationRow row, DateOnly started, DateOnly today)
    {
        if (row.Target != Directory)
            return new Reversal(row, Reversibility.Never, Note: "the service keeps nothing of what is deleted; it can be made anew, with another id");
        if (row.Kind is not ("user" or "group" or "application"))
            return new Reversal(row, Reversibility.Never, Note: "the directory keeps nothing of it; it can be made anew, with another id");
        var until = (row.At is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : started).AddDays(DaysKept);
        return today > until
            ? new Reversal(row, Reversibility.Never, Note: $"the directory kept it until {until:yyyy-MM-dd}; it can be made anew, with another id")
            : new Reversal(row, Reversibility.Until, until);
    }

    // The creation goes with its password; one that was replaced is known to nobody.
    private static Reversal Passworded(OperationRow row) => row.Action == "create"
        ? new Reversal(row, Reversibility.Reversible)
        : new Reversal(row, Reversibility.Never, Note: "nobody knows the password that stood there before");

    private static bool WasInvited(OperationRow row) => row.Cells.Any(c => c.Attribute == "inviteSend" && string.Equals(c.After, "true", StringComparison.OrdinalIgnoreCase));
}
