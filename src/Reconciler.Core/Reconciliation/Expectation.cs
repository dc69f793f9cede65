using Reconciler.Core.Planning;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reconciliation;

/// <summary>What carrying out a target's plan is expected to take where nothing goes wrong.</summary>
/// <param name="Envelopes">HTTP requests.</param>
/// <param name="BoundBy">The limit that most of the time goes by; null where it is the way to the target and back.</param>
public sealed record Expectation(Price Price, int Envelopes, TimeSpan Time, Metered? BoundBy)
{
    /// <summary>The same walk through the plan as the apply loop's, the same packing and the same quota, on a clock that only the tariff moves.</summary>
    public static Expectation Of(TargetPlan plan, TargetDescriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(descriptor);
        return plan.Operations.IsEmpty ? new Expectation(default, 0, TimeSpan.Zero, null) : new Walk(plan, descriptor).Run();
    }

    private sealed class Walk(TargetPlan plan, TargetDescriptor descriptor)
    {
        private readonly Tariff _tariff = descriptor.Tariff;
        private readonly int _envelope = Math.Max(1, descriptor.OperationsPerEnvelope);
        private readonly QuotaWindows _windows = new(descriptor.Tariff.Quota(plan.Snapshot));
        private readonly HashSet<Handle> _made = [];
        private readonly TimeSpan[] _waited = new TimeSpan[Enum.GetValues<Metered>().Length];
        private DateTimeOffset _now = plan.Snapshot.TakenAt;
        private Price _price;
        private int _envelopes;
        private bool _hasLooked;

        public Expectation Run()
        {
            var most = _envelope * Math.Max(1, descriptor.Concurrency);
            foreach (var batch in Rounds.Of(plan.Operations).SelectMany(r => r.Chunk(most)))
                Send(batch);

            var time = _now - plan.Snapshot.TakenAt;
            var worst = _waited[(int)Metered.Writes] >= _waited[(int)Metered.Units] ? Metered.Writes : Metered.Units;
            return new Expectation(_price, _envelopes, time, _waited[(int)worst] * 2 > time ? worst : null);
        }

        private void Send(Operation[] batch)
        {
            foreach (var kind in batch.Where(o => BeforeValues.Asks(o) && !_made.Contains(o.Object)).GroupBy(o => o.Kind))
                Look([.. kind]);
            // Envelopes of a batch are under way at once: the slowest is waited for.
            var longest = TimeSpan.Zero;
            foreach (var envelope in batch.Chunk(_envelope))
            {
                var prices = Array.ConvertAll(envelope, o => _tariff.Write(o));
                Take(prices.Aggregate((a, b) => a + b));
                var took = TimeSpan.Zero;
                // What needs several requests goes on in an envelope with the others that do.
                for (var turn = 0; prices.Count(p => p.Requests > turn) is > 0 and var items; turn++)
                    took += Travel(items);
                longest = took > longest ? took : longest;
            }

            _now += longest;
            _made.UnionWith(batch.Where(o => o is Operation.Create or Operation.Restore).Select(o => o.Object));
        }

        private void Look(Operation[] operations)
        {
            if (!_hasLooked)
            {
                Take(_tariff.FirstLook);
                for (var i = 0; i < _tariff.FirstLook.Requests; i++)
                    _now += Travel(1);
                _hasLooked = true;
            }

            foreach (var envelope in operations.Chunk(_envelope))
            {
                var prices = Array.ConvertAll(envelope, o => _tariff.Look(o));
                Take(prices.Aggregate((a, b) => a + b));
                for (var turn = 0; prices.Count(p => p.Requests > turn) is > 0 and var items; turn++)
                    _now += Travel(items);
            }
        }

        private TimeSpan Travel(int items)
        {
            _envelopes++;
            return _tariff.Latency + (_tariff.LatencyOfItem * (items - 1));
        }

        private void Take(Price price)
        {
            while (_windows.TryTake(price, _now) is { } wait)
            {
                _waited[(int)wait.Limit.Of] += wait.Until - _now;
                _now = wait.Until;
            }

            _price += price;
        }
    }
}
