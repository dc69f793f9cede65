using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Reporting;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Projection;

/// <summary>From the directory as it will be to the accounts of an application: who has one, what is in it, and who loses it.</summary>
public sealed class AccountTests
{
    private readonly AppWorld _world = new AppWorld().With("wiki").Assign("wiki", "group:staff:User");

    private static DeclaredResource Staff(params string[] members) => Group("staff", members);

    [Fact]
    public void Assigned_people_get_accounts_in_one_plan_with_the_directory()
    {
        var records = _world.Apply(Person("ada"), Person("alan"), Staff("ada"));

        Assert.All(records, r => Assert.True(r.Outcome.Succeeded, $"{r.Operation.Name}: {r.Outcome}"));
        var account = Assert.Single(_world.Accounts["wiki"].Objects.Values);
        Assert.Equal("ada@contoso.com", account["userName"].ToString());
        // The id was born in this apply.
        Assert.Equal(_world.Directory.Estate.Objects.Values.First(o => o["displayName"].ToString() == "ada").Id, account["externalId"].ToString());
        Assert.Equal(AttributeValue.Of(true), account["active"]);
        Assert.All(_world.Plan(Person("ada"), Person("alan"), Staff("ada")).Targets, t => Assert.Empty(t.Operations));
    }

    [Fact]
    public void A_new_persons_id_is_pending_and_hashed_by_its_expression()
    {
        var cell = Assert.Single(_world.Plan(Person("ada"), Staff("ada")).Targets[1].Entries).Cells.First(c => c.Attribute.Name == "externalId");
        Assert.Equal(new AttributeValue.Pending("[objectId]", new ResourceKey(Kind.User, "ada")), cell.After);
    }

    [Fact]
    public void Who_leaves_the_group_is_deactivated_and_opened_again_on_return()
    {
        _world.Apply(Person("ada"), Person("alan"), Staff("ada", "alan"));
        _world.Apply(Person("ada"), Person("alan"), Staff("alan"));
        Assert.Equal(AttributeValue.Of(false), _world.Account("wiki", "ada@contoso.com")?["active"]);

        _world.Apply(Person("ada"), Person("alan"), Staff("ada", "alan"));
        Assert.Equal(AttributeValue.Of(true), _world.Account("wiki", "ada@contoso.com")?["active"]);
    }

    [Fact]
    public void Deleting_one_persons_block_disables_there_and_deactivates_here_in_one_plan()
    {
        _world.With("crm").Assign("crm", "ada:User", "alan:User");
        _world.Apply(Person("ada"), Person("alan"), Staff("ada", "alan"));
        _world.Assign("crm", "alan:User");

        var run = _world.Plan(Person("alan"), Staff("alan"));
        Assert.Equal(["directory", "wiki/scim", "crm/scim"], run.Targets.Where(t => t.Operations.Any(o => o is Operation.Disable)).Select(t => t.Target.Value));
        var lost = run.Targets[1].Entries.First(e => e.Change is Change.Disable);
        Assert.Equal("no longer declared", Assert.IsType<Cause.NoAccess>(lost.Cause).Why);
    }

    [Fact]
    public void An_account_that_somebody_else_closed_is_not_opened_without_a_reason()
    {
        _world.Apply(Person("ada"), Staff("ada"));
        Close("wiki", "ada@contoso.com");

        var entry = Assert.Single(_world.Plan(Person("ada"), Staff("ada")).Targets[1].Entries);
        Assert.Equal("active", Assert.Single(entry.Held).What);
        Assert.Empty(_world.Plan(Person("ada"), Staff("ada")).Targets[1].Operations);

        _world.Apply(Person("ada") with { EnableReason = "CHG-1" }, Staff("ada"));
        Assert.Equal(AttributeValue.Of(true), _world.Account("wiki", "ada@contoso.com")?["active"]);
    }

