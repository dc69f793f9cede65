using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Tests.Http;

/// <summary>Chance that is the same in every run.</summary>
internal sealed class CountedRandomness(int seed = 1) : IRandomness
{
    private readonly Random _random = new(seed);

    public void Fill(Span<byte> bytes) => _random.NextBytes(bytes);
}
