using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Reporting;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

public sealed class PlanningTests
{
    private readonly World _world = new();

    [Fact]
    public void A_new_person_is_created_with_what_follows_from_it()
    {
        var plan = _world.Plan(Person("ada", ("department", AttributeValue.Of("Engineering"))));

        var entry = Assert.Single(plan.Entries);
        Assert.IsType<Change.Create>(entry.Change);
        Assert.Equal("Engineering", After(entry, "department"));
        Assert.Equal("ada", After(entry, "mailNickname"));
        Assert.Equal("true", After(entry, "accountEnabled"));
        Assert.Equal("contoso/ada;c", After(entry, "reconcilerOwner"));
        Assert.Equal("(password, generated)", After(entry, "password"));
        Assert.Single(plan.Operations);
    }

    [Fact]
    public void A_nickname_is_folded_to_ascii_and_bounded()
    {
        Assert.Equal("jose.zol", DerivedValues.MailNickname(User("jose", ("userPrincipalName", AttributeValue.Of("josé.zoł@contoso.com")))));
        var longName = new string('a', 70);
        var nickname = DerivedValues.MailNickname(User("x", ("userPrincipalName", AttributeValue.Of($"{longName}@contoso.com"))));
        Assert.Equal(64, nickname.Length);
        Assert.Matches("^a{55}-[0-9a-f]{8}$", nickname);
    }

    [Fact]
    public void Omitted_is_not_managed_and_null_clears()
    {
        _world.Apply(Person("ada", ("department", AttributeValue.Of("R&D")), ("jobTitle", AttributeValue.Of("Analyst"))));

        var plan = _world.Plan(Person("ada", ("jobTitle", AttributeValue.None)));

        var cell = Assert.Single(Assert.Single(plan.Entries).Cells);
        Assert.Equal("jobTitle", cell.Attribute.Name);
        Assert.True(cell.After.IsAbsent);
    }

    [Fact]
    public void An_address_that_differs_only_by_case_is_the_same()
    {
        _world.Apply(Person("ada"));
        Assert.Empty(_world.Plan(User("ada", ("userPrincipalName", AttributeValue.Of("ADA@contoso.com")), ("displayName", AttributeValue.Of("ada")))).Operations);
    }

    [Fact]
    public void A_group_gets_its_members_with_the_create_and_the_rest_after_it()
    {
        var people = Enumerable.Range(0, 45).Select(i => Person($"p{i:00}")).ToArray();
        var plan = _world.Plan([.. people, Group("all", [.. people.Select(p => p.Key.Name)])]);

        var create = Assert.Single(plan.Operations.OfType<Operation.Create>(), o => o.Kind == Kind.Group);
        Assert.Equal(20, create.Links.Sum(l => l.Ends.Length));
        Assert.Equal([20, 5], plan.Operations.OfType<Operation.Link>().Select(l => l.Ends.Ends.Length));
        Assert.All(plan.Operations.OfType<Operation.Link>(), l => Assert.Equal([create.Id], l.Needs.ToArray()));
    }

    [Fact]
    public void A_leaver_is_disabled_first_and_deleted_when_the_grace_is_over()
    {
        _world.Directory = _world.Directory with { UserLeavers = new LeaverPolicy(LeaverAction.Disable) { DeleteAfterDays = 30 } };
        _world.Apply(Person("grace"), Group("navy", "grace"));
        var left = User("grace") with { Left = new DatedLine(new DateOnly(2026, 11, 20), At) };

        _world.Apply(left, Group("navy", "grace"));
        var closed = _world.Estate.Objects.Values.Single(o => o.Kind == Kind.User);
        Assert.Equal("false", closed["accountEnabled"].ToString());
        Assert.Equal("contoso/grace;c;d=2026-12-20;off", closed["reconcilerOwner"].ToString());
        Assert.Empty(_world.Estate.Objects.Values.Single(o => o.Kind == Kind.Group).Ends("members"));

        Assert.Empty(_world.Plan(left, Group("navy")).Operations);
        _world.Day = new DateOnly(2026, 12, 20);
        _world.Apply(left, Group("navy"));
        Assert.True(_world.Estate.Objects.Values.Single(o => o.Kind == Kind.User).Deleted);
    }