    [Fact]
    public void Accounts_of_others_are_kept_and_told_apart()
    {
        var accounts = _world.Accounts["wiki"];
        accounts.Add(Kind.User, ("userName", AttributeValue.Of("alan@contoso.com")), ("active", AttributeValue.Of(true)));
        accounts.Add(Kind.User, ("userName", AttributeValue.Of("stranger@elsewhere.org")), ("active", AttributeValue.Of(true)));
        accounts.Add(Kind.User, ("userName", AttributeValue.Of("svc-backup")), ("active", AttributeValue.Of(true)));
        _world.Change("wiki", s => s with { Ignore = ["svc-*"] });

        var plan = _world.Plan(Person("ada"), Person("alan"), Staff("ada")).Targets[1];
        Assert.Equal(
            [("alan@contoso.com", KeepReason.Unlinked), ("stranger@elsewhere.org", KeepReason.Unknown), ("svc-backup", KeepReason.Ignored)],
            plan.Entries.Where(e => e.Change is Change.Keep).Select(e => (e.Name, ((Change.Keep)e.Change).Why)).OrderBy(e => e.Name));
        Assert.Single(plan.Operations);
    }

    [Fact]
    public void Unknown_accounts_are_closed_only_where_the_control_file_says_so()
    {
        _world.Accounts["wiki"].Add(Kind.User, ("userName", AttributeValue.Of("stranger@elsewhere.org")), ("active", AttributeValue.Of(true)));
        _world.Change("wiki", s => s with { Unknown = UnknownAccounts.Deactivate, UnknownSpan = AppWorld.Line(95) });

        var disable = Assert.Single(_world.Plan(Person("ada"), Staff("ada")).Targets[1].Entries, e => e.Change is Change.Disable);
        Assert.Equal("unknown: deactivate", Assert.IsType<Claim.Policy>(((Change.Disable)disable.Change).Claim).Line);
    }

    [Fact]
    public void An_account_found_by_name_is_adopted_shown_and_guarded()
    {
        _world.Accounts["wiki"].Add(Kind.User, ("userName", AttributeValue.Of("ADA@contoso.com")), ("displayName", AttributeValue.Of("ada")), ("active", AttributeValue.Of(true)));
        var run = _world.Plan(Person("ada"), Staff("ada"));
        var entry = Assert.Single(run.Targets[1].Entries);
        Assert.Equal("userName", Assert.IsType<RecognisedBy.ByAttribute>(Assert.IsType<Change.Adopt>(entry.Change).By).Attribute);
        Assert.Equal(["externalId"], entry.Cells.Select(c => c.Attribute.Name));
        Assert.Contains(run.Verdict.Findings, f => f is { Guard: "adoptions", Figure: 1 } && f.Target.Value == "wiki/scim");
    }

    [Fact]
    public void An_unassigned_account_is_deleted_only_by_policy_and_never_a_protected_one()
    {
        _world.Change("wiki", s => s with { Unassigned = UnassignedAccounts.Delete, Protected = [new ProtectedAccount("alan@contoso.com", AppWorld.Line(97))] });
        _world.Apply(Person("ada"), Person("alan"), Person("kurt"), Staff("ada", "alan", "kurt"));
        var plan = _world.Plan(Person("ada"), Person("alan"), Person("kurt"), Staff("kurt")).Targets[1];
        Assert.Equal("ada", Assert.Single(plan.Operations.OfType<Operation.Delete>()).Name);
        Assert.IsType<Change.Keep>(plan.Entries.Single(e => e.Name == "alan").Change);
    }

    [Theory]
    [InlineData("user", "wiki/scim", "accounts", "ada")]
    [InlineData("members", "directory", "members", "staff")]
    [InlineData("assignments", "wiki/scim", "accounts", "ada")]
    public void An_incomplete_read_of_the_directory_takes_nobodys_account(string part, string target, string what, string name)
    {
        _world.Apply(Person("ada"), Person("alan"), Staff("ada", "alan"));
        _world.Directory.Estate.Incomplete.Add(part);
        var run = _world.Plan(Person("ada"), Person("alan"), Staff("alan"));
        Assert.DoesNotContain(run.Targets[1].Operations, o => o is Operation.Disable or Operation.Delete);
        var withheld = Assert.Single(WithheldRows.Of(run.Targets));
        Assert.Equal((target, what, 1, name), (withheld.Target, withheld.What, withheld.Count, Assert.Single(withheld.Names)));
        Assert.NotEmpty(withheld.Why);
        Assert.Equal(1, PlanDocuments.Counts(run.Targets.SelectMany(t => t.Entries), 0).Withheld);
    }

