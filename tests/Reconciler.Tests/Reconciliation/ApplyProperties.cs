using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using Reconciler.Tests.Planning;
using Xunit.Abstractions;
using static Reconciler.Tests.Estates.World;
using Outcome = Reconciler.Core.Targets.Outcome;

namespace Reconciler.Tests.Reconciliation;

/// <summary>The laws that applies keep whatever happens to them, over random organisations. A failing run prints the seed that repeats it.</summary>
public sealed class ApplyProperties(ITestOutputHelper output)
{
    private void Holds(Action<DeclaredResource[], DeclaredResource[], int> law)
    {
        var cases = from before in Organisations.Any from after in Organisations.Any from seed in Gen.Choose(0, int.MaxValue) select (before, after, seed);
        var config = Config.QuickThrowOnFailure.WithMaxTest(150).WithRunner(new PropertyRunner(output));
        Prop.ForAll(cases.ToArbitrary(), c => law(c.before, c.after, c.seed)).Check(config);
    }

    // A world in which somebody else has people and groups too, and one of ours is protected.
    private static World Inhabited(bool deletes = false)
    {
        var world = new World();
        if (deletes)
            world.Directory = world.Directory with { UserLeavers = new LeaverPolicy(LeaverAction.Delete), GroupLeavers = new LeaverPolicy(LeaverAction.Delete) };
        var strangers = Enumerable.Range(0, 3).Select(i => world.Estate.Add(Kind.User,
            ("userPrincipalName", AttributeValue.Of($"s{i}@contoso.com")), ("displayName", AttributeValue.Of($"s{i}")), ("accountEnabled", AttributeValue.Of(true)))).ToArray();
        world.Estate.Link(world.Estate.Add(Kind.Group, ("displayName", AttributeValue.Of("theirs"))), "members", strangers);
        world.Settings = world.Settings with { Protected = new ProtectedSettings { Objects = [new ProtectedLine(new Reference.ByAttribute(Kind.User, "userPrincipalName", "s0@contoso.com"), At)] } };
        return world;
    }

    private static string[] Strangers(World world) => [.. Lines(world, o => !IsOurs(o))];

    private static bool IsOurs(LiveObject live) => OwnerMark.TryParse(live["reconcilerOwner"].ToString(), out _);

    // Everything that stands there, without the ids that a target gives.
    private static string[] Everything(World world) => [.. Lines(world, _ => true)];

