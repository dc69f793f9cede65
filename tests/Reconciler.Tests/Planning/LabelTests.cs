using FsCheck;
using FsCheck.Fluent;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using Xunit.Abstractions;

namespace Reconciler.Tests.Planning;

/// <summary>What is new in a plan, what was pending, due or drift before, and what nobody manages any more.</summary>
public sealed class LabelTests(ITestOutputHelper output)
{
    private static readonly DeclaredResource Ada = World.Person("ada", ("jobTitle", AttributeValue.Of("Analyst")));

    private static readonly DeclaredResource Bob = World.Person("bob");

    private static readonly DeclaredResource Web = World.Group("web", "ada", "bob");

    private static IdentityModel Against(IdentityModel now, IdentityModel? before) => now with { Earlier = new EarlierRevision("main", new string('a', 40), before) };

    private static RunPlan Plan(World world, IdentityModel model, PlanNarrowing? narrowing = null) => RunPlanner.Plan(model,
        new TargetReading(TargetName.Directory, world.Estate.Read(new ReadRequest(new ReadScope.Everything([]), new Roster(TargetName.Directory), new ValuePool())), world.Ledger),
        [], world.Day, World.Now, narrowing ?? new PlanNarrowing());

    private static (TargetPlan Plan, TargetLabels Labels) Of(RunPlan run) => (run.Targets[0], run.Labels[TargetName.Directory]);

    private static DeclaredResource With(DeclaredResource resource, string attribute, string value) =>
        resource with { Cells = [.. resource.Cells.Where(c => c.Attribute != attribute), new DeclaredCell(attribute, AttributeValue.Of(value), World.At)] };

    private static void SomebodyPromotes(World world, string key)
    {
        var live = world.Estate.Objects.Values.First(o => o["userPrincipalName"] == AttributeValue.Of($"{key}@contoso.com"));
        world.Estate.Objects[live.Id] = live with { Values = live.Values.SetItem("jobTitle", AttributeValue.Of("President")) };
    }

