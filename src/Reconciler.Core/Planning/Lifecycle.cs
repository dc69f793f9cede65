using Reconciler.Core.Model;

namespace Reconciler.Core.Planning;

/// <summary>Where a declared object stands on a given day.</summary>
public abstract record Stage
{
    private Stage()
    {
    }

    public static readonly Stage Present = new Active();

    /// <summary>Whether links to the object count as written.</summary>
    public bool TakesPart => Absence is null;

    /// <summary>Why the object does not take part in lists today; null when it does.</summary>
    public Cause? Absence => this switch
    {
        NotYet notYet => notYet.Cause,
        Prepared prepared => prepared.Cause,
        Leaver leaver => leaver.Cause,
        _ => null,
    };

    public sealed record Active : Stage;

    /// <summary>Before the account is prepared: nothing is created yet.</summary>
    public sealed record NotYet(DateOnly From, Cause Cause) : Stage;

    /// <summary>The account exists, disabled and linked to nothing, until it starts.</summary>
    public sealed record Prepared(DateOnly Starts, Cause Cause) : Stage;

    /// <summary>Gone since a day, by <c>left:</c> or <c>ends:</c>.</summary>
    public sealed record Leaver(DateOnly Since, Cause Cause) : Stage;

    /// <summary>The stage of a declared object on a day (UTC). <c>left</c> counts from its day on, <c>ends</c> from the day after.</summary>
    public static Stage Of(DeclaredResource declared, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(declared);
        if (declared.Left is { } left && left.Date <= day)
            return new Leaver(left.Date, new Cause.Left(left.Date, left.Span));
        if (declared.Employment is not { } employment)
            return Present;
        if (employment.Ends is { } ends && ends.Date < day)
            return new Leaver(ends.Date.AddDays(1), new Cause.Left(ends.Date.AddDays(1), ends.Span));
        if (employment.Starts is not { } starts || starts.Date <= day)
            return Present;
        var prepared = starts.Date.AddDays(-employment.PrepareDays);
        var cause = new Cause.Dated("starts", starts.Date, starts.Span);
        return prepared <= day ? new Prepared(starts.Date, cause) : new NotYet(prepared, cause);
    }
}
