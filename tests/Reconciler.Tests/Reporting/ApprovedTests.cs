using Reconciler.Core.Model;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Approving;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Reporting;

/// <summary>A reviewed plan against a world that has moved on since.</summary>
public sealed class ApprovedTests
{
    private readonly AppWorld _world = new();

    private static AttributeValue Text(string text) => AttributeValue.Of(text);

    private MemoryEstate Estate => _world.Directory.Estate;

    private LiveObject Live(string name) => Estate.Objects.Values.First(o => o["displayName"] == Text(name));

    private void Set(string name, string attribute, string? value) =>
        Estate.Objects[Live(name).Id] = Live(name) with { Values = value is null ? Live(name).Values.Remove(attribute) : Live(name).Values.SetItem(attribute, Text(value)) };

    private static OperationRow Row(ReportDocument report, string outcome) => Assert.Single(report.Operations, o => o.Outcome == outcome);

    // Ada moves to Sales, Bob gets a title; both were in Research.
    private (PlanDocument Saved, IdentityModel Model) Moving()
    {
        _world.Apply(Person("ada", ("department", Text("Research")), ("jobTitle", Text("Analyst"))), Person("bob", ("department", Text("Research"))));
        _world.Age();
        var model = _world.Model(Person("ada", ("department", Text("Sales")), ("jobTitle", Text("Principal"))), Person("bob", ("department", Text("Legal"))));
        var saved = _world.Save(_world.Plan(model));
        Estate.Written.Clear();
        return (saved, model);
    }

    [Fact]
    public void An_unchanged_world_gets_the_whole_plan()
    {
        var (saved, model) = Moving();
        var report = _world.Carry(saved, model);
        Assert.Equal((0, RunResult.Applied, 2), (report.ExitCode, report.Result, report.Counts.Applied));
        Assert.Null(report.Since);
        Assert.Empty(_world.Plan(model).Targets[0].Operations);
    }

    [Fact]
    public void A_before_value_that_moved_is_a_conflict_and_the_rest_goes_on()
    {
        var (saved, model) = Moving();
        Set("ada", "department", "Finance");
        var report = _world.Carry(saved, model);
        Assert.Equal(8, report.ExitCode);
        var conflict = Row(report, "conflict");
        Assert.Equal(("ada", "moved", "department is Finance now; the plan was made when it was Research"), (conflict.Name, conflict.Fault?.Code, conflict.Fault?.Message));
        Assert.Equal("bob", Row(report, "applied").Name);
        Assert.Equal((Text("Finance"), Text("Analyst")), (Live("ada")["department"], Live("ada")["jobTitle"]));
        Assert.Null(report.Since);
    }

    [Fact]
    public void A_goal_that_somebody_met_is_already_done_and_its_other_attributes_are_written()
    {
        var (saved, model) = Moving();
        Set("ada", "department", "Sales");
        var report = _world.Carry(saved, model);
        Assert.Equal((0, 2, 1, 0), (report.ExitCode, report.Counts.Applied, report.Counts.AlreadyDone, report.Counts.Conflict));
        Assert.Equal("department", Assert.Single(Row(report, "alreadyDone").Cells).Attribute);
        Assert.Equal(Text("Principal"), Live("ada")["jobTitle"]);
    }

    [Fact]
    public void An_object_that_vanished_is_a_conflict_and_is_not_created_anew()
    {
        var (saved, model) = Moving();
        Estate.Objects.Remove(Live("ada").Id);
        var report = _world.Carry(saved, model);
        Assert.Equal(("ada", "it is gone"), (Row(report, "conflict").Name, Row(report, "conflict").Fault?.Message));
        Assert.DoesNotContain(Estate.Objects.Values, o => o["displayName"] == Text("ada"));
        Assert.Equal(8, report.ExitCode);
    }