    private void Holds(Func<DeclaredResource[], DeclaredResource[], DeclaredResource[], bool> law)
    {
        var three = from applied in Organisations.Any from before in Organisations.Any from after in Organisations.Any select (applied, before, after);
        Prop.ForAll(three.ToArbitrary(), t => law(t.applied, t.before, t.after)).Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithRunner(new PropertyRunner(output)));
    }

    [Fact]
    public void Every_change_has_one_label_and_each_of_its_parts_too() => Holds((applied, before, after) =>
    {
        var world = new World();
        world.Apply(applied);
        var run = Plan(world, Against(world.Model(after), world.Model(before)));
        var (plan, labels) = Of(run);
        return plan.Entries.Where(e => e.IsChange).All(e => labels.Of(e) is not null && e.Cells.All(c => labels.Of(e, c) is not null)
            && e.Links.All(l => l.Adds.All(a => labels.Of(e, l, a, isAdded: true) is not null) && l.Removes.All(r => labels.Of(e, l, r, isAdded: false) is not null)));
    });

    [Fact]
    public void Compared_with_itself_nothing_is_by_this_change() => Holds((applied, _, after) =>
    {
        var world = new World();
        world.Apply(applied);
        var run = Plan(world, Against(world.Model(after), world.Model(after)));
        var (plan, labels) = Of(run);
        return plan.Entries.All(e => labels.Of(e) is not PlanLabel.Change) && run.Released.IsEmpty;
    });

    [Fact]
    public void The_comparison_changes_no_operation_while_the_ledger_is_there() => Holds((applied, before, after) =>
    {
        var world = new World();
        world.Apply(applied);
        var alone = Plan(world, world.Model(after)).Targets[0];
        // Keys of the base are evidence for removals where the ledger has none; here it has all that bear a mark.
        return alone.Hash == Plan(world, Against(world.Model(after), world.Model(before))).Targets[0].Hash;
    });

    [Fact]
    public void Where_the_workspace_did_not_exist_everything_is_by_this_change()
    {
        var world = new World();
        var (plan, labels) = Of(Plan(world, Against(world.Model(Ada, Web), null)));
        Assert.NotEmpty(plan.Operations);
        Assert.All(plan.Entries.Where(e => e.IsChange), e => Assert.Equal(PlanLabel.Change, labels.Of(e)));
    }

    [Fact]
    public void One_plan_with_all_four_labels()
    {
        var world = new World();
        world.Apply(Ada, Bob, Web, World.Person("carol"), World.Person("dan"));
        SomebodyPromotes(world, "ada");
        DeclaredResource[] before = [Ada, With(Bob, "displayName", "Bob B"), Web, World.Person("carol") with { Left = new DatedLine(world.Day, World.At) }, World.Person("dan")];
        DeclaredResource[] after = [Ada, With(With(Bob, "displayName", "Bob B"), "jobTitle", "Lead"), Web, before[3], With(World.Person("dan"), "jobTitle", "Clerk")];
        var (plan, labels) = Of(Plan(world, Against(world.Model(after), world.Model(before))));
        PlanLabel? OfKey(string key) => labels.Of(plan.Entries.First(e => e.Key == new ResourceKey(Kind.User, key)));
        Assert.Equal(PlanLabel.Drift, OfKey("ada"));
        Assert.Equal(PlanLabel.Change, OfKey("bob"));
        Assert.Equal(PlanLabel.Due, OfKey("carol"));
        Assert.Equal(PlanLabel.Change, OfKey("dan"));
        var bob = plan.Entries.First(e => e.Key?.Name == "bob");
        Assert.Equal(PlanLabel.Pending, labels.Of(bob, bob.Cells.First(c => c.Attribute.Name == "displayName")));
        Assert.Equal(PlanLabel.Change, labels.Of(bob, bob.Cells.First(c => c.Attribute.Name == "jobTitle")));
    }

    [Fact]
    public void Without_a_revision_drift_is_known_by_what_was_carried_out_last_and_a_new_wish_is_not_called_so()
    {
        var world = new World();
        world.Apply(Ada);
        SomebodyPromotes(world, "ada");
        var (drifted, labels) = Of(Plan(world, world.Model(Ada)));
        Assert.Equal(PlanLabel.Drift, labels.Of(Assert.Single(drifted.Entries, e => e.IsChange)));
        var (wished, others) = Of(Plan(world, world.Model(With(Ada, "jobTitle", "Lead"))));
        Assert.Null(others.Of(Assert.Single(wished.Entries, e => e.IsChange)));
    }

    [Fact]
    public void A_part_is_labelled_by_what_is_left_in_it()
    {
        var world = new World();
        world.Apply(Ada, Bob, World.Person("carol"), World.Person("dan"), World.Group("web", "ada", "carol"));
        var carol = World.Person("carol") with { Left = new DatedLine(world.Day, World.At) };
        DeclaredResource[] before = [With(Ada, "jobTitle", "Lead"), Bob, carol, World.Person("dan"), World.Group("web", "ada", "carol")];
        DeclaredResource[] after = [With(Ada, "jobTitle", "Lead"), Bob, carol, World.Person("dan"), World.Group("web", "ada", "bob", "carol")];
        var model = Against(world.Model(after), world.Model(before));
        PlanLabel? OfWeb(PlanNarrowing narrowing)
        {
            var (plan, labels) = Of(Plan(world, model, narrowing));
            return labels.Of(plan.Entries.First(e => e.Key?.Name == "web" && e.IsChange));
        }

        Assert.Equal(PlanLabel.Change, OfWeb(new PlanNarrowing()));
        Assert.Equal(PlanLabel.Due, OfWeb(new PlanNarrowing { OnlyDue = true }));
        Assert.Equal(PlanLabel.Change, OfWeb(new PlanNarrowing { Only = new ResourceKey(Kind.User, "bob") }));
        Assert.Equal(PlanLabel.Due, OfWeb(new PlanNarrowing { Only = new ResourceKey(Kind.User, "carol") }));
        var (part, known) = Of(Plan(world, model, new PlanNarrowing { Only = new ResourceKey(Kind.User, "ada") }));
        Assert.Equal(PlanLabel.Pending, known.Of(Assert.Single(part.Entries, e => e.IsChange)));
    }

    [Fact]
    public void Every_part_of_a_plan_has_the_labels_of_the_whole() => Holds((applied, before, after) =>
    {
        var world = new World();
        world.Apply(applied);
        var model = Against(world.Model(after), world.Model(before));
        var (whole, labels) = Of(Plan(world, model));
        var ofWhole = whole.Entries.Where(e => e.IsChange).SelectMany(e => Labelled(whole, labels, e)).ToHashSet();
        return after.All(only =>
        {
            var (part, known) = Of(Plan(world, model, new PlanNarrowing { Only = only.Key }));
            return part.Entries.Where(e => e.IsChange).All(e => known.Of(e) is not null && Labelled(part, known, e).All(ofWhole.Contains));
        });
    });

    private static IEnumerable<string> Labelled(TargetPlan plan, TargetLabels labels, Entry entry) =>
        entry.Cells.Select(c => $"{entry.Name} {c.Attribute.Name} {labels.Of(entry, c)}")
            .Concat(entry.Links.SelectMany(l => l.Adds.Select(a => $"{entry.Name} {l.Link.Name} +{plan.Snapshot.Roster.NameOf(a.End.To)} {labels.Of(entry, l, a, isAdded: true)}")
                .Concat(l.Removes.Select(r => $"{entry.Name} {l.Link.Name} -{plan.Snapshot.Roster.NameOf(r.End.To)} {labels.Of(entry, l, r, isAdded: false)}"))));

    [Fact]
    public void What_was_carried_out_in_part_is_not_remembered_as_carried_out()
    {
        var world = new World();
        world.Apply(Ada, Bob, World.Group("web"));
        var model = world.Model(Ada, Bob, World.Group("web", "ada", "bob"));
        void Apply(PlanNarrowing narrowing)
        {
            var part = Plan(world, model, narrowing).Targets[0];
            world.Ledger = Ledgers.After(world.Ledger, model, part, world.Run(part, world.Estate), World.Now);
        }

        var web = new ResourceKey(Kind.Group, "web");
        Apply(new PlanNarrowing { Only = new ResourceKey(Kind.User, "ada") });
        Assert.NotEqual(Fingerprints.Of(model.Resources.First(r => r.Key == web)), world.Ledger.Entries[web].Fingerprint);
        // Bob has never been in it: that he is to come is no drift.
        var (plan, labels) = Of(Plan(world, Against(model, model)));
        Assert.Equal(PlanLabel.Pending, labels.Of(Assert.Single(plan.Entries, e => e.IsChange)));
        Apply(new PlanNarrowing());
        Assert.Equal(Fingerprints.Of(model.Resources.First(r => r.Key == web)), world.Ledger.Entries[web].Fingerprint);
    }

    [Fact]
    public void What_is_tried_again_was_pending_before()
    {
        var world = new World();
        world.Apply(Ada);
        var wish = With(Ada, "jobTitle", "Lead");
        var refused = Assert.Single(Plan(world, world.Model(wish)).Targets[0].Operations);
        world.Ledger = world.Ledger with { Parked = world.Ledger.Parked.Add(refused.Id, new ParkedOperation("ada", "400", "no", World.Now, "run")) };
        var model = Against(world.Model(wish), world.Model(wish));
        var (waiting, labels) = Of(Plan(world, model));
        Assert.Equal(PlanLabel.Pending, labels.Of(Assert.Single(waiting.Entries, e => !e.Held.IsEmpty)));
        var (again, others) = Of(Plan(world, model, new PlanNarrowing { Only = wish.Key }));
        Assert.Equal(PlanLabel.Pending, others.Of(Assert.Single(again.Entries, e => e.IsChange)));
    }

    [Fact]
    public void A_failed_apply_is_not_remembered_as_carried_out()
    {
        var world = new World();
        world.Apply(Ada);
        var wish = With(Ada, "jobTitle", "Lead");
        world.Estate.Fate = (_, _) => new Core.Targets.Outcome.Failed(new Fault("cut", "no", null, ""));
        world.Apply(wish);
        world.Estate.Fate = (_, _) => null;
        var (plan, labels) = Of(Plan(world, Against(world.Model(wish), world.Model(wish))));
        Assert.Equal(PlanLabel.Pending, labels.Of(Assert.Single(plan.Entries, e => e.IsChange)));
    }

    [Fact]
    public void An_omitted_list_is_a_fault_and_an_unmanaged_one_is_told_of()
    {
        var world = new World();
        world.Apply(Ada, Bob, Web);
        var omitted = Web with { Links = [] };
        var run = Plan(world, Against(world.Model(Ada, Bob, omitted), world.Model(Ada, Bob, Web)));
        var fault = Assert.Single(run.Findings);
        Assert.Equal(("RC309", Severity.Error), (fault.Code, fault.Severity));
        Assert.Contains("ada, bob stay", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Plan(world, Against(world.Model(Ada, Bob, omitted with { Unmanaged = ["members"] }), world.Model(Ada, Bob, Web))).Findings);
        Assert.Equal("members", Assert.Single(Assert.Single(Plan(world, Against(world.Model(Ada, Bob, omitted with { Unmanaged = ["members"] }), world.Model(Ada, Bob, Web))).Released).Parts).Name);
    }

    [Fact]
    public void A_list_that_is_written_empty_or_computed_by_a_rule_is_managed()
    {
        var world = new World();
        world.Apply(Ada, Bob, Web);
        var empty = World.Group("web");
        Assert.Empty(Plan(world, Against(world.Model(Ada, Bob, empty), world.Model(Ada, Bob, Web))).Released);
        var ruled = With(Web with { Links = [] }, "membershipRule", "(user.userType -eq \"Member\")");
        Assert.DoesNotContain(Plan(world, Against(world.Model(Ada, Bob, ruled), world.Model(Ada, Bob, Web))).Findings, f => f.Code == "RC309");
    }

    [Fact]
    public void An_attribute_that_is_no_longer_written_shows_what_stands()
    {
        var world = new World();
        world.Apply(Ada);
        var run = Plan(world, Against(world.Model(World.Person("ada")), world.Model(Ada)));
        var part = Assert.Single(Assert.Single(run.Released).Parts);
        Assert.Equal(("jobTitle", "Analyst stays", false), (part.Name, part.Stands, part.IsFault));
        Assert.Empty(run.Findings);
    }

    [Fact]
    public void A_key_that_is_gone_and_stays_is_released_and_one_that_is_removed_is_not()
    {
        var world = new World();
        world.Apply(Ada, Bob, Web);
        var existing = World.Person("bob") with { Existing = true };
        var kept = Plan(world, Against(world.Model(Ada, Web with { Links = [World.Members(LinkMode.Exclusive, "ada")] }), world.Model(Ada, existing, Web)));
        // The ledger knows bob: he is a leaver, whatever the revision called him.
        Assert.Empty(kept.Released);
        world.Ledger = Ledger.Empty("contoso", TargetName.Directory, null);
        var left = Plan(world, Against(world.Model(Ada, Web with { Links = [World.Members(LinkMode.Exclusive, "ada")] }), world.Model(Ada, existing, Web)));
        var bob = Assert.Single(left.Released);
        Assert.True(bob.IsWhole);
        Assert.Equal("bob", bob.Key.Name);
    }

    [Fact]
    public void The_revision_is_evidence_where_the_ledger_is_lost()
    {
        var world = new World();
        world.Apply(Ada, Bob);
        world.Ledger = Ledger.Empty("contoso", TargetName.Directory, null);
        Assert.Empty(Plan(world, world.Model(Ada)).Targets[0].Operations);
        var (plan, _) = Of(Plan(world, Against(world.Model(Ada), world.Model(Ada, Bob))));
        var bob = plan.Entries.First(e => e.Key?.Name == "bob");
        var claim = Assert.IsType<Claim.Marked>(Assert.IsType<Change.Disable>(bob.Change).Claim);
        Assert.Equal("people.yaml", Assert.IsType<Evidence.BaseRevision>(claim.Evidence).File);
    }

    [Fact]
    public void Accounts_are_compared_too_even_where_the_mapping_is_another_one()
    {
        var apps = new AppWorld().With("wiki", s => s with { Users = AppWorld.Users(("userName", "userPrincipalName", 1), ("externalId", "objectId", 2), ("displayName", "displayName", null), ("title", "jobTitle", null), ("nickName", "department", null)) })
            .Assign("wiki", "ada:User");
        apps.Apply(Ada);
        var before = apps.Model(With(Ada, "jobTitle", "Lead"));
        before = before with
        {
            Applications = [.. before.Applications.Select(a => a.Scim is { } scim ? a with { Scim = scim with { Users = AppWorld.Users(("userName", "userPrincipalName", 1), ("externalId", "objectId", 2), ("displayName", "displayName", null), ("title", "jobTitle", null)) } } : a)],
        };
        var run = apps.Plan(Against(apps.Model(With(With(Ada, "jobTitle", "Lead"), "department", "Research")), before));
        var plan = run.Targets.First(t => t.Target.Value == "wiki/scim");
        var labels = run.Labels[plan.Target];
        var account = Assert.Single(plan.Entries, e => e.IsChange);
        Assert.Equal(PlanLabel.Change, labels.Of(account));
        Assert.Equal(PlanLabel.Pending, labels.Of(account, account.Cells.First(c => c.Attribute.Name == "title")));
        Assert.Equal(PlanLabel.Change, labels.Of(account, account.Cells.First(c => c.Attribute.Name == "nickName")));
    }

    [Fact]
    public void An_account_that_somebody_edited_has_drifted()
    {
        var apps = new AppWorld().With("wiki").Assign("wiki", "ada:User");
        apps.Apply(Ada);
        apps.Apply(Ada);
        var live = apps.Account("wiki", "ada@contoso.com") ?? throw new InvalidOperationException();
        apps.Accounts["wiki"].Objects[live.Id] = live with { Values = live.Values.SetItem("title", AttributeValue.Of("President")) };
        var run = apps.Plan(Against(apps.Model(Ada), apps.Model(Ada)));
        var plan = run.Targets.First(t => t.Target.Value == "wiki/scim");
        Assert.Equal(PlanLabel.Drift, run.Labels[plan.Target].Of(Assert.Single(plan.Entries, e => e.IsChange)));
    }

    [Fact]
    public void Fingerprints_see_what_is_declared_and_not_where()
    {
        Assert.Equal(Fingerprints.Of(Web), Fingerprints.Of(Web with
        {
            Span = new SourceSpan("elsewhere.yaml", 40, 1, 1),
            Links = [Web.Links[0] with { Span = new SourceSpan("elsewhere.yaml", 41, 1, 1), Ends = [.. Web.Links[0].Ends.Reverse()] }],
        }));
        Assert.NotEqual(Fingerprints.Of(Web), Fingerprints.Of(World.Group("web", "ada")));
        Assert.NotEqual(Fingerprints.Of(Ada), Fingerprints.Of(With(Ada, "jobTitle", "Lead")));
        Assert.Matches("^[0-9a-f]{16}$", Fingerprints.Of(Ada));
    }

    [Fact]
    public void A_snapshot_apart_learns_nothing_and_teaches_nothing()
    {
        var world = new World();
        world.Apply(Ada);
        var snapshot = world.Estate.Read(new ReadRequest(new ReadScope.Everything([]), new Roster(TargetName.Directory), new ValuePool()));
        var apart = snapshot.Apart(snapshot.Schema);
        var handle = snapshot[Kind.User].Rows[0];
        apart.Roster.Bind(new ResourceKey(Kind.User, "other"), handle);
        Assert.Null(snapshot.Roster.KeyOf(handle));
        Assert.Equal(snapshot.Roster.IdOf(handle), apart.Roster.IdOf(handle));
        Assert.Equal(snapshot[Kind.User].Count, apart[Kind.User].Count);
    }
}
