namespace Reconciler.Cli.Terminal;

/// <summary>What the program would leave behind if it ended this instant: said to whoever will not wait.</summary>
internal sealed class Leaving
{
    private volatile string? _behind;

    /// <summary>Null when nothing would be.</summary>
    public string? Behind => _behind;

    /// <summary>While writes are under way.</summary>
    public void Begin(string behind) => _behind = behind;

    public void End() => _behind = null;
}