    private static IEnumerable<string> Lines(World world, Func<LiveObject, bool> which)
    {
        var objects = world.Estate.Objects;
        return objects.Values.Where(which).Select(o => $"{o.Kind} {(o.Deleted ? "deleted " : "")}{string.Join(' ', o.Values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}"))} "
            + string.Join(' ', o.Links.Where(l => l.Value.Any(e => !objects[e].Deleted)).OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}:{string.Join(',', l.Value.Where(e => !objects[e].Deleted).Select(e => objects[e]["displayName"].ToString()).Order(StringComparer.Ordinal))}"))).Order(StringComparer.Ordinal);
    }

    private static World Quiet(DeclaredResource[] before, DeclaredResource[] after, bool deletes = false)
    {
        var world = Inhabited(deletes);
        world.Apply(before);
        world.Apply(after);
        return world;
    }

    private static void IsSettled(World world, DeclaredResource[] declared, string[] strangers)
    {
        Assert.Empty(world.Plan(declared).Operations);
        Assert.Equal(strangers, Strangers(world));
        var keys = world.Estate.Objects.Values.Where(IsOurs).Select(o => $"{o.Kind} {o["reconcilerOwner"].ToString().Split(';')[0]}").ToArray();
        Assert.Equal(keys.Distinct().Count(), keys.Length);
    }

    [Fact]
    public void A_run_cut_anywhere_and_applied_again_ends_as_if_it_had_not_been_cut() => Holds((before, after, seed) =>
    {
        var deletes = seed % 3 == 0;
        var world = Inhabited(deletes);
        world.Apply(before);
        var known = world.Ledger;
        var strangers = Strangers(world);
        var left = new Random(seed).Next(world.Plan(after).Operations.Length + 1);
        world.Estate.Fate = (_, _) => left-- > 0 ? null : new Outcome.Failed(new Fault("cut", "the run ended here", null, "") { Status = 403 });
        world.Apply(after);
        world.Estate.Fate = (_, _) => null;
        // A killed run leaves the ledger as it was before.
        if (seed % 2 == 0)
            world.Ledger = known;

        world.Apply(after);

        IsSettled(world, after, strangers);
        var quiet = Everything(Quiet(before, after, deletes));
        Assert.Equal(string.Join('\n', quiet.Except(Everything(world))), string.Join('\n', Everything(world).Except(quiet)));
    });

    [Fact]
    public void Faults_and_late_reads_leave_what_a_quiet_run_leaves() => Holds((before, after, seed) =>
    {
        var deletes = seed % 3 == 0;
        var world = Inhabited(deletes);
        world.Apply(before);
        var strangers = Strangers(world);
        var chaos = new Chaos(world.Estate, seed, lag: seed % 4);
        for (var run = 0; run < 3; run++)
        {
            var known = world.Ledger;
            world.Apply(after);
            Assert.Equal(strangers, Strangers(world));
            if ((seed >> run) % 5 == 0)
                world.Ledger = known;
        }

        chaos.End();
        world.Apply(after);
        world.Apply(after);

        IsSettled(world, after, strangers);
        var quiet = Everything(Quiet(before, after, deletes));
        Assert.Equal(string.Join('\n', quiet.Except(Everything(world))), string.Join('\n', Everything(world).Except(quiet)));
    });

    [Fact]
    public void Operations_of_one_step_commute() => Holds((before, after, seed) =>
    {
        var (world, other) = (Inhabited(), Inhabited());
        world.Apply(before);
        other.Apply(before);
        var random = new Random(seed);
        world.Run(world.Plan(after), world.Estate);
        var plan = other.Plan(after);
        var shuffled = plan.Operations.GroupBy(o => (o.Phase, o.Rank, o.Wave)).SelectMany(step => Needed([.. step.OrderBy(_ => random.Next())]));

        other.Run(plan with { Operations = [.. shuffled] }, other.Estate);

        Assert.Equal(Everything(world), Everything(other));
    });

    // What an operation needs goes before it.
    private static IEnumerable<Operation> Needed(ImmutableArray<Operation> step) => step.Where(o => o.Needs.IsEmpty).Concat(step.Where(o => !o.Needs.IsEmpty));

    [Fact]
    public void A_second_run_has_nothing_to_do_and_writes_nothing() => Holds((before, after, _) =>
    {
        var world = Quiet(before, after);
        world.Estate.Written.Clear();

        Assert.Empty(world.Apply(after));
        Assert.Empty(world.Estate.Written);
    });

    [Fact]
    public void What_is_refused_for_good_is_asked_once_and_holds_nothing_else_up() => Holds((before, after, seed) =>
    {
        var world = Inhabited();
        world.Apply(before);
        var random = new Random(seed);
        var refused = world.Plan(after).Operations.Where(_ => random.Next(4) == 0).Select(o => o.Id).ToHashSet();
        var asked = new List<(OperationId Id, int Ends)>();
        world.Estate.Fate = (operation, _) =>
        {
            if (!refused.Contains(operation.Id))
                return null;
            // With an end that was not there before, it is another request.
            asked.Add((operation.Id, operation is Operation.Link link ? link.Ends.Ends.Length : operation is Operation.Create create ? create.Links.Sum(l => l.Ends.Length) : 0));
            return new Outcome.Failed(new Fault("invalidValue", "the value is refused", null, "") { Status = 400 });
        };
        for (var run = 0; run < 4; run++)
            world.Apply(after);

        Assert.Equal(asked.Distinct().Count(), asked.Count);
        Assert.Empty(world.Plan(after).Operations);
        // What was asked of an object that was not there yet is another operation once it is.
        Assert.Subset(asked.Select(a => a.Id).ToHashSet(), world.Ledger.Parked.Keys.ToHashSet());
        Assert.Equal(world.Ledger.Parked.Keys.ToHashSet(), world.Plan(after).Parked.ToHashSet());

        // It heals once the ledger is lost, or the object is asked for alone.
        world.Estate.Fate = (_, _) => null;
        world.Ledger = world.Ledger with { Parked = world.Ledger.Parked.Clear() };
        world.Apply(after);
        world.Apply(after);
        Assert.Empty(world.Plan(after).Operations);
        Assert.Equal(Everything(Quiet(before, after)), Everything(world));
    });
}
