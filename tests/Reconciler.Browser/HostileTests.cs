using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Pages;
using Reconciler.Tests.Reporting;

namespace Reconciler.Browser;

/// <summary>Names that would like to be more than names.</summary>
public sealed class HostileTests(Chromium browser) : IClassFixture<Chromium>
{
    private static readonly string[] Names =
    [
        "<img src=x onerror=alert(1)>", "</script><script>alert(2)</script>", "<!--<script>", "\"><svg onload=alert(3)>", "' onfocus=alert(4) autofocus='", "javascript:alert(5)",
        "</title><h1>evil", "</style><style>*{display:none}", "{{constructor.constructor('alert(6)')()}}", "&lt;b&gt;", "a\u2028b\u2029c", "\u202Eevil\u001b[31m", "__proto__", "constructor", "]]>", "\ud800",
    ];

    [BrowserFact]
    public async Task No_name_becomes_an_element_a_request_or_a_script()
    {
        // As many elements as the same document has with harmless names.
        foreach (var (render, list) in new (Func<string, string> Render, string List)[] { (n => PlanHtml.Render(Plan(n)), "plan"), (n => ReportHtml.Render(Report(n), n), "report") })
        {
            var harmless = await ElementsAsync(render("harmless"), isHostile: false);
            foreach (var name in Names)
            {
                var hostile = await ElementsAsync(render(name), isHostile: true);
                Assert.True(harmless == hostile, $"{list} with {name}:\n{harmless}\n{hostile}");
            }
        }
    }

    // What elements there are once everything was opened, typed and printed.
    private async Task<string> ElementsAsync(string html, bool isHostile)
    {
        await using var open = await browser.OpenAsync(html);
        await open.Page.FillAsync("#q", isHostile ? "<img src=x onerror=alert(7)>" : "x");
        await open.Page.FillAsync("#q", "");
        await open.Page.FocusAsync("#grid");
        await open.Page.Keyboard.PressAsync("Enter");
        Assert.True(await open.Page.Locator("#detail").IsVisibleAsync());
        await open.Page.EvaluateAsync("toPaper()");
        var elements = await open.Page.EvaluateAsync<string>("""
            () => {
              const counts = {};
              for (const e of document.querySelectorAll('*')) {
                const name = `${e.namespaceURI.slice(-3)} ${e.localName} ${e.getAttributeNames().join(' ')}`;
                counts[name] = (counts[name] ?? 0) + 1;
              }
              return Object.entries(counts).map(([name, count]) => `${count} ${name}`).sort().join('\n');
            }
            """);
        Assert.Equal("function", await open.Page.EvaluateAsync<string>("typeof Object.prototype.hasOwnProperty"));
        open.IsQuiet();
        return elements;
    }

    private static PlanDocument Plan(string name)
    {
        var entry = new EntryRow
        {
            Section = Section.Blocked, Action = "blocked", Kind = name, Name = name, Key = name, Id = name, Because = name, Where = name, Privileged = true,
            Cells = [new CellRow(name, name, name) { Origin = name, Where = name, Mapping = name, Rule = name }],
            Links = [new LinkRow(name, [new LinkEndRow(name, name) { Role = name, Where = name, Because = name }], [new LinkEndRow("user", name)], 1) { WithheldWhy = name, Withheld = 1, Where = name }],
            Held = [new HeldRow(name, name, name, name)], Standing = [new StandingRow(name, name, name)], Conflict = new ConflictRow(name, name, name),
        };
        var change = new AccessChangeRow(name, name, false) { Through = name, Because = name, Where = name };
        return SamplePlans.Empty with
        {
            Workspace = name,
            Tenant = name,
            Sandbox = false,
            Version = name,
            Blocked = true,
            OperationsHash = name,
            Base = new RevisionRow(name, name),
            Head = new HeadRow(name, true),
            Counts = new PlanCounts { Blocked = 1, Held = 1, AccessLost = 1, Operations = 2 },
            Guards = [new GuardRow { Guard = name, Target = name, Counted = name, Of = name, Figure = 3, Limit = 2, Base = 9, Blocks = true, Override = name, Where = name, Causes = [name], Names = [name], OverrideLine = name }],
            Withheld = [new WithheldRow(name, name, 3, name, [name])],
            Targets = [SamplePlans.Empty.Targets[0] with { Entries = [entry], Kept = [new CountRow(name, 2) { Names = [name] }], Reads = [new ReadRow(name, 2, false, name)] }],
            Access = [new AccessRow { Application = name, DisplayName = name, OpenToEveryone = true, Before = 1, Changes = [change, change with { Gained = true, Role = name + "2" }] }],
            Findings = [new FindingRow(name, name, name, name) { Help = [name] }],
            Approvers = [new ApproverRow([name]) { Changes = 1, Files = [name] }],
            Upcoming = [new UpcomingRow(new DateOnly(2026, 12, 1), name, name, name, name)],
            Deferred = [new CountRow(name, 1)],
        };
    }

    private static ReportDocument Report(string name) => SampleReports.Partly with
    {
        Workspace = name,
        Tenant = name,
        Actor = name,
        Commit = name,
        Repository = name,
        PullRequest = name,
        Approver = name,
        RunUrl = name,
        Stopped = name,
        Fault = new FaultRow(name, name, name),
        Since = new CountRow(name, 1) { Names = [name] },
        Files = [new FileRow(name, name)],
        Convergence = new ConvergenceRow(false, 1, 2) { Remaining = [name] },
        Unreached = [new UnreachedRow(name, new FaultRow(name, name, name))],
        Waiting = [],
        Guards = [],
        Reads = [new ReadRow(name, 1, true, name) { Target = name }],
        Operations =
        [
            new OperationRow
            {
                Id = name, Target = "directory", Phase = name, Action = "link", Kind = "group", Key = name, RemoteId = name, Name = name, Because = name, Where = name, Outcome = "applied", RequestId = name, LeftOut = [name],
                Fault = new FaultRow(name, name, name), Trials = [new TrialRow(SampleReports.Partly.Started, 200, 1) { RequestId = name, Code = name }],
                Links = [new LinkRow("members", [new LinkEndRow("user", name)], [new LinkEndRow("group", name)], 1)],
            },
        ],
    };
}
