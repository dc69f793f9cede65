using System.Text.RegularExpressions;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Forge;
using Reconciler.Core.Reporting.Privacy;
using Reconciler.Core.Reporting.Pages;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Tests.Reporting.Forge;

/// <summary>What is said of people to those who need not know whom it is about: nobody's name is in any rendering, and what is left still tells what happens.</summary>
public sealed partial class PrivacyTests
{
    private const string Planted = "zenobia.planted";
    private const string Shown = "Zenobia Planted";
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private static readonly LinkRow Link = new("members", [new LinkEndRow("user", Planted) { Because = Shown, Where = $"people/{Planted}.yaml:1" }], [new LinkEndRow("user", Planted)], 1) { WithheldWhy = $"because of {Shown}", Where = $"people/{Planted}.yaml:9" };

    private static readonly EntryRow Entry = new()
    {
        Section = Section.Deleted, Action = "delete", Kind = "user", Key = Planted, Name = Planted, Id = Planted, Because = $"was contoso/{Planted}", Where = $"people/{Planted}.yaml:3",
        Cells = [new CellRow("displayName", Shown, $"{Planted}@contoso.com") { Origin = "declared", Where = $"people/{Planted}.yaml:4" }, new CellRow("owner mark", null, $"contoso/{Planted}") { Origin = "derived" }],
        Links = [Link], Held = [new HeldRow("members", Shown, Shown, $"people/{Planted}.yaml:5")], Standing = [new StandingRow("members", Planted, $"people/{Planted}.yaml:6@main")],
    };

    private static PlanDocument Plan => SampleEstates.Rich with
    {
        Narrowed = new NarrowedRow { Only = $"user:{Planted}" },
        Base = new RevisionRow($"{Planted}/branch", new string('a', 40)),
        Directory = $"/home/{Planted}/identity",
        Blocked = true,
        Guards = [new GuardRow { Guard = "removals", Target = "directory", Counted = "users", Figure = 5, Limit = 3, Base = 9, Blocks = true, Names = [Planted], Causes = [$"1 in people/{Planted}.yaml"], Where = "reconciler.yaml:4", Override = $"moved ({Planted}, until 2026-12-01)" }],
        Withheld = [new WithheldRow("wiki/scim", "accounts", 1, "the list was not read to its end", [Planted])],
        Findings = [new FindingRow("RC304", "warning", $"nothing live answers to {Planted}", $"people/{Planted}.yaml:1") { Help = [Shown] }],
        Upcoming = [new UpcomingRow(new DateOnly(2026, 12, 1), "user", Planted, "starts", null), new UpcomingRow(new DateOnly(2026, 12, 1), "group", "oncall", $"user {Planted} is no longer in members", null)],
        Approvers = [new ApproverRow([$"@{Planted}", "@contoso/identity"]) { Changes = 3, Files = [$"people/{Planted}.yaml"] }],
        Access = [new AccessRow { Application = "wiki", DisplayName = "Wiki", Changes = [new AccessChangeRow(Planted, "User", false) { Because = Shown, Where = $"people/{Planted}.yaml:1" }, new AccessChangeRow(Planted, "Admin", true)] }],
        Targets =
        [
            SampleEstates.Rich.Targets[0] with
            {
                Kept = [new CountRow("accounts not linked", 1) { Names = [Planted] }, new CountRow("groups not declared", 1) { Names = ["book-club"] }],
                Entries =
                [
                    Entry with { Section = Section.Blocked, Action = "blocked", Conflict = new ConflictRow("RC402", Shown, Planted) }, Entry with { Section = Section.Held, Action = "update" }, Entry,
                    Entry with { Section = Section.Disabled, Action = "disable" }, Entry with { Section = Section.Created, Action = "create" },
                    Entry with { Section = Section.Changed, Action = "update", Kind = "group", Key = "engineering", Name = "engineering", Id = null, Because = $"for {Shown}", Cells = [new CellRow("description", null, $"run by {Planted}") { Origin = "declared" }], Held = [], Standing = [] },
                ],
            },
            SampleEstates.Rich.Targets[1] with { Unreached = new FaultRow("x", $"{Planted} was refused", Shown), Entries = [] },
        ],
    };

    private static ReportDocument Report
    {
        get
        {
            var fault = new FaultRow("code", $"{Shown} is gone", Planted);
            var operation = new OperationRow
            {
                Id = "1", Target = "directory", Phase = "x", Action = "delete", Kind = "user", Key = Planted, Name = Planted, RemoteId = Planted, Because = Shown, Where = $"people/{Planted}.yaml:3",
                Cells = Entry.Cells, Links = [Link], Outcome = "failed", Fault = fault, LeftOut = [Planted],
            };
            return SampleReports.Partly with
            {
                Actor = Planted,
                Approver = Planted,
                Stopped = $"frozen by {Shown}",
                Narrowed = new NarrowedRow { Only = $"user:{Planted}" },
                Fault = fault,
                Guards = Plan.Guards,
                Withheld = Plan.Withheld,
                Unreached = [new UnreachedRow("wiki/scim", fault)],
                Since = new CountRow("changes", 1) { Names = [Planted] },
                Convergence = new ConvergenceRow(false, 1, 1) { Remaining = [$"user {Planted}"] },
                Files = [new FileRow($"people/{Planted}.yaml", "aa")],
                Waiting = [.. Plan.Targets[0].Entries.Take(2)],
                Deferred = [new CountRow("x", 1) { Names = [Planted] }],
                Operations = [operation, operation with { Outcome = "applied" }, operation with { Outcome = "applied", Action = "disable" }, operation with { Kind = "group", Key = "engineering", Name = "engineering", RemoteId = null, Because = null, Cells = [], Outcome = "applied", Action = "link" }],
            };
        }
    }

