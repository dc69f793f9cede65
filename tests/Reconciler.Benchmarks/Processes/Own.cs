using System.Diagnostics;

namespace Reconciler.Benchmarks.Processes;

/// <summary>How programs are started: this one in another role, or the one that is measured.</summary>
internal static class Own
{
    public static ProcessStartInfo Start(params ReadOnlySpan<string> args) => Of(Path.Combine(AppContext.BaseDirectory, "Reconciler.Benchmarks.dll"), args);

    /// <summary>A library is run by the host that runs this program, anything else by itself.</summary>
    public static ProcessStartInfo Of(string program, params ReadOnlySpan<string> args)
    {
        var isLibrary = program.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        var start = new ProcessStartInfo(isLibrary ? host : program) { UseShellExecute = false };
        if (isLibrary)
            start.ArgumentList.Add(program);
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        return start;
    }
}