    [Fact]
    public void Who_returns_is_restored_and_opened_instead_of_created()
    {
        _world.Directory = _world.Directory with { UserLeavers = new LeaverPolicy(LeaverAction.Disable) { DeleteAfterDays = 0 } };
        _world.Apply(Person("grace"));
        var left = User("grace") with { Left = new DatedLine(new DateOnly(2026, 11, 20), At) };
        _world.Apply(left);
        _world.Apply(left);
        Assert.True(_world.Estate.Objects.Values.Single().Deleted);

        _world.Apply(Person("grace"));

        var back = _world.Estate.Objects.Values.Single();
        Assert.False(back.Deleted);
        Assert.Equal("true", back["accountEnabled"].ToString());
        Assert.Equal("contoso/grace;c", back["reconcilerOwner"].ToString());
    }

    [Fact]
    public void Without_evidence_a_marked_object_is_an_orphan_and_stays()
    {
        _world.Apply(Person("ada"), Person("grace"));
        _world.Ledger = Core.Resources.Ledger.Empty("contoso", TargetName.Directory, null);

        var plan = _world.Plan(Person("ada"));

        Assert.Empty(plan.Operations);
        Assert.Contains(plan.Entries, e => e.Name == "grace" && e.Change is Change.Keep { Why: KeepReason.Orphan });
    }

    [Fact]
    public void What_is_no_longer_declared_is_disabled_on_the_ledgers_evidence()
    {
        _world.Apply(Person("ada"), Person("grace"));
        var entry = Assert.Single(_world.Plan(Person("ada")).Entries, e => e.Name == "grace");
        Assert.IsType<Change.Disable>(entry.Change);
        Assert.Equal(new Cause.Undeclared("people.yaml"), entry.Cause);
    }

    [Fact]
    public void A_renamed_key_is_rekeyed_never_deleted_and_created()
    {
        _world.Apply(Person("ada"));
        var renamed = new DeclaredResource(new ResourceKey(Kind.User, "ada.lovelace"), At)
        {
            Cells = Person("ada").Cells,
            Previously = [new OwnerMark("contoso", "ada")],
        };

        _world.Apply(renamed);

        Assert.Equal("contoso/ada.lovelace;c", _world.Estate.Objects.Values.Single()["reconcilerOwner"].ToString());
        Assert.Empty(_world.Plan(renamed).Operations);
    }

    [Fact]
    public void An_incomplete_member_list_removes_nobody()
    {
        _world.Apply(Person("ada"), Person("grace"), Person("alan"), Group("g", "ada", "grace"));
        _world.Estate.Incomplete.Add("members");

        var plan = _world.Plan(Person("ada"), Person("grace"), Person("alan"), Group("g", "alan"));
        var change = Assert.Single(plan.Entries, e => e.Name == "g").Links.Single();

        Assert.Empty(change.Removes);
        Assert.Single(change.Adds);
        Assert.Equal(2, change.Withheld);
        var row = Assert.Single(WithheldRows.Of([plan]));
        Assert.Equal(("members", 2, "cut off in a test"), (row.What, row.Count, row.Why));
    }

    [Fact]
    public void An_unresolved_reference_makes_its_list_add_only()
    {
        _world.Apply(Person("ada"), Person("grace"), Group("g", "ada", "grace"));

        var plan = _world.Plan(Person("ada"), Person("grace"), Group("g", "ada", "nobody@contoso.com"));

        Assert.Empty(plan.Operations);
        Assert.Equal(1, plan.Entries.Single(e => e.Name == "g").Links.Single().Withheld);
        Assert.Contains(plan.Findings, f => f.Code == "RC304");
    }

    [Fact]
    public void Nothing_is_created_while_the_list_of_objects_is_incomplete()
    {
        _world.Estate.Incomplete.Add("group");
        var plan = _world.Plan(Person("ada"), Group("g", "ada"));
        Assert.Contains(plan.Entries, e => e.Name == "g" && e.Change is Change.Keep { Why: KeepReason.Incomplete });
        Assert.DoesNotContain(plan.Operations, o => o.Kind == Kind.Group);
    }

