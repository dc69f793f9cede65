using System.Collections.Immutable;
using Reconciler.Core.Access;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Guards;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Projection;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Rendering;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;

namespace Reconciler.Tests.Reporting;

/// <summary>What a run's plan becomes as a document: targets and applications in their order, access counted by people, losses with their reasons.</summary>
public sealed class PlanDocumentsTests
{
    private static readonly SourceSpan Line = new("access.yaml", 3, 1, 5);

    [Fact]
    public void Targets_stand_in_order_and_say_why_they_were_not_read()
    {
        var document = Document();
        Assert.Equal(["directory", "crm/scim", "zephyr/scim"], document.Targets.Select(t => t.Name));
        Assert.Equal([null, "no answer", "no answer"], document.Targets.Select(t => t.Unreached?.Message));
        Assert.Equal(["crm", "wiki"], document.Access.Select(a => a.Application));
        Assert.Contains("2 targets not read", PlanText.Render(document, 120).ToPlain(), StringComparison.Ordinal);
    }

    [Fact]
    public void Access_is_counted_by_people_and_applications_and_not_by_roles()
    {
        var document = Document();
        // Who changes from one role to another neither loses nor gains the application.
        Assert.Equal((2, 0), (document.Counts.AccessLost, document.Counts.AccessGained));
        var lost = Assert.Single(document.Access[0].Changes);
        Assert.Equal((false, "left 2026-11-20", true), (lost.Gained, lost.Because, lost.Privileged));
        // A way that stays is no reason for the role that goes.
        Assert.Null(document.Access[1].Changes.First(c => c.Role == "Editor").Because);
        Assert.Equal("access.yaml:3", document.Access[1].Changes[^1].Where);
    }

    [Fact]
    public void A_block_for_access_names_the_application_as_the_target_of_its_override()
    {
        var guard = Assert.Single(Document().Guards, g => g.Guard == "accessLost" && g.Blocks);
        Assert.Equal(("wiki", "wiki", 1), (guard.Target, guard.Of, guard.Figure));
        Assert.Contains("{ guard: accessLost, target: wiki, allow: 1, until: 2026-11-28,", guard.OverrideLine, StringComparison.Ordinal);
        Assert.Equal("1 person would lose wiki, the limit is 0", GuardText.Sentence(guard, new PlanCounts()));
    }

    private static PlanDocument Document()
    {
        var world = new World();
        var model = world.Model(World.Person("ada"), World.Person("bob")) with { Applications = [new("wiki", Enforcement.Full, Line), new("crm", Enforcement.Full, Line)] };
        var plan = world.Plan(model);
        plan = plan with { Entries = [.. plan.Entries.Select(e => e with { Privileged = e.Name == "ada" })] };
        var people = plan.Entries.Where(e => e.Kind == Kind.User).ToDictionary(e => e.Name, e => e.Object);
        var assigned = new Cause.Assigned("directly", Line);
        ImmutableArray<ApplicationAccess> access =
        [
            Access(model, "wiki",
                new(people["ada"], "ada", "Editor", false, assigned), new(people["ada"], "ada", "User", false, new Cause.NotListed(Line)),
                new(people["bob"], "bob", "User", false, new Cause.NotListed(Line)), new(people["bob"], "bob", "Reader", true, assigned)),
            Access(model, "crm", new AccessChange(people["ada"], "ada", "User", false, new Cause.Left(new DateOnly(2026, 11, 20), Line)) { ByLeaving = true, IsPrivileged = true }),
        ];
        var settings = new GuardSettings([.. GuardSettings.Default.Limits.Where(l => l.Guard != "accessLost"), new("accessLost", null, 0, 0) { Span = Line }]);
        var run = new RunPlan(model, [plan], new DirectoryOutlook(model, plan, world.Day), access, Judge.Over([plan], access, settings, model.Files, world.Day))
        {
            Unreached = [Silent("zephyr/scim"), Silent("crm/scim")],
        };
        var header = new PlanHeader("contoso", null, world.Day, World.Now, World.Now.AddHours(24)) { OperationsHash = "", ConfigurationHash = "" };
        return PlanDocuments.Of(new Plan(header, [plan]), run, [world.Estate.Descriptor], "1.0.0");
    }

    private static ApplicationAccess Access(IdentityModel model, string key, params ImmutableArray<AccessChange> changes) =>
        new(model.Applications.First(a => a.Key == key), 0, 0, changes);

    private static TargetReading Silent(string name) => new(new TargetName(name), null, Ledger.Empty("contoso", new TargetName(name), null))
    {
        Fault = new TargetException(new TargetName(name), new Fault("timeout", "no answer", null, "Ask its owner.")),
    };
}
