using Reconciler.Core.Targets;

namespace Reconciler.Cli.Terminal;

/// <summary>The one door to the world: streams, environment, clock, chance. Tests hand in their own.</summary>
internal sealed record CliHost
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public required TextReader In { get; init; }

    public required Func<string, string?> Environment { get; init; }

    public required TimeProvider Time { get; init; }

    public required IRandomness Randomness { get; init; }

    public required string CurrentDirectory { get; init; }

    public Leaving Leaving { get; init; } = new();

    /// <summary>What is told to the pipeline that this run is a step of.</summary>
    public StepNotes Step { get; init; } = new();

    /// <summary>The secrets of this run, which go out by no stream and into no file.</summary>
    public Redaction Redaction { get; init; } = new();

    public bool OutIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    public bool InIsTerminal { get; init; }

    /// <summary>Columns of the terminal; what is not one is as wide as <c>COLUMNS</c> says, else 100.</summary>
    public int Width { get; init; } = 100;

    /// <summary>Columns of the terminal that stderr is, at this moment: people change the size of windows.</summary>
    public Func<int> LiveWidth { get; init; } = () => 80;

    /// <summary>
    /// What is under way may be drawn over itself on stderr. In the log of a CI system, and where <c>TERM=dumb</c> says that the terminal reads
    /// aloud or keeps every line, it is told in lines.
    /// </summary>
    public bool IsLive => ErrorIsTerminal && Environment("TERM") != "dumb" && (Environment("CI") is null or "" or "false" or "0");

    /// <summary>Colour of what is drawn on stderr.</summary>
    public bool LiveColour => IsLive && string.IsNullOrEmpty(Environment("NO_COLOR"));

    /// <summary>Colour only on a terminal, and not when NO_COLOR is set to anything.</summary>
    public bool Colour => OutIsTerminal && string.IsNullOrEmpty(Environment("NO_COLOR")) && Environment("TERM") != "dumb";

    public string Resolve(string path) => Path.GetFullPath(path, CurrentDirectory);

    /// <summary>A path as a person would type it from here.</summary>
    public string Shown(string path)
    {
        var relative = Path.GetRelativePath(CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) && relative.Length > path.Length ? path : relative;
    }
}