    [Fact]
    public void Devices_stay_in_an_exclusive_list()
    {
        _world.Apply(Person("ada"), Group("g", "ada"));
        var device = _world.Estate.Add(Kind.Device, ("displayName", AttributeValue.Of("laptop")));
        _world.Estate.Link(_world.Estate.Objects.Values.Single(o => o.Kind == Kind.Group), "members", device);
        Assert.Empty(_world.Plan(Person("ada"), Group("g", "ada")).Operations);
    }

    [Fact]
    public void Addresses_change_hands_in_order_and_a_circle_is_a_conflict()
    {
        _world.Apply(Named("ada", "a1"), Named("bob", "b1"));

        var chain = _world.Plan(Named("ada", "b1"), Named("bob", "b2"));
        Assert.Equal(["bob", "ada"], chain.Operations.Select(o => o.Name));
        Assert.Equal([0, 1], chain.Operations.Select(o => o.Wave));

        var circle = _world.Plan(Named("ada", "b1"), Named("bob", "a1"));
        Assert.Empty(circle.Operations);
        Assert.All(circle.Entries, e => Assert.Equal("RC416", Assert.IsType<Change.Blocked>(e.Change).Why.Code));

        static DeclaredResource Named(string key, string local) =>
            User(key, ("userPrincipalName", AttributeValue.Of($"{local}@contoso.com")), ("displayName", AttributeValue.Of(key)));
    }

    [Fact]
    public void Enabling_an_account_that_somebody_else_closed_waits_for_a_reason()
    {
        _world.Apply(Person("ada", ("accountEnabled", AttributeValue.Of(true))));
        var id = _world.Estate.Objects.Keys.Single();
        _world.Estate.Objects[id] = _world.Estate.Objects[id] with { Values = _world.Estate.Objects[id].Values.SetItem("accountEnabled", AttributeValue.Of(false)) };

        var held = _world.Plan(Person("ada", ("accountEnabled", AttributeValue.Of(true))));
        Assert.Empty(held.Operations);
        Assert.Single(held.Entries.Single().Held);

        var reasoned = Person("ada", ("accountEnabled", AttributeValue.Of(true))) with { EnableReason = "CHG-1" };
        Assert.Single(_world.Plan(reasoned).Operations);
    }

    [Fact]
    public void Enforce_add_changes_and_removes_nothing()
    {
        _world.Apply(Person("ada", ("department", AttributeValue.Of("A"))), Person("grace"), Group("g", "ada"));
        _world.Directory = _world.Directory with
        {
            Enforce = _world.Directory.Enforce.Add(Kind.User, Enforcement.Add).Add(Kind.Group, Enforcement.Add),
        };

        var plan = _world.Plan(Person("ada", ("department", AttributeValue.Of("B")), ("jobTitle", AttributeValue.Of("T"))), Group("g", "alan"), Person("alan"));

        Assert.DoesNotContain(plan.Operations, o => o is Operation.Delete or Operation.Disable or Operation.Unlink);
        Assert.Equal(["jobTitle"], plan.Operations.OfType<Operation.Update>().SelectMany(u => u.Cells).Select(c => c.Attribute.Name));
        Assert.Single(plan.Operations.OfType<Operation.Link>());
    }

    [Fact]
    public void Under_enforce_add_the_mark_does_not_say_that_we_closed_an_account_that_stays_open()
    {
        _world.Apply(Person("ada"));
        _world.Directory = _world.Directory with { Enforce = _world.Directory.Enforce.Add(Kind.User, Enforcement.Add) };

        _world.Apply(Person("ada", ("accountEnabled", AttributeValue.Of(false)), ("jobTitle", AttributeValue.Of("Analyst"))));

        var ada = _world.Estate.Objects.Values.Single();
        Assert.Equal(("true", "Analyst", "contoso/ada;c"), (ada["accountEnabled"].ToString(), ada["jobTitle"].ToString(), ada["reconcilerOwner"].ToString()));
    }

    [Fact]
    public void Opening_an_account_and_its_mark_are_one_write()
    {
        _world.Apply(Person("ada", ("accountEnabled", AttributeValue.Of(true))));
        _world.Apply(Person("ada", ("accountEnabled", AttributeValue.Of(false))));
        Assert.Equal("contoso/ada;c;off", _world.Estate.Objects.Values.Single()["reconcilerOwner"].ToString());

        var update = Assert.IsType<Operation.Update>(Assert.Single(_world.Plan(Person("ada", ("accountEnabled", AttributeValue.Of(true)))).Operations));

        Assert.Equal(["accountEnabled", "reconcilerOwner"], update.Cells.Select(c => c.Attribute.Name));
    }