    [Fact]
    public void What_would_stay_anyway_is_not_withheld()
    {
        _world.Apply(Person("ada"), Person("alan"), Staff("ada", "alan"));
        _world.Apply(Person("ada"), Person("alan"), Staff("alan"));
        _world.Directory.Estate.Incomplete.Add("user");
        var plan = _world.Plan(Person("ada"), Person("alan"), Staff("alan")).Targets[1];
        Assert.Empty(WithheldRows.Of([plan]));
        Assert.Equal(KeepReason.Closed, Assert.IsType<Change.Keep>(plan.Entries.Single(e => e.Name == "ada").Change).Why);
    }

    [Fact]
    public void An_incomplete_list_of_accounts_creates_nobody()
    {
        _world.Accounts["wiki"].Incomplete.Add("user");
        Assert.Empty(_world.Plan(Person("ada"), Staff("ada")).Targets[1].Operations);
    }

    [Fact]
    public void An_application_that_does_not_answer_leaves_the_others_free()
    {
        _world.With("crm").Assign("crm", "ada:User");
        _world.Unreachable.Add("wiki");
        var run = _world.Plan(Person("ada"), Staff("ada"));
        Assert.Equal("wiki/scim", Assert.Single(run.Unreached).Target.Value);
        Assert.Equal(["directory", "crm/scim"], run.Targets.Select(t => t.Target.Value));
        Assert.NotEmpty(run.Targets[1].Operations);
    }

    [Fact]
    public void Lost_access_counts_people_and_not_lines()
    {
        var people = Enumerable.Range(0, 40).Select(i => Person($"p{i:00}")).ToArray();
        var staff = Staff([.. people.Select(p => p.Key.Name)]);
        _world.Apply([.. people, staff]);
        _world.Assign("wiki");

        var run = _world.Plan([.. people, staff]);
        var finding = run.Verdict.Findings.Single(f => f is { Guard: "accessLost" });
        Assert.Equal((40, 40, true), (finding.Figure, finding.Base, finding.Blocks));
        Assert.Equal("40 by access.yaml:9, as members of staff", Assert.Single(finding.Causes));
    }

    [Fact]
    public void A_blocked_directory_blocks_its_applications()
    {
        var people = Enumerable.Range(0, 30).Select(i => Person($"p{i:00}")).ToArray();
        var staff = Staff([.. people.Select(p => p.Key.Name)]);
        _world.Apply([.. people, staff]);
        var run = _world.Plan(people[0], Staff("p00"));
        Assert.True(run.Verdict.IsBlocked);
        Assert.Contains(run.Verdict.Blocking, f => f is { Guard: "removals" } && f.Target == TargetName.Directory);
    }

    [Fact]
    public void Out_of_scope_is_no_access()
    {
        _world.Apply(Person("ada", ("department", AttributeValue.Of("Sales"))), Staff("ada"));
        var (clause, _) = Core.Mapping.ScopeClause.Create("department", Core.Mapping.ScopeOperator.Equals, "Engineering");
        Assert.NotNull(clause);
        _world.Change("wiki", s => s with { Users = s.Users with { Scope = new Core.Mapping.MappingScope([[clause]]) } });

        var entry = Assert.Single(_world.Plan(Person("ada", ("department", AttributeValue.Of("Sales"))), Staff("ada")).Targets[1].Entries);
        Assert.Equal("out of scope of people", Assert.IsType<Cause.NoAccess>(entry.Cause).Why);
        Assert.IsType<Change.Disable>(entry.Change);
    }

    [Fact]
    public void Groups_are_pushed_with_the_members_who_are_provisioned()
    {
        var world = new AppWorld().With("wiki", s => s with { Groups = new PushSettings(AppWorld.Groups()) }).Assign("wiki", "group:staff:User");
        world.Apply(Person("ada"), Person("alan"), Staff("ada", "alan"));
        var group = Assert.Single(world.Accounts["wiki"].Objects.Values, o => o.Kind == Kind.Group);
        Assert.Equal(2, group.Ends("members").Count);

        // A member whom we did not push stays.
        var foreign = world.Accounts["wiki"].Add(Kind.User, ("userName", AttributeValue.Of("stranger")), ("active", AttributeValue.Of(true)));
        world.Accounts["wiki"].Link(group, "members", foreign);
        world.Apply(Person("ada"), Person("alan"), Staff("alan"));
        Assert.Equal([foreign.Id, world.Account("wiki", "alan@contoso.com")?.Id], world.Accounts["wiki"].Objects[group.Id].Ends("members").OrderDescending());
        Assert.All(world.Plan(Person("ada"), Person("alan"), Staff("alan")).Targets, t => Assert.Empty(t.Operations));
    }

