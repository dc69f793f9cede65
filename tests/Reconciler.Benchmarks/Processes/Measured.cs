using System.Diagnostics;

namespace Reconciler.Benchmarks.Processes;

/// <summary>A program that has ended: how long it took from its start, what it used (peak memory in bytes) and what it said.</summary>
internal sealed record Measured(TimeSpan Wall, TimeSpan Cpu, long Peak, int ExitCode, string Out, string Error)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(4);

    public static async Task<Measured> RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        var before = ProcessFiles.CpuOfEnded();
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start");
        process.StandardInput.Close();
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var ended = process.WaitForExitAsync();
        var peak = 0L;
        while (!ended.IsCompleted)
        {
            // The high-water mark only grows: looking often enough misses nothing but the last milliseconds.
            peak = Math.Max(peak, ProcessFiles.PeakOf(process.Id));
            await Task.WhenAny(ended, Task.Delay(Look));
        }

        await ended;
        clock.Stop();
        return new Measured(clock.Elapsed, ProcessFiles.CpuOfEnded() - before, peak, process.ExitCode, await said, await complained);
    }
}
