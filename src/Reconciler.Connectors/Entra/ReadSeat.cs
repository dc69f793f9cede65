using System.Collections.Immutable;
using Reconciler.Connectors.Http;

namespace Reconciler.Connectors.Entra;

/// <summary>
/// A place among the readers that travel together. What its holder asks waits for what all others ask; so a holder asks, or does
/// something short, or gives its place up. A seat that asks for nothing holds the others back until those that it starts are seated.
/// </summary>
internal sealed class ReadSeat : IDisposable
{
    private readonly Lane<GraphPath, WireAnswer> _lane;
    private bool _left;

    public ReadSeat(Lane<GraphPath, WireAnswer> lane)
    {
        _lane = lane;
        _lane.Join(1);
    }

    public async Task<WireAnswer> GetAsync(GraphPath path) => (await GetAsync([path]))[0];

    public Task<ImmutableArray<WireAnswer>> GetAsync(ImmutableArray<GraphPath> paths) => _left
        ? throw new InvalidOperationException("who left asks nothing more")
        : _lane.AskAsync(paths);

    public void Dispose()
    {
        if (_left)
            return;
        _left = true;
        _lane.Leave();
    }
}
