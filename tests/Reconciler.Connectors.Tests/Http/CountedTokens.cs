using Reconciler.Connectors.Http;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Tests.Http;

/// <summary>Hands out token-1, token-2 … that live for an hour.</summary>
internal sealed class CountedTokens : TokenSource
{
    private int _count;

    public int Count => _count;

    private protected override ValueTask<Bearer?> FetchAsync(TimeProvider time, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Bearer?>(new Bearer(new Secret($"token-{Interlocked.Increment(ref _count)}"), time.GetUtcNow() + TimeSpan.FromHours(1)));
}
