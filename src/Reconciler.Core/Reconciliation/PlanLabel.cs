namespace Reconciler.Core.Reconciliation;

/// <summary>Since when a change has been due, seen from a revision that the plan is compared with.</summary>
public enum PlanLabel
{
    /// <summary>The revision does not ask for it: this change does.</summary>
    Change,

    /// <summary>The revision asks for it too, and it was not carried out.</summary>
    Pending,

    /// <summary>Only the clock asks for it: the date was there before.</summary>
    Due,

    /// <summary>What the revision asks for was carried out, and somebody has changed the live system since.</summary>
    Drift,
}