    [Fact]
    public void Enforce_observe_writes_nothing_and_says_what_would_happen()
    {
        _world.Directory = _world.Directory with { Enforce = _world.Directory.Enforce.Add(Kind.User, Enforcement.Observe) };
        var plan = _world.Plan(Person("ada"));
        Assert.Empty(plan.Operations);
        Assert.IsType<Change.Create>(Assert.IsType<Change.Observed>(plan.Entries.Single().Change).Would);
    }

    [Fact]
    public void A_protected_person_is_neither_disabled_nor_unlinked()
    {
        _world.Apply(Person("ada"), Person("root"), Group("g", "ada", "root"));
        _world.Settings = _world.Settings with
        {
            Protected = new ProtectedSettings { Objects = [new ProtectedLine(new Reference.ByAttribute(Kind.User, "userPrincipalName", "root@contoso.com"), At)] },
        };

        var plan = _world.Plan(Person("ada"), Group("g", "ada"));

        Assert.Empty(plan.Operations);
        Assert.Contains(plan.Entries, e => e.Name == "root" && e.Change is Change.Keep { Why: KeepReason.Protected });
    }

    [Fact]
    public void A_protection_that_protects_nothing_is_an_error()
    {
        _world.Settings = _world.Settings with
        {
            Protected = new ProtectedSettings { Objects = [new ProtectedLine(new Reference.ByAttribute(Kind.User, "userPrincipalName", "gone@contoso.com"), At)] },
        };
        Assert.Contains(_world.Plan(Person("ada")).Findings, f => f.Code == "RC301");
    }

    [Fact]
    public void A_prepared_account_is_disabled_and_linked_to_nothing_until_it_starts()
    {
        var ada = Person("ada") with { Employment = new Employment(new DatedLine(new DateOnly(2026, 12, 1), At), null, 14, At) };
        _world.Apply(ada, Group("g", "ada"));
        Assert.Equal("false", _world.Estate.Objects.Values.Single(o => o.Kind == Kind.User)["accountEnabled"].ToString());
        Assert.Empty(_world.Estate.Objects.Values.Single(o => o.Kind == Kind.Group).Ends("members"));

        _world.Day = new DateOnly(2026, 12, 1);
        _world.Apply(ada, Group("g", "ada"));
        Assert.Equal("true", _world.Estate.Objects.Values.Single(o => o.Kind == Kind.User)["accountEnabled"].ToString());
        Assert.Single(_world.Estate.Objects.Values.Single(o => o.Kind == Kind.Group).Ends("members"));
    }

    [Fact]
    public void An_account_is_never_open_before_its_start()
    {
        var later = new Employment(new DatedLine(new DateOnly(2027, 3, 1), At), null, 14, At);
        _world.Apply(Person("ada"), Group("g", "ada"));
        _world.Apply(Person("ada", ("accountEnabled", AttributeValue.Of(true))) with { Employment = later }, Group("g", "ada"));
        Assert.Equal("false", _world.Estate.Objects.Values.Single(o => o.Kind == Kind.User)["accountEnabled"].ToString());
        Assert.Empty(_world.Estate.Objects.Values.Single(o => o.Kind == Kind.Group).Ends("members"));
    }

    [Fact]
    public void A_person_before_the_preparation_is_not_created()
    {
        var ada = Person("ada") with { Employment = new Employment(new DatedLine(new DateOnly(2027, 3, 1), At), null, 14, At) };
        Assert.Empty(_world.Plan(ada).Operations);
    }

    [Fact]
    public void A_new_person_of_a_federated_domain_needs_an_immutable_id()
    {
        _world.Estate.Facts = new TargetFacts { FederatedDomains = ["contoso.com"] };
        Assert.Equal("RC417", Assert.IsType<Change.Blocked>(_world.Plan(Person("ada")).Entries.Single().Change).Why.Code);
        Assert.Single(_world.Plan(Person("ada", ("onPremisesImmutableId", AttributeValue.Of("x")))).Operations);
    }

