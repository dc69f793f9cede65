namespace Reconciler.Connectors.Tests.Emulator;

/// <summary>A fact that needs the shared reference material, whose folder RECONCILER_SHARED names.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (Folder is null)
            Skip = "RECONCILER_SHARED does not name the folder with the contract.";
    }

    public static string? Folder => Environment.GetEnvironmentVariable("RECONCILER_SHARED") is { Length: > 0 } folder ? folder : null;
}
