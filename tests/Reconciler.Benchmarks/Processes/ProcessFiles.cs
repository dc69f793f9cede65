using System.Globalization;

namespace Reconciler.Benchmarks.Processes;

/// <summary>What the kernel says of processes in <c>/proc</c>.</summary>
internal static class ProcessFiles
{
    // What times are given in, the same on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>User and system time of a process.</summary>
    public static TimeSpan CpuOf(int process) => Ticks($"/proc/{process}/stat", 11);

    /// <summary>User and system time of the children that have ended, all together.</summary>
    public static TimeSpan CpuOfEnded() => Ticks("/proc/self/stat", 13);

    /// <summary>How many threads wanted to run in the last minute: above the number of cores, everything takes longer than it would.</summary>
    public static double Load() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    /// <summary>The most memory that a process had resident so far, in bytes; 0 once it has ended.</summary>
    public static long PeakOf(int process)
    {
        try
        {
            foreach (var line in File.ReadLines($"/proc/{process}/status"))
            {
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                    return long.Parse(line.AsSpan("VmHWM:".Length).Trim().TrimEnd("kB").Trim(), NumberStyles.None, CultureInfo.InvariantCulture) * 1024;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone between two looks: what was seen before is what counts.
        }

        return 0;
    }

    // The name in the second field may hold anything but ends with the last parenthesis.
    private static TimeSpan Ticks(string file, int from)
    {
        var text = File.ReadAllText(file);
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds((long.Parse(fields[from], CultureInfo.InvariantCulture) + long.Parse(fields[from + 1], CultureInfo.InvariantCulture)) / TicksPerSecond);
    }
}
