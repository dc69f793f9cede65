using System.ComponentModel;
using System.Diagnostics;

namespace Reconciler.Scenarios.Actions;

/// <summary>A test that runs steps as a runner does; skipped, with the reason, where bash or git is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RunnerFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> HasBash = new(() =>
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("bash", "--version") { RedirectStandardOutput = true, UseShellExecute = false });
            process?.WaitForExit();
            return process is { ExitCode: 0 };
        }
        catch (Win32Exception)
        {
            return false;
        }
    });

    public RunnerFactAttribute()
    {
        if (!GitFactAttribute.IsInstalled)
            Skip = "git is not installed";
        else if (OperatingSystem.IsWindows() || !HasBash.Value)
            Skip = "bash is not installed";
    }
}
