namespace Reconciler.Tests.Manifests.Editing;

/// <summary>The ways in which the same may be written: by chance, but one way of breaking lines and one width of steps a workspace.</summary>
internal sealed class Layout(Random random)
{
    public string NewLine { get; } = random.Next(3) == 0 ? "\r\n" : "\n";

    public int Step { get; } = random.Next(1, 5);

    /// <summary>How far the dashes of lists stand behind their keys.</summary>
    public int Dash { get; } = random.Next(0, 4);

    public bool HasMark { get; } = random.Next(5) == 0;

    public bool EndsOpen { get; } = random.Next(4) == 0;

    public bool Sometimes(int of) => random.Next(of) == 0;

    public string Gap => Sometimes(5) ? "  " : " ";

    /// <summary>A comment behind something, or nothing.</summary>
    public string Aside(string about) => Sometimes(6) ? $" # {(Sometimes(2) ? "- x: [" : "\tß😀")} {about}" : "";

    public string Quote(string text) => random.Next(4) switch
    {
        0 => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        1 => $"\"{text}\"",
        _ => text,
    };
}