    [Fact]
    public void People_who_are_only_live_take_part_through_groups_that_filter()
    {
        _world.Directory.Estate.Add(Kind.User, ("userPrincipalName", AttributeValue.Of("mary@contoso.com")), ("displayName", AttributeValue.Of("Mary")),
            ("department", AttributeValue.Of("Sales")), ("accountEnabled", AttributeValue.Of(true)));
        var staff = Staff("ada", "mary@contoso.com");
        _world.Apply(Person("ada"), staff);
        Assert.NotNull(_world.Account("wiki", "mary@contoso.com"));
        Assert.All(_world.Plan(Person("ada"), staff).Targets, t => Assert.Empty(t.Operations));
    }

    [Fact]
    public void A_failing_row_blocks_its_person_alone()
    {
        var world = new AppWorld().With("wiki", s => s with
        {
            Users = AppWorld.Users(("userName", "userPrincipalName", 1), ("title", "=Error([jobTitle])", null)),
        }).Assign("wiki", "ada:User");
        var entry = Assert.Single(world.Plan(Person("ada", ("jobTitle", AttributeValue.Of("x")))).Targets[1].Entries);
        Assert.Equal("RC424", Assert.IsType<Change.Blocked>(entry.Change).Why.Code);
    }

    [Fact]
    public void A_missing_required_value_is_found_before_anything_is_sent()
    {
        _world.Change("wiki", s => s with { Profile = new ScimProfile("vendor") { Users = new ScimProfile.UsersPart { Attributes = s.Profile.Users.Attributes.Add("title", new ScimProfile.AttributePart { Required = true }) } } });
        var entry = Assert.Single(_world.Plan(Person("ada"), Staff("ada")).Targets[1].Entries);
        Assert.Equal("RC425", Assert.IsType<Change.Blocked>(entry.Change).Why.Code);
    }

    [Fact]
    public void A_recycled_name_with_another_identity_is_a_conflict()
    {
        var world = new AppWorld().With("wiki", s => s with
        {
            Users = AppWorld.Users(("externalId", "objectId", 1), ("userName", "userPrincipalName", 2)),
        }).Assign("wiki", "ada:User");
        world.Directory.Apply(Person("ada"));
        world.Accounts["wiki"].Add(Kind.User, ("userName", AttributeValue.Of("ada@contoso.com")), ("externalId", AttributeValue.Of("somebody-else")));
        var entry = world.Plan(Person("ada")).Targets[1].Entries.Single(e => e.Key is not null);
        Assert.Equal("RC421", Assert.IsType<Change.Blocked>(entry.Change).Why.Code);
    }

    [Fact]
    public void An_account_that_the_listing_did_not_show_is_adopted_when_its_creation_is_refused()
    {
        var (record, account) = Hidden(("displayName", AttributeValue.Of("old name")), ("active", AttributeValue.Of(true)));
        Assert.True(record.Outcome.Succeeded && record.IsAdopted, $"{record.Outcome}");
        Assert.Equal(("ada", account.Id), (_world.Account("wiki", "ada@contoso.com")?["displayName"].ToString(), _world.Account("wiki", "ada@contoso.com")?.Id));
        Assert.False(_world.Account("wiki", "ada@contoso.com")?["externalId"].IsAbsent);
        Assert.Single(_world.Accounts["wiki"].Objects);
    }

    [Theory]
    [InlineData("somebody-else", true)]
    [InlineData("", false)]
    public void Another_persons_account_or_one_that_was_closed_is_not_adopted(string externalId, bool isOpen)
    {
        var (record, account) = Hidden(("externalId", AttributeValue.Of(externalId)), ("active", AttributeValue.Of(isOpen)));
        Assert.Equal("taken", Assert.IsType<Core.Targets.Outcome.Conflict>(record.Outcome).Fault.Code);
        Assert.Equal(account, _world.Accounts["wiki"].Objects[account.Id]);
    }

