namespace Reconciler.Testing;

/// <summary>
/// A test over the contract, the vectors or the real organisation, which lie beside the checkout and not in it;
/// skipped, with the reason, where <c>RECONCILER_SHARED</c> does not name their folder.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (Folder is null)
            Skip = "RECONCILER_SHARED does not name the folder with the contract and the data";
    }

    public static string? Folder => Environment.GetEnvironmentVariable("RECONCILER_SHARED") is { Length: > 0 } folder ? folder : null;

    public static string Kubernetes => Path.Combine(Folder ?? "", "data", "kubernetes");
}
