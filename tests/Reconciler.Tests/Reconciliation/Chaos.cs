using Reconciler.Core.Planning;
using Reconciler.Core.Targets;
using Reconciler.Tests.Estates;

namespace Reconciler.Tests.Reconciliation;

/// <summary>
/// A world that goes wrong by chance: answers get lost before and after what they answer to, calls are limited and refused, reads show what stood there
/// some writes ago. The same seed goes wrong in the same way.
/// </summary>
internal sealed class Chaos
{
    private static readonly Fault Down = new("unavailable", "the service is down", null, "") { Status = 503 };
    private static readonly Fault Limited = new("tooMany", "too many requests", null, "") { Status = 429 };

    private readonly Random _random;
    private readonly MemoryEstate _estate;
    private readonly List<SortedDictionary<string, LiveObject>> _past = [];

    /// <param name="lag">How many writes a read may be behind.</param>
    public Chaos(MemoryEstate estate, int seed, int lag)
    {
        (_random, _estate) = (new Random(seed), estate);
        estate.Fate = (operation, _) =>
        {
            Assert.NotEqual("", operation.Id.Value);
            _past.Add(new SortedDictionary<string, LiveObject>(estate.Objects, StringComparer.Ordinal));
            return _random.Next(10) switch
            {
                0 => new Outcome.Unknown(Down),
                1 => new Outcome.Throttled(TimeSpan.Zero, Limited),
                2 => new Outcome.Throttled(TimeSpan.FromSeconds(2), Down),
                3 when _random.Next(4) == 0 => new Outcome.Failed(Down with { Status = 403 }),
                _ => null,
            };
        };
        estate.Answered = (_, _) => _random.Next(6) == 0 ? new Outcome.Unknown(Down) : null;
        estate.Shown = _ => lag > 0 && _past.Count > 0 && _random.Next(3) == 0 ? _past[Math.Max(0, _past.Count - 1 - _random.Next(lag))] : null;
    }

    /// <summary>From now on everything goes well and everything shows.</summary>
    public void End()
    {
        _estate.Fate = (_, _) => null;
        _estate.Answered = (_, _) => null;
        _estate.Shown = _ => null;
    }
}