    [Theory]
    [InlineData("RC303", "elsewhere.onmicrosoft.com", "contoso.com")]
    [InlineData("RC302", "contoso.onmicrosoft.com", "fabrikam.com")]
    public void Another_tenant_or_an_unverified_domain_is_an_error(string code, string tenant, string domain)
    {
        _world.Estate.Facts = new TargetFacts { TenantId = "00000000-0000-0000-0000-000000000001", VerifiedDomains = ["contoso.com", "contoso.onmicrosoft.com"] };
        _world.Directory = _world.Directory with { Tenant = tenant, Domains = [domain] };
        Assert.Equal(code, Assert.Single(_world.Plan(Person("ada")).Findings).Code);
    }

    [Fact]
    public void A_domain_that_many_addresses_end_in_is_told_of_once()
    {
        _world.Estate.Facts = new TargetFacts { TenantId = "00000000-0000-0000-0000-000000000001", VerifiedDomains = ["contoso.net", "contoso.onmicrosoft.com"] };
        _world.Directory = _world.Directory with { Tenant = "contoso.onmicrosoft.com", Domains = ["contoso.net"] };
        var finding = Assert.Single(_world.Plan(Person("ada"), Person("ben"), Person("cleo")).Findings);
        Assert.Equal(("RC302", "`contoso.com` is not a verified domain of the tenant"), (finding.Code, finding.Message));
        Assert.Equal("2 more have addresses in it; verified: contoso.net, contoso.onmicrosoft.com", string.Join("; ", finding.Help));
    }

    [Fact]
    public void Of_another_tenant_nothing_else_is_said()
    {
        _world.Estate.Facts = new TargetFacts { TenantId = "00000000-0000-0000-0000-000000000001", VerifiedDomains = ["fabrikam.com"] };
        Assert.Equal("RC303", Assert.Single(_world.Plan(Person("ada"), Person("ben")).Findings).Code);
    }

    [Fact]
    public void A_guest_who_is_not_there_is_invited_without_password_and_nickname()
    {
        var guest = User("guest", ("mail", AttributeValue.Of("alan@example.org")), ("userType", AttributeValue.Of("Guest")));
        var plan = _world.Plan(guest, Person("ada"), Group("g", "ada", "guest"));
        var invited = Assert.Single(plan.Operations.OfType<Operation.Create>(), o => o.Name == "guest");
        Assert.DoesNotContain(invited.Cells, c => c.After is AttributeValue.Generated || c.Attribute.Name == "mailNickname");
        Assert.Equal(2, Assert.Single(plan.Entries, e => e.Name == "g").Links[0].Adds.Length);
    }

    [Fact]
    public void Release_clears_the_mark_and_leaves_the_object_alone()
    {
        _world.Apply(Person("ada"), Person("old"));
        _world.Settings = _world.Settings with { Release = [new ReleaseLine(new ResourceKey(Kind.User, "old"), At)] };

        _world.Apply(Person("ada"));

        var old = _world.Estate.Objects.Values.Single(o => o["displayName"].ToString() == "old");
        Assert.True(old["reconcilerOwner"].IsAbsent);
        Assert.Equal("true", old["accountEnabled"].ToString());
        Assert.DoesNotContain(new ResourceKey(Kind.User, "old"), _world.Ledger.Entries.Keys);
    }

    [Fact]
    public void A_member_until_yesterday_is_dropped_today()
    {
        _world.Apply(Person("ada"), Person("bob"), Group("g", "ada", "bob"));
        var members = Members(LinkMode.Exclusive, "ada", "bob");
        members = members with { Ends = [members.Ends[0], members.Ends[1] with { Terms = new(Until: new DateOnly(2026, 11, 20)) }] };

        var change = _world.Plan(Person("ada"), Person("bob"), Group("g") with { Links = [members] }).Entries.Single(e => e.Name == "g").Links.Single();

        Assert.True(Assert.Single(change.Removes).Cause.IsDue);
    }

