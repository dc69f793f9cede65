using FsCheck;
using FsCheck.Fluent;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Approving;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using Reconciler.Tests.Planning;
using Xunit.Abstractions;

namespace Reconciler.Tests.Reporting;

/// <summary>What holds of a reviewed plan, whatever happened since, over random organisations. A failing run prints the seed that repeats it.</summary>
public sealed class ApprovedProperties(ITestOutputHelper output)
{
    private sealed record Case(DeclaredResource[] Before, DeclaredResource[] After, DeclaredResource[] Later, int Seed);

    private void Holds(Func<Case, bool> law)
    {
        var cases = from before in Organisations.Any
                    from after in Organisations.Any
                    from later in Organisations.Any
                    from seed in Gen.Choose(0, int.MaxValue)
                    select new Case(before, after, seed % 2 == 0 ? after : later, seed);
        Prop.ForAll(cases.ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithRunner(new PropertyRunner(output)));
    }

    // A world, the plan that was reviewed for it, and edits by other hands since.
    private static (AppWorld World, PlanDocument Saved, IdentityModel Later) Reviewed(Case c)
    {
        var world = new AppWorld();
        world.Apply(c.Before);
        world.Age();
        var saved = world.Save(world.Plan(c.After));
        Meddle(world.Directory.Estate, new System.Random(c.Seed));
        world.Directory.Estate.Written.Clear();
        return (world, saved, world.Model(c.Later));
    }

    [Fact]
    public void Nothing_outside_the_reviewed_plan_is_written() => Holds(c =>
    {
        var (world, saved, later) = Reviewed(c);
        var allowed = saved.Targets.SelectMany(t => t.Entries).SelectMany(Writes).ToHashSet(StringComparer.Ordinal);
        var run = Approved.Over(saved, world.Plan(later), null).Run;
        var rows = run.Targets.SelectMany(t => t.Entries.Where(PlanHash.Writes).Select(new EntryRows(t.Snapshot, []).Row)).ToArray();
        var written = world.Apply(later, run);
        return rows.SelectMany(Writes).All(allowed.Contains) && written.Length == run.Targets.Sum(t => t.Operations.Length)
            && world.Directory.Estate.Written.All(o => written.Any(w => w.Operation.Id == o.Id));
    });

    [Fact]
    public void Everything_reviewed_is_written_done_already_in_conflict_or_told_of() => Holds(c =>
    {
        var (world, saved, later) = Reviewed(c);
        var approved = Approved.Over(saved, world.Plan(later), null);
        var told = approved.Run.Targets.SelectMany(t => t.Entries.Where(PlanHash.Writes).Select(new EntryRows(t.Snapshot, []).Row)).SelectMany(Writes)
            .Concat(approved.Settled.SelectMany(Writes)).ToHashSet(StringComparer.Ordinal);
        return saved.Targets.SelectMany(t => t.Entries.Where(e => e.Section is not (Section.Blocked or Section.Observed))).SelectMany(Writes).All(told.Contains);
    });

    [Fact]
    public void What_both_plans_have_is_the_same_when_it_is_taken_again() => Holds(c =>
    {
        var (world, saved, later) = Reviewed(c);
        var once = Approved.Over(saved, world.Plan(later), null);
        var again = Approved.Over(world.Save(once.Run), world.Plan(later), null);
        return again.Settled.IsEmpty && Planner.OperationsHash("contoso", null, again.Run.Targets) == Planner.OperationsHash("contoso", null, once.Run.Targets);
    });

    [Fact]
    public void Carried_out_once_nothing_is_left_of_it_to_do_but_what_an_incomplete_read_withheld() => Holds(c =>
    {
        var (world, saved, later) = Reviewed(c);
        var withheld = world.Plan(later).Targets.SelectMany(t => t.Entries).Where(IsWithheld).Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        world.Carry(saved, later);
        return Approved.Over(saved, world.Plan(later), null).Run.Targets.SelectMany(t => t.Operations)
            .All(o => o is Operation.Unlink or Operation.Disable or Operation.Delete && withheld.Contains(o.Name));
    });

