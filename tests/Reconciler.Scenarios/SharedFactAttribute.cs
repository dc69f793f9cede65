namespace Reconciler.Scenarios;

/// <summary>A test over the data that lies beside the checkout; skipped, with the reason, where <c>RECONCILER_SHARED</c> does not name it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (Folder is null)
            Skip = "RECONCILER_SHARED does not name the folder with the real organisation";
    }

    public static string? Folder => Environment.GetEnvironmentVariable("RECONCILER_SHARED") is { Length: > 0 } folder ? folder : null;

    public static string Kubernetes => Path.Combine(Folder ?? "", "data", "kubernetes");
}