    [Fact]
    public void Two_accounts_with_one_identity_are_left_alone_both()
    {
        _world.Directory.Apply(Person("ada"));
        var id = _world.Directory.Estate.Objects.Values.First(o => o.Kind == Kind.User).Id;
        foreach (var name in new[] { "ada", "ada2" })
            _world.Accounts["wiki"].Add(Kind.User, ("userName", AttributeValue.Of(name)), ("externalId", AttributeValue.Of(id)), ("active", AttributeValue.Of(true)));

        var plan = _world.Plan(Person("ada"), Staff("ada")).Targets[1];
        Assert.Empty(plan.Operations);
        Assert.Equal(2, plan.Entries.Count(e => e.Change is Change.Keep { Why: KeepReason.InConflict }));
    }

    [Fact]
    public void Whoever_changes_from_one_role_to_another_does_not_lose_the_application()
    {
        var people = Enumerable.Range(0, 10).Select(i => Person($"p{i}")).ToArray();
        _world.Assign("wiki", [.. people.Select(p => $"{p.Key.Name}:User")]);
        _world.Apply(people);
        _world.Assign("wiki", [.. people.Select(p => $"{p.Key.Name}:Admin")]);

        var run = _world.Plan(people);
        Assert.Equal(20, run.Access[0].Changes.Length);
        Assert.Equal(0, run.Verdict.Findings.Single(f => f.Guard == "accessLost").Figure);
    }

    [Fact]
    public void Without_assignments_in_a_directory_open_accounts_tell_who_has_access()
    {
        var world = new AppWorld().With("solo", enterprise: false).Assign("solo", "ada:User", "alan:User");
        Assert.Equal(2, world.Plan(Person("ada"), Person("alan")).Access[0].Changes.Count(c => c.IsGained));
        world.Apply(Person("ada"), Person("alan"));
        Assert.Empty(world.Plan(Person("ada"), Person("alan")).Access[0].Changes);

        world.Assign("solo", "ada:User");
        var access = world.Plan(Person("ada"), Person("alan")).Access[0];
        Assert.Equal((2, 1, "alan", false), (access.HoldersBefore, access.HoldersAfter, access.Changes.Single().Name, access.Changes.Single().IsGained));
    }

    [Fact]
    public void Somebody_whom_only_the_ledger_remembers_leaves_the_pushed_groups_too()
    {
        var world = new AppWorld().With("solo", s => s with { Groups = new PushSettings(AppWorld.Groups()) }, enterprise: false).Assign("solo", "group:staff:User");
        world.WithoutDirectory = true;
        world.Apply(Person("ada"), Person("alan"), Staff("ada", "alan"));
        world.Apply(Person("ada"), Staff("ada"));
        Assert.Single(world.Accounts["solo"].Objects.Values.Single(o => o.Kind == Kind.Group).Ends("members"));
        Assert.Equal(AttributeValue.Of(false), world.Account("solo", "alan@contoso.com")?["active"]);
        Assert.All(world.Plan(Person("ada"), Staff("ada")).Targets, t => Assert.Empty(t.Operations));
    }

    // Plans without the account, and applies when it is there.
    private (OperationRecord Record, LiveObject Account) Hidden(params (string, AttributeValue)[] values)
    {
        var run = _world.Plan(Person("ada"), Staff("ada"));
        var account = _world.Accounts["wiki"].Add(Kind.User, [("userName", AttributeValue.Of("ada@contoso.com")), .. values]);
        _world.Directory.Run(run.Targets[0], _world.Directory.Estate);
        return (Assert.Single(_world.Directory.Run(run.Targets[1], _world.Accounts["wiki"])), account);
    }

    private void Close(string key, string userName)
    {
        var estate = _world.Accounts[key];
        var account = _world.Account(key, userName);
        Assert.NotNull(account);
        estate.Objects[account.Id] = account with { Values = account.Values.SetItem("active", AttributeValue.Of(false)) };
    }
}