    [Fact]
    public void What_came_up_since_is_counted_named_and_left_alone()
    {
        var (saved, _) = Moving();
        var model = _world.Model(Person("ada", ("department", Text("Sales")), ("jobTitle", Text("Principal")), ("city", Text("London"))), Person("bob", ("department", Text("Legal"))), Person("carol"), Group("staff", "ada"));
        var report = _world.Carry(saved, model);
        Assert.Equal((0, 2), (report.ExitCode, report.Counts.Applied));
        Assert.Equal("carol staff", string.Join(' ', report.Since?.Names.Where(n => n != "ada") ?? []));
        Assert.DoesNotContain(Estate.Objects.Values, o => o["displayName"] == Text("carol"));
        Assert.Contains("came up since: not in this plan", Core.Reporting.Rendering.ReportText.Render(report, "r.json", 200).ToPlain(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_that_somebody_else_created_is_a_conflict_and_what_links_to_it_needs_it()
    {
        _world.Apply(Group("staff"));
        var model = _world.Model(Person("ada"), Person("bob"), Group("staff", "ada", "bob"));
        var saved = _world.Save(_world.Plan(model));
        Estate.Add(Kind.User, ("userPrincipalName", Text("ada@contoso.com")), ("displayName", Text("stranger")));
        var report = _world.Carry(saved, model);
        var (conflict, skipped) = (Row(report, "conflict"), Row(report, "skipped"));
        Assert.Equal(("ada", "create", "somebody else has created it meanwhile"), (conflict.Name, conflict.Action, conflict.Fault?.Message));
        Assert.Equal(("staff", "link", "ada"), (skipped.Name, skipped.Action, Assert.Single(Assert.Single(skipped.Links).Adds).Name));
        Assert.Contains(conflict.Id, skipped.Fault?.Message, StringComparison.Ordinal);
        Assert.Equal([Live("bob").Id], Live("staff").Ends("members"));
        Assert.True(Live("stranger")["reconcilerOwner"].IsAbsent);
        Assert.Equal(8, report.ExitCode);
    }

    [Fact]
    public void A_run_that_was_cut_off_is_finished_by_the_same_plan()
    {
        _world.With("wiki").Assign("wiki", "ada:User", "bob:User");
        var model = _world.Model(Person("ada", ("jobTitle", Text("Analyst"))), Person("bob"), Group("staff", "ada", "bob"));
        var saved = _world.Save(_world.Plan(model));
        var left = 3;
        Estate.Fate = (_, _) => left-- > 0 ? null : new Core.Targets.Outcome.Failed(new Core.Targets.Fault("cut", "the run ended here", null, ""));
        Assert.NotEqual(0, _world.Carry(saved, model).ExitCode);
        Estate.Fate = (_, _) => null;
        var report = _world.Carry(saved, model);
        Assert.True(report.ExitCode == 0, string.Join('\n', report.Operations.Where(o => o.Fault is not null).Select(o => $"{o.Target} {o.Action} {o.Name}: {o.Fault?.Message}")));
        Assert.Null(report.Since);
        Assert.Contains(report.Operations, o => o is { Outcome: "alreadyDone", Action: "create" });
        Assert.All(_world.Plan(model).Targets, t => Assert.Empty(t.Operations));
        Assert.Equal(2, Estate.Objects.Values.Count(o => o.Kind == Kind.User));
    }

    [Fact]
    public void Ends_of_a_list_are_held_to_the_plan_one_by_one()
    {
        _world.Apply(Person("ada"), Person("bob"), Person("carol"), Person("dan"), Group("staff", "dan"));
        _world.Age();
        var model = _world.Model(Person("ada"), Person("bob"), Person("carol"), Person("dan"), Group("staff", "ada", "bob", "carol"));
        var saved = _world.Save(_world.Plan(model));
        Estate.Link(Live("staff"), "members", Live("ada"));
        Estate.Objects.Remove(Live("bob").Id);
        var report = _world.Carry(saved, model);
        Assert.Equal("ada", Assert.Single(Row(report, "alreadyDone").Links[0].Adds).Name);
        Assert.Equal("bob is gone", Row(report, "conflict").Fault?.Message);
        Assert.Equal(string.Join(" ", new[] { Live("ada").Id, Live("carol").Id }.Order(StringComparer.Ordinal)), string.Join(" ", Live("staff").Ends("members").Order(StringComparer.Ordinal)));
        Assert.DoesNotContain(Estate.Objects.Values, o => o["displayName"] == Text("bob"));
    }

    [Fact]
    public void A_manager_that_was_changed_meanwhile_is_a_conflict()
    {
        static DeclaredResource Under(string manager) => Person("ada") with { Links = [Members(LinkMode.Exclusive, manager) with { Link = "manager" }] };
        _world.Apply(Under("bob"), Person("bob"), Person("carol"), Person("dan"));
        var model = _world.Model(Under("carol"), Person("bob"), Person("carol"), Person("dan"));
        var saved = _world.Save(_world.Plan(model));
        Estate.Objects[Live("ada").Id] = Live("ada") with { Links = Live("ada").Links.SetItem("manager", [Live("dan").Id]) };
        var report = _world.Carry(saved, model);
        Assert.Equal("manager is dan now; the plan was made when it was bob", Row(report, "conflict").Fault?.Message);
        Assert.Equal([Live("dan").Id], Live("ada").Ends("manager"));
    }

    [Fact]
    public void A_removal_that_the_files_took_back_is_a_conflict_and_not_done()
    {
        _world.Apply(Person("ada"), Person("bob"));
        var saved = _world.Save(_world.Plan(_world.Model(Person("ada"))));
        var report = _world.Carry(saved, _world.Model(Person("ada"), Person("bob")));
        Assert.Equal(("bob", "accountEnabled"), (Row(report, "conflict").Name, Row(report, "conflict").Fault?.Message.Split(' ')[0]));
        Assert.NotEqual(AttributeValue.Of(false), Live("bob")["accountEnabled"]);
    }

    [Theory]
    [InlineData("expiry")]
    [InlineData("hash")]
    [InlineData("entry")]
    [InlineData("end")]
    public void An_altered_file_is_refused_by_its_seal_and_with_a_new_seal_by_its_hash(string part)
    {
        _world.Apply(Person("ada"), Person("bob"), Group("staff"));
        var saved = _world.Save(_world.Plan(_world.Model(Person("ada", ("department", Text("Sales"))), Person("bob"), Group("staff", "ada"))));
        var altered = part switch
        {
            "expiry" => saved with { Expires = saved.Expires.AddDays(30) },
            "hash" => saved with { OperationsHash = new string('0', 64) },
            "entry" => saved with { Targets = [.. saved.Targets.Select(t => t with { Entries = [.. t.Entries.Where(e => e.Kind != "user")] })] },
            _ => saved with { Targets = [.. saved.Targets.Select(t => t with { Entries = [.. t.Entries.Select(e => e with { Links = [.. e.Links.Select(l => l with { Adds = [.. l.Adds.Select(a => a with { Name = "bob" })] })] })] })] },
        };
        Assert.Equal("was altered after it was saved", SavedPlans.Refuse(altered, saved.OperationsHash, Now, SavedRun.Version));
        if (part == "expiry")
            return;
        Assert.Contains("its hash", SavedPlans.Refuse(DocumentJson.Sealed(altered), saved.OperationsHash, Now, SavedRun.Version), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_was_altered_and_sealed_anew_is_never_written()
    {
        var (saved, _) = Moving();
        var forged = DocumentJson.Sealed(saved with
        {
            Targets = [.. saved.Targets.Select(t => t with { Entries = [.. t.Entries.Select(e => e with { Cells = [.. e.Cells.Select(c => c.After == "Sales" ? c with { After = "Board" } : c)] })] })],
        });
        var report = _world.Carry(forged, _world.Model(Person("ada", ("department", Text("Board")), ("jobTitle", Text("Principal"))), Person("bob", ("department", Text("Legal")))));
        Assert.Equal("ada", Row(report, "conflict").Name);
        Assert.Equal(Text("Research"), Live("ada")["department"]);
    }

    [Fact]
    public void Expired_future_and_foreign_plans_are_refused()
    {
        var (saved, model) = Moving();
        string? Refuse(PlanDocument plan, DateTimeOffset now) => SavedPlans.Refuse(DocumentJson.Sealed(plan), null, now, SavedRun.Version);
        Assert.Null(Refuse(saved, Now));
        Assert.Contains("expired", Refuse(saved, Now.AddDays(8)), StringComparison.Ordinal);
        Assert.Contains("a day to come", Refuse(saved with { Day = saved.Day.AddDays(1) }, Now), StringComparison.Ordinal);
        Assert.Contains("still to come", Refuse(saved with { Created = Now.AddMinutes(5) }, Now), StringComparison.Ordinal);
        Assert.Contains("version 2.0.0", Refuse(saved with { Version = "2.0.0" }, Now), StringComparison.Ordinal);
        Assert.Contains("not the approved 01234567", SavedPlans.Refuse(saved, "01234567", Now, SavedRun.Version), StringComparison.Ordinal);
        Assert.Null(SavedPlans.Foreign(saved, model, sandbox: false));
        Assert.Contains("live targets", SavedPlans.Foreign(saved, model, sandbox: true), StringComparison.Ordinal);
        Assert.Contains("workspace fabrikam", SavedPlans.Foreign(saved with { Workspace = "fabrikam" }, model, sandbox: false), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_of_another_place_of_the_same_name_is_foreign()
    {
        _world.With("wiki").Assign("wiki", "ada:User");
        var saved = _world.Save(_world.Plan(_world.Model(Person("ada"))));
        Assert.Equal("example.com/scim", saved.Targets.First(t => t.Name == "wiki/scim").Identity);
        _world.Change("wiki", s => s with { BaseUrl = new Uri("https://elsewhere.example.com/scim") });
        Assert.Contains("elsewhere.example.com/scim", SavedPlans.Foreign(saved, _world.Model(Person("ada")), sandbox: false), StringComparison.Ordinal);
    }
}
