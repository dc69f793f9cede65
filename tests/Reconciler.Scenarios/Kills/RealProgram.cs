using System.Diagnostics;

namespace Reconciler.Scenarios.Kills;

/// <summary>The program as a user runs it: a process of its own.</summary>
internal sealed class RealProgram : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _out;
    private readonly Task<string> _error;

    private RealProgram(Process process) => (_process, _out, _error) = (process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());

    public static RealProgram Start(string folder, params string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "reconciler.dll"));
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        start.Environment["RECONCILER_ENTRUST_TOKEN"] = "kill-loop";
        var process = Process.Start(start) ?? throw new InvalidOperationException("the program did not start");
        process.StandardInput.Close();
        return new RealProgram(process);
    }

    /// <summary>As <c>kill -9</c> does: no handler runs.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Sends a signal by the system's own command, as a person or a supervisor would.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill") { ArgumentList = { $"-{name}", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) } });
        kill?.WaitForExit();
    }

    public async Task<Run> EndAsync()
    {
        await _process.WaitForExitAsync();
        return new Run(_process.ExitCode, await _out, await _error);
    }

    public void Dispose() => _process.Dispose();
}
