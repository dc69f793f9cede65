using FsCheck;
using FsCheck.Fluent;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using Xunit.Abstractions;

namespace Reconciler.Tests.Planning;

/// <summary>The laws that plan and apply keep, over random organisations. A failing run prints the seed that repeats it.</summary>
public sealed class AlgebraProperties(ITestOutputHelper output)
{
    private void Holds(Func<DeclaredResource[], DeclaredResource[], bool> law)
    {
        var pairs = from before in Organisations.Any from after in Organisations.Any select (before, after);
        var config = Config.QuickThrowOnFailure.WithMaxTest(200).WithRunner(new PropertyRunner(output));
        Prop.ForAll(pairs.ToArbitrary(), pair => law(pair.before, pair.after)).Check(config);
    }

    [Fact]
    public void Applying_the_difference_gives_what_is_declared() => Holds((before, after) =>
    {
        var world = new World();
        world.Apply(before);
        var model = world.Model(after);
        world.Apply(model);
        return IsAsDeclared(world, model);
    });

    [Fact]
    public void One_apply_converges() => Holds((before, after) =>
    {
        var world = new World();
        world.Apply(before);
        world.Apply(after);
        return world.Plan(after).Operations.IsEmpty;
    });

    [Fact]
    public void Any_prefix_of_an_apply_and_a_new_plan_converge() => Holds((before, after) =>
    {
        var world = new World();
        world.Apply(before);
        var left = world.Plan(after).Operations.Length / 2;
        world.Estate.Fate = (_, _) => left-- > 0 ? null : new Core.Targets.Outcome.Failed(new Fault("cut", "the run ended here", null, ""));
        world.Apply(after);
        world.Estate.Fate = (_, _) => null;
        world.Apply(after);
        return world.Plan(after).Operations.IsEmpty && world.Estate.Objects.Values.Select(o => o["displayName"].ToString() + o.Kind).Distinct().Count() == world.Estate.Objects.Count;
    });

    [Fact]
    public void Order_and_split_of_files_change_neither_operations_nor_hash() => Holds((before, after) =>
    {
        var world = new World();
        world.Apply(before);
        var plan = world.Plan(after);
        var shuffled = after.Reverse().Select((r, i) => r with { Span = r.Span with { File = $"f{i % 3}.yaml", Line = i + 1 } }).ToArray();
        var other = world.Plan(shuffled);
        return plan.Hash == other.Hash && plan.Operations.Select(o => o.Id.Value).Order().SequenceEqual(other.Operations.Select(o => o.Id.Value).Order());
    });

    [Fact]
    public void Nothing_is_removed_without_a_claim() => Holds((before, after) =>
    {
        var world = new World();
        world.Apply(before);
        world.Ledger = Core.Resources.Ledger.Empty("contoso", TargetName.Directory, null);
        var plan = world.Plan(after);
        return !plan.Operations.Any(o => o is Operation.Delete or Operation.Disable);
    });

    [Fact]
    public void An_incomplete_read_removes_nothing() => Holds((before, after) =>
    {
        var world = new World();
        world.Apply(before);
        foreach (var part in new[] { "members", "owners", "manager" })
            world.Estate.Incomplete.Add(part);
        return !world.Plan(after).Operations.Any(o => o is Operation.Unlink);
    });

    private static bool IsAsDeclared(World world, IdentityModel model)
    {
        var byKey = world.Estate.Objects.Values.ToDictionary(o => (o.Kind, OwnerMark.TryParse(o["reconcilerOwner"].ToString(), out var mark) ? mark.Key : ""));
        foreach (var resource in model.Resources)
        {
            var live = byKey[(resource.Key.Kind, resource.Key.Name)];
            if (resource.Cells.Any(c => live[c.Attribute] != c.Value))
                return false;
            foreach (var list in resource.Links)
            {
                var wanted = list.Ends.Select(e => byKey[(((Reference.ByKey)e.To).Key.Kind, ((Reference.ByKey)e.To).Key.Name)].Id).ToHashSet();
                var has = live.Ends(list.Link);
                if (list.Mode == LinkMode.Exclusive ? !wanted.SetEquals(has) : !wanted.IsSubsetOf(has))
                    return false;
            }
        }

        return true;
    }

    /// <summary>Prints what FsCheck says of a run, its seed too, into the test's output.</summary>
}