    // A list that shrank by other hands removes nothing in one run; the next has its new size to compare with.
    private static bool IsWithheld(Entry entry) => entry.Change is Change.Keep { Why: not KeepReason.Unchanged } || entry.Links.Any(l => l.Withheld > 0);

    [Fact]
    public void A_saved_plan_bears_out_its_hash_and_survives_its_file() => Holds(c =>
    {
        var (world, saved, _) = Reviewed(c);
        return SavedPlans.Refuse(saved, saved.OperationsHash, World.Now, SavedRun.Version) is null && world.Save(world.Plan(c.After)).Seal.Length == 64;
    });

    [Fact]
    public void The_whole_as_a_part_has_the_hash_of_the_whole() => Holds(c =>
    {
        var world = new AppWorld();
        world.Apply(c.Before);
        return world.Plan(c.After).Targets.All(t => Narrowing.To(t, e => e) is var part && part.Hash == t.Hash && part.Operations.Select(o => o.Id).SequenceEqual(t.Operations.Select(o => o.Id)));
    });

    [Fact]
    public void The_hash_does_not_depend_on_the_order_of_what_is_declared() => Holds(c =>
    {
        var world = new AppWorld();
        world.Apply(c.Before);
        var random = new System.Random(c.Seed);
        var one = world.Plan(c.After).Targets;
        var other = world.Plan([.. c.After.OrderBy(_ => random.Next()).Select(r => r with { Links = [.. r.Links.OrderBy(_ => random.Next()).Select(l => l with { Ends = [.. l.Ends.OrderBy(_ => random.Next())] })] })]).Targets;
        return Planner.OperationsHash("contoso", null, one) == Planner.OperationsHash("contoso", null, other)
            && one.SelectMany(t => t.Operations).Select(o => o.Id).ToHashSet().SetEquals(other.SelectMany(t => t.Operations).Select(o => o.Id));
    });

    private static void Meddle(MemoryEstate estate, System.Random random)
    {
        foreach (var id in estate.Objects.Keys.ToArray())
        {
            var live = estate.Objects[id];
            switch (random.Next(8))
            {
                case 0:
                    estate.Objects.Remove(id);
                    break;
                case 1:
                    estate.Objects[id] = live with { Values = live.Values.SetItem("department", AttributeValue.Of(random.Next(2) == 0 ? "Sales" : "Elsewhere")) };
                    break;
                case 2:
                    var ends = estate.Objects.Values.Where(o => o.Kind == Kind.User && random.Next(2) == 0).Select(o => o.Id);
                    if (live.Kind == Kind.Group)
                        estate.Objects[id] = live with { Links = live.Links.SetItem("members", [.. ends]) };
                    break;
                case 3:
                    estate.Objects[id] = live with { Values = live.Values.SetItem("accountEnabled", AttributeValue.Of(random.Next(2) == 0)) };
                    break;
            }
        }

        foreach (var name in Enumerable.Range(0, 10).Where(_ => random.Next(8) == 0).Select(i => $"p{i}@contoso.com"))
        {
            if (!estate.Objects.Values.Any(o => o["userPrincipalName"] == AttributeValue.Of(name)))
                estate.Add(Kind.User, ("userPrincipalName", AttributeValue.Of(name)), ("displayName", AttributeValue.Of("stranger")), ("accountEnabled", AttributeValue.Of(true)));
        }
    }

    private static IEnumerable<string> Writes(EntryRow row) => Writes(row.Kind, row.Key, row.Id, row.Cells, row.Links);

    private static IEnumerable<string> Writes(OperationRow row) => Writes(row.Kind, row.Key, row.RemoteId, row.Cells, row.Links);

    private static IEnumerable<string> Writes(string kind, string? key, string? id, IEnumerable<CellRow> cells, IEnumerable<LinkRow> links) =>
        cells.Select(c => $"{kind} {key ?? id} {c.Attribute}: {c.Before} -> {c.After}")
            .Concat(links.SelectMany(l => l.Adds.Select(a => $"{kind} {key ?? id} {l.Link} + {a.Kind} {a.Id ?? a.Name}").Concat(l.Removes.Select(r => $"{kind} {key ?? id} {l.Link} - {r.Kind} {r.Id ?? r.Name}"))));
}