    [Theory]
    [InlineData(PrivacyMode.Pseudonymous)]
    [InlineData(PrivacyMode.Counts)]
    public void A_planted_name_is_in_no_rendering(PrivacyMode mode)
    {
        Assert.All(Renderings(DocumentPrivacy.Of(Plan, mode, Key), DocumentPrivacy.Of(Report, mode, Key)), r => Assert.False(Name().IsMatch(r.Text), $"{r.Format}: {Name().Match(r.Text).Value}: {r.Text}"));
        // It is in all of them otherwise, so that there is something to leave out.
        Assert.All(Renderings(Plan, Report), r => Assert.True(Name().IsMatch(r.Text), r.Format));
    }

    [Fact]
    public void The_same_person_is_the_same_in_plan_and_report_and_another_key_gives_another_name()
    {
        var plan = DocumentPrivacy.Of(Plan, PrivacyMode.Pseudonymous, Key);
        var name = plan.Targets[0].Entries[2].Name;
        Assert.Matches("^person-[0-9a-z]{8}$", name);
        Assert.All([plan.Access[0].Changes[0].Person, plan.Targets[0].Entries[2].Links[0].Adds[0].Name, plan.Withheld[0].Names[0], DocumentPrivacy.Of(Report, PrivacyMode.Pseudonymous, Key).Operations[0].Name], n => Assert.Equal(name, n));
        Assert.NotEqual(name, DocumentPrivacy.Of(Plan, PrivacyMode.Pseudonymous, [.. Key.Reverse()]).Targets[0].Entries[2].Name);
        Assert.Throws<ArgumentOutOfRangeException>(() => DocumentPrivacy.Of(Plan, PrivacyMode.Pseudonymous, Key.AsSpan(0, 15)));
    }

    [Theory]
    [InlineData(PrivacyMode.Pseudonymous)]
    [InlineData(PrivacyMode.Counts)]
    public void What_remains_keeps_every_figure_and_is_no_record(PrivacyMode mode)
    {
        var plan = DocumentPrivacy.Of(DocumentJson.Sealed(Plan), mode, Key);
        Assert.False(DocumentJson.IsIntact(plan));
        Assert.Equal(Plan.Counts, plan.Counts);
        string Verdict(PlanDocument p) => PlanMarkdown.Render(p).Split('\n')[0];
        Assert.Equal(Verdict(Plan), Verdict(plan));
        var read = DocumentJson.ReadPlan(DocumentJson.Write(plan));
        Assert.Equal(mode == PrivacyMode.Counts ? "counts" : "pseudonymous", read.Privacy);
        var report = DocumentPrivacy.Of(SampleReports.Partly, mode, Key);
        string[] Done(ReportDocument r) => [.. ReportText.Render(r, "r.json", 120).ToPlain().Split('\n').Where(l => l.StartsWith("Done", StringComparison.Ordinal) || l.StartsWith("applied", StringComparison.Ordinal))];
        Assert.Equal(Done(SampleReports.Partly), Done(report));
        Assert.Same(Plan.Targets[0].Entries[0].Name, DocumentPrivacy.Of(Plan, PrivacyMode.Full, []).Targets[0].Entries[0].Name);
    }

    [Fact]
    public void A_plan_under_pseudonyms() => Golden.Matches("plan.pseudonymous.txt", PlanText.Render(DocumentPrivacy.Of(SampleEstates.Rich, PrivacyMode.Pseudonymous, Key), 100).ToPlain());

    [Fact]
    public void A_report_of_counts() => Golden.Matches("report.counts.md.txt", ReportMarkdown.Render(DocumentPrivacy.Of(SampleReports.Partly, PrivacyMode.Counts, Key), "r.json"));

    private static IEnumerable<(string Format, string Text)> Renderings(PlanDocument plan, ReportDocument report)
    {
        var marker = new CommentMarker { Workspace = plan.Workspace, Target = CommentText.TargetOf(true, Plan.Narrowed), State = CommentState.Planned, At = plan.Created, Plan = plan.OperationsHash };
        var context = new CommentContext { File = "plan.json" };
        yield return ("plan as text", PlanText.Render(plan, 100).ToPlain());
        yield return ("plan in full", PlanText.Render(plan, 120, full: true).ToPlain());
        yield return ("plan as Markdown", PlanMarkdown.Render(plan));
        yield return ("plan as a page", PlanHtml.Render(plan));
        yield return ("plan as JSON", DocumentJson.Write(plan));
        yield return ("plan as a comment", string.Concat(CommentText.Of(plan, marker, context)));
        yield return ("annotations of a plan", Annotations.Of(plan, ""));
        yield return ("report as text", ReportText.Render(report, "r.json", 100).ToPlain());
        yield return ("report as a page", ReportHtml.Render(report, "r.json"));
        yield return ("report as Markdown", ReportMarkdown.Render(report, "r.json"));
        yield return ("report as JSON", DocumentJson.Write(report));
        yield return ("report as CSV", string.Concat(ReportCsv.Tables(report).Select(t => t.Text)));
        yield return ("report as a comment", string.Concat(CommentText.Of(report, "r.json", marker, context)));
        yield return ("annotations of a report", Annotations.Of(report, ""));
    }

    [GeneratedRegex("zenobia|planted", RegexOptions.IgnoreCase)]
    private static partial Regex Name();
}
