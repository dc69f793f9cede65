using FsCheck;
using FsCheck.Fluent;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using Reconciler.Tests.Planning;
using Reconciler.Tests.Reconciliation;
using Xunit.Abstractions;

namespace Reconciler.Tests.Projection;

/// <summary>
/// The laws over random estates of a directory and two applications, with accounts that stood there before us. A failing run prints its seed.
/// </summary>
public sealed class AccountProperties(ITestOutputHelper output)
{
    private static readonly string[] Strangers = ["stranger@elsewhere.org", "svc-backup", "p1@contoso.com", "p3@contoso.com", "ghost@contoso.com"];

    private void Holds(Func<DeclaredResource[], DeclaredResource[], System.Random, bool> law)
    {
        var cases = from before in Organisations.Any from after in Organisations.Any from seed in Gen.Choose(0, int.MaxValue) select (before, after, seed);
        var config = Config.QuickThrowOnFailure.WithMaxTest(150).WithRunner(new PropertyRunner(output));
        Prop.ForAll(cases.ToArbitrary(), c => law(c.before, c.after, new System.Random(c.seed))).Check(config);
    }

    [Fact]
    public void Plan_and_apply_leave_nothing_but_named_residues() => Holds((before, after, random) =>
    {
        var world = Make(random);
        Assign(world, before, random);
        world.Apply(before);
        Assign(world, after, random);
        world.Apply(after);
        return IsEmpty(world.Plan(after));
    });

    [Fact]
    public void No_account_outside_assigned_and_unassigned_is_touched() => Holds((before, after, random) =>
    {
        var world = Make(random);
        var mine = Snapshot(world);
        Assign(world, before, random);
        world.Apply(before);
        Assign(world, after, random);
        var run = world.Plan(after);
        var buckets = run.Targets.Skip(1).SelectMany(t => t.Entries).Where(e => e.Kind == Kind.User && e.IsChange).ToArray();
        // Whoever changes is somebody we know by key, unless the control file says that strangers are closed.
        if (!buckets.All(e => e.Key is not null))
            return false;
        world.Apply(after);
        return Strangers.Where(s => !s.StartsWith('p')).All(s => mine[s] == Values(world, s));
    });

    [Fact]
    public void Losing_every_ledger_costs_care_and_never_correctness() => Holds((before, after, random) =>
    {
        var world = Make(random);
        Assign(world, before, random);
        world.Apply(before);
        world.LoseLedgers();
        Assign(world, after, random);
        world.Apply(after);
        // Nobody has two accounts, and the next plan is empty.
        return world.Accounts.Values.All(a => a.Objects.Values.Where(o => !o.Deleted && o.Kind == Kind.User).GroupBy(o => o["userName"].ToString(), StringComparer.OrdinalIgnoreCase).All(g => g.Count() == 1))
            && IsEmpty(world.Plan(after));
    });

    [Fact]
    public void Faults_in_every_target_lose_nothing_and_make_nobody_twice() => Holds((before, after, random) =>
    {
        var world = Make(random);
        Assign(world, before, random);
        world.Apply(before);
        Assign(world, after, random);
        var kept = Snapshot(world);
        Chaos[] chaos = [new(world.Directory.Estate, random.Next(), lag: random.Next(3)), .. world.Accounts.Values.Select(a => new Chaos(a, random.Next(), lag: random.Next(3)))];
        for (var run = 0; run < 3; run++)
            world.Apply(after);
        foreach (var one in chaos)
            one.End();
        // What waits for what a late read hid comes by the run after.
        for (var run = 0; run < 3; run++)
            world.Apply(after);

        return IsEmpty(world.Plan(after)) && Strangers.Where(s => !s.StartsWith('p')).All(s => kept[s] == Values(world, s))
            && world.Accounts.Values.All(a => a.Objects.Values.Where(o => !o.Deleted && o.Kind == Kind.User).GroupBy(o => o["userName"].ToString(), StringComparer.OrdinalIgnoreCase).All(g => g.Count() == 1));
    });

    private bool IsEmpty(Core.Reconciliation.RunPlan plan)
    {
        foreach (var (target, operation) in plan.Targets.SelectMany(t => t.Operations.Select(o => (t, o))))
        {
            output.WriteLine($"{target.Target} {operation.GetType().Name} {operation.Kind} {operation.Name}: " + string.Join("; ", target.Entries.Where(e => e.Object == operation.Object)
                .Select(e => $"{e.Change.GetType().Name} {string.Join(", ", e.Cells.Select(c => $"{c.Attribute.Name} {c.Before} -> {c.After}"))} {string.Join(", ", e.Links.Select(l => $"{l.Link.Name} +{l.Adds.Length} -{l.Removes.Length}"))}")));
        }

        return plan.Targets.All(t => t.Operations.IsEmpty);
    }

    private static AppWorld Make(System.Random random)
    {
        var world = new AppWorld()
            .With("wiki", s => s with { Ignore = ["svc-*"], Groups = random.Next(2) == 0 ? new PushSettings(AppWorld.Groups()) { DeletesUnassigned = random.Next(2) == 0 } : null })
            .With("crm", s => s with { Unassigned = (UnassignedAccounts)random.Next(3), Users = AppWorld.Users(("userName", "userPrincipalName", 1), ("externalId", "objectId", 2), ("active", AppWorld.Active, null), ("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "manager", null)) },
                enterprise: random.Next(2) == 0);
        foreach (var (_, estate) in world.Accounts)
        {
            foreach (var name in Strangers)
                estate.Add(Kind.User, ("userName", AttributeValue.Of(name)), ("active", AttributeValue.Of(true)), ("title", AttributeValue.Of("kept")));
        }

        return world;
    }

    private static void Assign(AppWorld world, DeclaredResource[] resources, System.Random random)
    {
        foreach (var application in world.Applications.ToArray())
        {
            var lines = resources.Where(_ => random.Next(3) == 0)
                .Select(r => r.Key.Kind == Kind.Group ? $"group:{r.Key.Name}:{Role(random)}" : $"{r.Key.Name}:{Role(random)}");
            world.Assign(application.Key, [.. lines]);
        }
    }

    private static string Role(System.Random random) => random.Next(2) == 0 ? "User" : "Admin";

    private static Dictionary<string, string> Snapshot(AppWorld world) => Strangers.ToDictionary(s => s, s => Values(world, s));

    private static string Values(AppWorld world, string userName) => string.Join('\n', world.Accounts.OrderBy(a => a.Key).Select(a =>
        string.Join(' ', world.Account(a.Key, userName)?.Values.OrderBy(v => v.Key).Select(v => $"{v.Key}={v.Value}") ?? [])));
}
