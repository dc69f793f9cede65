namespace Reconciler.Core.Reporting.Forge;

/// <summary>The published words for why a command did not end well, by its exit code; stable, for conditions in pipelines.</summary>
public static class FailureReason
{
    /// <summary>Empty where it ended well: 0, and 2 (changes are there, as asked).</summary>
    public static string Of(int exitCode) => exitCode switch
    {
        0 or 2 => "",
        3 => "invalid",
        4 => "access",
        5 => "plan-changed",
        6 => "locked",
        7 => "guard-blocked",
        8 => "partial",
        9 => "outcome-unknown",
        130 => "interrupted",
        _ => "error",
    };
}
