namespace Reconciler.Cli.Terminal;

/// <summary>What the program would leave behind if it ended this instant: said to whoever will not wait.</summary>
internal sealed class Leaving
{
    private volatile string? _behind;
    private volatile Action<Action>? _aside;

    /// <summary>Null when nothing would be.</summary>
    public string? Behind => _behind;

    /// <summary>While writes are under way.</summary>
    public void Begin(string behind) => _behind = behind;

    public void End() => _behind = null;

    /// <summary>How something is said to whoever watches while a view is drawn: above it. Null while none is.</summary>
    public Action<Action>? Aside
    {
        get => _aside;
        set => _aside = value;
    }
}
