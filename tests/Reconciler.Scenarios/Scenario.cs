using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Reconciler.Cli;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Targets;

namespace Reconciler.Scenarios;

/// <summary>What one run of the program said and ended with.</summary>
internal sealed record Run(int ExitCode, string Out, string Error);

/// <summary>A copy of a workspace in a folder of its own, and the whole program in process over it, on a fixed clock.</summary>
internal sealed class Scenario : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 14, 7, TimeSpan.Zero);

    private Scenario(string folder) => Folder = folder;

    public string Folder { get; }

    public Clock Time { get; } = new(Now);

    public string? Answer { get; set; }

    /// <summary>The environment of the program; nothing else of the test's own is seen by it.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    public int Width { get; init; } = 100;

    /// <summary>Done while a write is under way: the journal is open, and the request asks for its id. It is given what interrupts the run.</summary>
    public Action<CancellationTokenSource>? WhileWriting { get; set; }

    public static string Repository([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here) ?? ".", "..", ".."));

    /// <summary>A scenario over <c>examples/NAME</c>.</summary>
    public static Scenario Example(string name) => Copy(Path.Combine(Repository(), "examples", name));

    public static Scenario Copy(string source)
    {
        var folder = Directory.CreateTempSubdirectory("reconciler-").FullName;
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(source, file);
            if (relative.StartsWith(".reconciler", StringComparison.Ordinal))
                continue;
            var target = Path.Combine(folder, "w", relative);
            Directory.CreateDirectory(Path.GetDirectoryName(target) ?? folder);
            File.WriteAllBytes(target, File.ReadAllBytes(file));
        }

        return new Scenario(folder);
    }

    /// <summary>A scenario over texts given here, by file name.</summary>
    public static Scenario Of(params (string File, string Text)[] files)
    {
        var scenario = new Scenario(Directory.CreateTempSubdirectory("reconciler-").FullName);
        foreach (var (file, text) in files)
            scenario.Write(file, text);
        return scenario;
    }

    /// <summary>A scenario over nothing, read on a terminal of a width.</summary>
    public static Scenario Of(int width) => new(Directory.CreateTempSubdirectory("reconciler-").FullName) { Width = width };

    public string PathOf(string file) => Path.Combine(Folder, "w", file);

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file)) ?? Folder);
        File.WriteAllText(PathOf(file), text);
    }

    public void Edit(string file, string old, string now)
    {
        var text = File.ReadAllText(PathOf(file));
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(PathOf(file), text.Replace(old, now, StringComparison.Ordinal));
    }

    public string Read(string file) => File.ReadAllText(PathOf(file));

    /// <summary>Every text of the workspace, by path.</summary>
    public SortedDictionary<string, string> Texts() => new(
        Directory.EnumerateFiles(PathOf("."), "*.yaml", SearchOption.AllDirectories).ToDictionary(f => f, File.ReadAllText), StringComparer.Ordinal);

    public void Delete(string file) => File.Delete(PathOf(file));

    public async Task<Run> RunAsync(params string[] args)
    {
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await ReconcilerProgram.RunAsync(args, new CliHost
        {
            Out = output,
            Error = error,
            In = new StringReader(Answer ?? ""),
            InIsTerminal = Answer is not null,
            Environment = Variables.GetValueOrDefault,
            Time = Time,
            Randomness = new Chance(() => Interrupt(stop)),
            CurrentDirectory = Folder,
            Width = Width,
        }, stop.Token);
        return new Run(code, output.ToString(), error.ToString());
    }

    private void Interrupt(CancellationTokenSource stop)
    {
        if (WhileWriting is { } act && Directory.Exists(Path.Combine(Sandbox, "journal")))
            act(stop);
    }

    public Task<Run> PlanAsync(params string[] more) => RunAsync(["plan", "w", "--sandbox", .. more]);

    public Task<Run> ApplyAsync(params string[] more) => RunAsync(["apply", "w", "--sandbox", "--auto-approve", .. more]);

    public string Sandbox => Path.Combine(Folder, "w", ".reconciler", "sandbox");

    public string WireLog => Path.Combine(Sandbox, "wire.jsonl");

    public string[] Reports => Directory.Exists(Path.Combine(Sandbox, "history"))
        ? [.. Directory.EnumerateFiles(Path.Combine(Sandbox, "history"), "*Z*.json").Where(f => !f.EndsWith(".values.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>A report with its personal texts, as JSON.</summary>
    public string Report(string path) => Core.Reporting.DocumentJson.Write(Cli.Files.HistoryFolder.Read(path));

    /// <summary>A text without what differs from run to run: ids, ports, folders.</summary>
    public string Scrub(string text)
    {
        text = text.Replace(Folder, "FOLDER", StringComparison.Ordinal);
        text = Regex.Replace(text, "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "GUID");
        text = Regex.Replace(text, @"127\.0\.0\.1:\d+", "HOST");
        return text;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>A clock that stands still until it is moved; pauses are over at once.</summary>
    internal sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Instant { get; set; } = now;

        /// <summary>Told of each look at the clock: the program looks before each line of its journal.</summary>
        public Action? OnLook { get; set; }

        public override DateTimeOffset GetUtcNow()
        {
            OnLook?.Invoke();
            return Instant;
        }

        // What is told after so many seconds is not told because a machine is slow.
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Instant.UtcTicks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.FromSeconds(1) && dueTime < TimeSpan.FromMinutes(1) ? TimeSpan.FromMilliseconds(1) : dueTime, period);
    }

    private sealed class Chance(Action onUse) : IRandomness
    {
        private readonly Lock _gate = new();
        private uint _state = 1;

        public void Fill(Span<byte> bytes)
        {
            onUse();
            lock (_gate)
            {
                for (var i = 0; i < bytes.Length; i++)
                {
                    _state = (_state * 1664525) + 1013904223;
                    bytes[i] = (byte)(_state >> 24);
                }
            }
        }
    }
}
