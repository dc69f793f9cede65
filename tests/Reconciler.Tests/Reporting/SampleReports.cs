using Reconciler.Core.Reporting;

namespace Reconciler.Tests.Reporting;

internal static class SampleReports
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 2, 14, 7, TimeSpan.Zero);

    public static ReportDocument Partly { get; } = new()
    {
        Version = "1.0.0",
        Run = "2026-11-21T021407Z",
        Workspace = "contoso",
        Tenant = "contoso.onmicrosoft.com",
        Started = Start,
        Ended = Start.AddSeconds(97),
        Day = new DateOnly(2026, 11, 21),
        OperationsHash = SamplePlans.Rich.OperationsHash,
        ConfigurationHash = SamplePlans.Rich.ConfigurationHash,
        Actor = "octocat",
        Commit = "1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b",
        Dirty = false,
        Repository = "contoso/identity",
        PullRequest = "41",
        Approver = "hubot",
        RunUrl = "https://github.com/contoso/identity/actions/runs/7",
        Previous = new PreviousRow("2026-11-20T021407Z", new string('a', 64)),
        Result = RunResult.PartlyApplied,
        ExitCode = 8,
        Counts = new OutcomeCounts { Applied = 1803, Conflict = 1, Failed = 14, Skipped = 1, Waiting = 3 },
        Planned = SamplePlans.Rich.Counts,
        Guards = SamplePlans.Rich.Guards,
        Withheld = SamplePlans.Rich.Withheld,
        Reads = SamplePlans.Empty.Targets[0].Reads,
        Deferred = SamplePlans.Rich.Deferred,
        Operations =
        [
            Operation("establish", "update", "user", "alan.turing", "conflict") with
            {
                Trials = [new TrialRow(Start, 429, 0.031) { RequestId = "8b0c", Code = "TooManyRequests" }, new TrialRow(Start.AddSeconds(2), 412, 0.04)], Verified = "notSeen", Settled = true,
                Where = "people.yaml:19", Spends = [new SpendRow("members", "directory", "members", 1) { Of = "engineering" }], Status = 412, RequestId = "8b0c6f0e-77aa-4a51-9c9b-1a2b3c4d5e6f", Attempts = 1,
                Cells = [new CellRow("jobTitle", "Analyst", "Principal Analyst") { Origin = "declared" }],
                Fault = new FaultRow("BeforeMoved", "jobTitle is now Director; this plan was made when it was Analyst", "Plan again; if Director is right, write it in people.yaml."),
            },
            .. Enumerable.Range(1, 12).Select(i => Operation("establish", "create", "user", $"newcomer.{i:00}", "failed") with
            {
                Where = $"people/lisbon.yaml:{i}", Status = 403, RequestId = $"7f{i:00}", Attempts = 1,
                Fault = new FaultRow("Authorization_RequestDenied", "Insufficient privileges to complete the operation.", "Grant User.ReadWrite.All; reconciler doctor says what is missing."),
            }),
            Operation("link", "link", "group", "engineering", "applied") with
            {
                Where = "teams.yaml:7", Attempts = 2, Status = 204, RequestId = "9c11", LeftOut = ["newcomer.01", "newcomer.02"],
                Links = [new LinkRow("members", [new LinkEndRow("user", "ada.lovelace"), new LinkEndRow("user", "newcomer.01"), new LinkEndRow("user", "newcomer.02")], [], 11)],
            },
            Operation("unlink", "unlink", "group", "sales", "skipped") with
            {
                Where = "teams.yaml:30", Fault = new FaultRow("skipped", "needs operation op-newcomer.01, which did not succeed", "Resolve that one; the next apply does this."),
            },
            .. Enumerable.Range(1, 1500).Select(i => Operation("establish", "update", "user", $"person.{i}", "applied")),
            .. Enumerable.Range(1, 302).Select(i => Operation("establish", "create", "user", $"fresh.{i}", "applied")),
        ],
        Waiting = [.. SamplePlans.Rich.Targets[0].Entries.Where(e => e.Conflict is not null || !e.Held.IsEmpty)],
        Convergence = new ConvergenceRow(false, 15, 41) { Remaining = ["user alan.turing", "12 users of people/lisbon.yaml", "group engineering", "group sales"] },
        Files = [new FileRow("people.yaml", new string('7', 64)), new FileRow("reconciler.yaml", new string('a', 64))],
        Traffic = new TrafficRow
        {
            ReadRequests = 46,
            ReadUnits = 92,
            Writes = 1820,
            Requests = 1_976,
            Envelopes = 104,
            Units = 1_976,
            MeteredWrites = 2_212,
            WaitedSeconds = 12.4,
            Retries = 2,
            Throttled = 1,
        },
    };

    /// <summary>A directory and its applications: what was done to each, one that conflicts, one that did not answer.</summary>
    public static ReportDocument Estate { get; } = Partly with
    {
        Counts = new OutcomeCounts { Applied = 18, Conflict = 2, Waiting = 3 },
        Planned = SampleEstates.Rich.Counts,
        Guards = SampleEstates.Rich.Guards,
        Reads = [.. SampleEstates.Rich.Targets.SelectMany(t => t.Reads.Select(r => r with { Target = t.Name }))],
        Operations =
        [
            .. Partly.Operations.Take(1),
            Operation("establish", "create", "user", "ada.lovelace", "applied"),
            .. Enumerable.Range(1, 14).Select(i => Operation("establish", "create", "user", $"seller.{i:00}", "applied") with { Target = "salesforce/scim" }),
            Operation("disable", "disable", "user", "grace.hopper", "applied") with { Target = "wiki/scim" },
            Operation("delete", "delete", "user", "mary.w", "applied") with { Target = "wiki/scim" },
            Operation("establish", "update", "user", "charles.babbage", "conflict") with
            {
                Target = "wiki/scim", Key = "charles.babbage", RemoteId = "2819c223", Because = "left 2026-11-20", At = Start, Status = 409, Attempts = 1,
                Cells = [new CellRow("userName", "cb@contoso.com", "charles.babbage@contoso.com") { Origin = "mapping", Mapping = "entrust-users", Rule = "[userPrincipalName]", Where = "mappings.yaml:8" }],
                Fault = new FaultRow("uniqueness", "userName is taken by another account", "Free the name in the application, or adopt that account."),
            },
            Operation("link", "link", "group", "engineering", "applied") with
            {
                Target = "wiki/scim", Attempts = 1, Status = 204, Links = [new LinkRow("members", [new LinkEndRow("user", "ada.lovelace")], [], 11)],
            },
        ],
        Waiting =
        [
            .. SampleEstates.Rich.Targets.SelectMany(t => t.Entries.Where(e => e.Conflict is not null || !e.Held.IsEmpty).Select(e => e with { Target = t.Name })),
            .. SamplePlans.Rich.Targets[0].Entries.Where(e => e.Name == "grace.hopper").Select(e => e with
            {
                Target = "directory",
                Links = [new LinkRow("members", [], [], 2) { Withheld = 1, WithheldWhy = "the list was not read to its end", Where = "teams.yaml:9" }],
                Held = [new HeldRow("jobTitle", "protected", "Remove the line under protected.", "reconciler.yaml:20")],
            }),
        ],
        Unreached = [.. SampleEstates.Rich.Targets.Where(t => t.Unreached is not null).Select(t => new UnreachedRow(t.Name, t.Unreached ?? new FaultRow("", "", "")))],
        Convergence = new ConvergenceRow(false, 2, 12) { Remaining = ["user alan.turing", "account charles.babbage in wiki/scim"] },
    };

    public static ReportDocument Applied { get; } = Partly with
    {
        Result = RunResult.Applied,
        ExitCode = 0,
        Counts = new OutcomeCounts { Applied = 1802 },
        Withheld = [],
        Operations = [.. Partly.Operations.Where(o => o is { Outcome: "applied", LeftOut.IsEmpty: true })],
        Waiting = [],
        Convergence = new ConvergenceRow(true, 0, 41),
    };

    /// <summary>Somebody froze all writes while it ran.</summary>
    public static ReportDocument Stopped { get; } = Partly with
    {
        Result = RunResult.Stopped,
        ExitCode = 6,
        Stopped = "frozen by ada since 2026-11-21 02:00 UTC: INC-42",
    };

    public static ReportDocument Blocked { get; } = Applied with
    {
        Values = "2026-11-21T021407Z.values.json",
        Recovered = Start.AddHours(1),
        Result = RunResult.Blocked,
        ExitCode = 7,
        Counts = new OutcomeCounts(),
        Operations = [],
        Convergence = null,
        Guards = SamplePlans.Blocked.Guards,
        Planned = SamplePlans.Blocked.Counts,
    };

    private static OperationRow Operation(string phase, string action, string kind, string name, string outcome) => new()
    {
        Id = $"op-{name}", Target = "directory", Phase = phase, Action = action, Kind = kind, Name = name, Outcome = outcome,
    };
}
