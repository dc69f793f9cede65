using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Reconciliation;

/// <summary>What a plan is expected to take: the loop's own packing, priced and paced by a tariff.</summary>
public sealed class ExpectationTests
{
    private static readonly TimeSpan Latency = TimeSpan.FromSeconds(1);

    private readonly World _world = new();

    private static TargetDescriptor Priced(MemoryEstate estate, params QuotaLimit[] limits) => estate.Descriptor with
    {
        OperationsPerEnvelope = 5,
        Concurrency = 2,
        Tariff = new Tariff
        {
            Write = o => o is Operation.Disable ? new Price(2, 2, 2) : new Price(1, 1, 1),
            Look = _ => new Price(1, 3, 0),
            FirstLook = new Price(2, 2, 0),
            Quota = _ => new Quota([.. limits]),
            Latency = Latency,
            LatencyOfItem = TimeSpan.Zero,
        },
    };

    private static DeclaredPeople People(int count) => new([.. Enumerable.Range(0, count).Select(i => Person($"p{i:000}"))]);

    [Fact]
    public void Nothing_to_do_costs_nothing() =>
        Assert.Equal(new Expectation(default, 0, TimeSpan.Zero, null), Expectation.Of(_world.Plan([]), Priced(_world.Estate)));

    [Fact]
    public void Envelopes_of_a_batch_travel_together_and_batches_follow_each_other()
    {
        var plan = _world.Plan(People(23).All);
        var creations = plan.Operations.Count(o => o is Operation.Create { Kind.Name: "user" });
        var others = plan.Operations.Length - creations;

        var expected = Expectation.Of(plan, Priced(_world.Estate));

        Assert.Equal(23, creations);
        Assert.Equal(new Price(23 + others, 23 + others, 23 + others), expected.Price);
        // 10 + 10 + 3 operations: 2 + 2 + 1 envelopes, in three turns.
        Assert.Equal(5 + others, expected.Envelopes);
        Assert.Equal((3 + others) * Latency, expected.Time);
        Assert.Null(expected.BoundBy);
    }

    [Fact]
    public void What_is_changed_is_looked_at_first_and_what_was_just_made_is_not()
    {
        _world.Apply(People(3).All);
        var plan = _world.Plan(People(3).With("department", "Sales"));
        Assert.Equal(3, plan.Operations.Length);

        var expected = Expectation.Of(plan, Priced(_world.Estate));

        Assert.Equal(new Price(2 + 3 + 3, 2 + 9 + 3, 3), expected.Price);
        Assert.Equal((2 + 1 + 1, 4 * Latency), (expected.Envelopes, expected.Time));
    }

    [Fact]
    public void The_quota_that_most_of_the_time_goes_by_is_named()
    {
        var plan = _world.Plan(People(60).All);
        var limit = new QuotaLimit(Metered.Writes, 22, TimeSpan.FromSeconds(100));

        var expected = Expectation.Of(plan, Priced(_world.Estate, limit));

        // 20 in the first span, and so on.
        Assert.Equal(Metered.Writes, expected.BoundBy);
        Assert.InRange(expected.Time, TimeSpan.FromSeconds(200), TimeSpan.FromSeconds(310));
        var units = Expectation.Of(plan, Priced(_world.Estate, limit with { Of = Metered.Units }));
        Assert.Equal((Metered.Units, expected.Time), (units.BoundBy, units.Time));
    }

    [Fact]
    public void What_the_loop_sends_is_what_was_expected()
    {
        _world.Apply(People(30).All);
        var plan = _world.Plan(People(25).With("department", "Legal"));
        _world.Estate.Written.Clear();

        var expected = Expectation.Of(plan, _world.Estate.Descriptor);
        _world.Run(plan, _world.Estate);

        Assert.Equal(plan.Operations.Length, _world.Estate.Written.Count);
        Assert.Equal(_world.Estate.Written.Count, expected.Price.Writes);
    }

    private sealed record DeclaredPeople(Core.Model.DeclaredResource[] All)
    {
        public Core.Model.DeclaredResource[] With(string attribute, string value) => [.. All.Select(p => Person(p.Key.Name, (attribute, AttributeValue.Of(value))))];
    }
}
