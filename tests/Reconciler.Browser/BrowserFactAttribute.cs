namespace Reconciler.Browser;

/// <summary>A test in a real browser; skipped, with the reason, where <c>RECONCILER_CHROMIUM</c> does not name the program of one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium is null)
            Skip = "RECONCILER_CHROMIUM does not name the program of a Chromium";
    }

    public static string? Chromium => Environment.GetEnvironmentVariable("RECONCILER_CHROMIUM") is { Length: > 0 } path ? path : null;
}