    [Fact]
    public void An_unknown_outcome_of_a_create_is_settled_by_its_address()
    {
        // The create is carried out, the answer is lost.
        _world.Estate.Fate = (operation, attempt) =>
        {
            if (operation is not Operation.Create create || attempt > 1)
                return null;
            _world.Estate.Add(create.Kind, [.. create.Cells.Where(c => c.After is not AttributeValue.Generated).Select(c => (c.Attribute.Name, c.After))]);
            return new Outcome.Unknown(new Fault("lost", "the connection was closed", null, ""));
        };

        var record = Assert.Single(_world.Apply(Person("ada")));

        Assert.IsType<Outcome.Applied>(record.Outcome);
        Assert.Single(_world.Estate.Objects);
        Assert.Empty(_world.Plan(Person("ada")).Operations);
    }

    [Fact]
    public void What_depends_on_a_failure_is_left_out_and_said()
    {
        _world.Estate.Fate = (operation, _) => operation.Name == "bad" ? new Outcome.Failed(new Fault("x", "no", null, "")) : null;

        var records = _world.Apply(Person("ada"), Person("bad"), Group("g", "ada", "bad"));

        Assert.Equal("bad", Assert.Single(records.Single(r => r.Operation.Kind == Kind.Group).LeftOut));
        Assert.Single(_world.Estate.Objects.Values.Single(o => o.Kind == Kind.Group).Ends("members"));
    }

    [Fact]
    public void Each_write_is_journalled_before_it_is_sent()
    {
        _world.Estate.Fate = (operation, _) =>
        {
            Assert.Contains($"intend {operation.Id}", _world.Journal.Lines);
            return null;
        };
        _world.Apply(Person("ada"), Group("g", "ada"));
        Assert.Equal(4, _world.Journal.Lines.Count);
    }

    private static string After(Entry entry, string attribute) => entry.Cells.Single(c => c.Attribute.Name == attribute).After.ToString();

    [Fact]
    public void What_somebody_else_removed_waits_until_its_line_says_why()
    {
        _world.Apply(Person("ada"), Person("alan"), Group("g", "ada", "alan"));
        var group = _world.Estate.Objects.Values.Single(o => o.Kind == Kind.Group);
        var alan = _world.Estate.Objects.Values.Single(o => o["displayName"] == AttributeValue.Of("alan"));
        _world.Estate.Objects[group.Id] = group with { Links = group.Links.SetItem("members", group.Ends("members").Remove(alan.Id)) };
        // Right after an apply a list may only not show yet what was added.
        Assert.Single(_world.Plan(Person("ada"), Person("alan"), Group("g", "ada", "alan")).Operations);

        _world.Ledger = _world.Ledger with { WrittenAt = World.Now.AddHours(-1) };
        var held = _world.Plan(Person("ada"), Person("alan"), Group("g", "ada", "alan"));
        Assert.Empty(held.Operations);
        Assert.Equal("members alan", Assert.Single(held.Entries.Single(e => e.Name == "g").Held).What);

        var members = Members(LinkMode.Exclusive, "ada", "alan");
        var reasoned = Group("g") with { Links = [members with { Ends = [members.Ends[0], members.Ends[1] with { Terms = new LinkTerms(Reason: "CHG-1") }] }] };
        Assert.Single(_world.Plan(Person("ada"), Person("alan"), reasoned).Operations);
    }

    [Fact]
    public void A_reason_on_a_line_speaks_for_every_group_that_the_line_expands_to()
    {
        DeclaredResource Top(string? reason) => Group("top") with
        {
            Links = [Members(LinkMode.Exclusive, "group:mid") is var list ? list with { Ends = [list.Ends[0] with { Terms = new LinkTerms(Reason: reason) { Expand = true } }] } : list],
        };
        DeclaredResource[] groups = [Group("low"), Group("mid", "group:low")];
        _world.Apply([.. groups, Top(null)]);
        _world.Apply([.. groups, Top(null)]);
        var top = _world.Estate.Objects.Values.Single(o => o["displayName"] == AttributeValue.Of("top"));
        var low = _world.Estate.Objects.Values.Single(o => o["displayName"] == AttributeValue.Of("low"));
        Assert.Equal(2, top.Ends("members").Count);
        _world.Estate.Objects[top.Id] = top with { Links = top.Links.SetItem("members", top.Ends("members").Remove(low.Id)) };
        _world.Ledger = _world.Ledger with { WrittenAt = World.Now.AddHours(-1) };

        Assert.Empty(_world.Plan([.. groups, Top(null)]).Operations);
        Assert.Single(_world.Plan([.. groups, Top("CHG-1")]).Operations);
    }
}
