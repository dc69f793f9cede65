using System.Collections.Immutable;
using Reconciler.Core.Reporting;

namespace Reconciler.Tests.Reporting;

/// <summary>Plans to look at: invented, and with every shape that a plan can have.</summary>
internal static class SamplePlans
{
    private static readonly DateTimeOffset Read = new(2026, 11, 21, 2, 14, 7, TimeSpan.Zero);

    public static PlanDocument Empty { get; } = new()
    {
        Version = "1.0.0",
        Workspace = "contoso",
        Tenant = "contoso.onmicrosoft.com",
        Sandbox = true,
        Day = new DateOnly(2026, 11, 21),
        Created = Read,
        Expires = Read.AddHours(24),
        OperationsHash = "3f9c2a7100aa55cc3f9c2a7100aa55cc3f9c2a7100aa55cc3f9c2a7100aa55cc",
        ConfigurationHash = "91aa0b3300aa55cc3f9c2a7100aa55cc3f9c2a7100aa55cc3f9c2a7100aa55cc",
        Counts = new PlanCounts(),
        Directory = "examples/quickstart",
        Guards = [Guard("removals", "users", 0, 3, 12), Guard("announcedLeavers", "leavers", 0, 3, 12)],
        Targets = [Target([])],
    };

    public static PlanDocument Rich { get; } = Empty with
    {
        Counts = new PlanCounts
        {
            Blocked = 1, Held = 2, Deleted = 1, Disabled = 1, Released = 1, Adopted = 1, Restored = 1, Created = 2, Changed = 3, Observed = 1,
            Operations = 14, Withheld = 3,
        },
        Withheld = [new WithheldRow("directory", "members", 3, "the list was not read to its end", ["contractors"])],
        Guards =
        [
            Guard("removals", "users", 0, 3, 12), Guard("announcedLeavers", "leavers", 1, 3, 12) with { Earlier = 2 },
            Guard("members", "members", 1, 3, 13) with { Of = "engineering", Spent = 1 },
            Guard("updates", "users", 2, 50, 12) with { Override = "company was renamed (ada.lovelace, until 2026-11-28): 50 allowed, 48 left after this", Budget = "5f1c0e8a97b2d364", Where = "reconciler.yaml:61" },
        ],
        Deferred = [new CountRow("applications", 8), new CountRow("assignments", 3297)],
        Upcoming =
        [
            new UpcomingRow(new DateOnly(2026, 12, 1), "user", "mary.somerville", "starts", "people.yaml:51"),
            new UpcomingRow(new DateOnly(2026, 12, 24), "group", "oncall", "user alan.turing is no longer in members", "teams.yaml:30"),
        ],
        Findings =
        [
            new FindingRow("RC304", "warning", "nothing live answers to `contractors`", "teams.yaml:22")
            {
                Help = ["correct it or remove the line; until then nothing is removed from the list"],
            },
        ],
        Targets = [Target(RichEntries)],
    };

    public static PlanDocument Folded { get; } = Empty with
    {
        Sandbox = false,
        Counts = new PlanCounts { Created = 1204, Changed = 5003, Operations = 6207 },
        Targets = [Target([.. Newcomers(1204), .. Renamings(5000), .. Exceptions])],
    };

    public static PlanDocument Blocked { get; } = Empty with
    {
        Sandbox = false,
        Blocked = true,
        Counts = new PlanCounts { Disabled = 57, Created = 1, Operations = 58 },
        Guards =
        [
            Guard("removals", "users", 57, 50, 1204) with
            {
                Blocks = true,
                Where = "reconciler.yaml:48",
                Causes = ["41 no longer declared: people/lisbon.yaml is gone", "16 no longer declared; declared in people/porto.yaml before"],
                Names = [.. Gone.Select(e => e.Name)],
                OverrideLine = "- { guard: removals, target: directory, allow: 57, until: 2026-11-28, owner: you, reason: \"…\" }",
            },
            Guard("announcedLeavers", "leavers", 0, 60, 1204),
        ],
        Targets = [Target([.. Gone, .. Newcomers(1)])],
    };

    /// <summary>Below every limit, and still the first thing to say.</summary>
    public static PlanDocument OneFileGone { get; } = Empty with
    {
        Counts = new PlanCounts { Disabled = 3, Operations = 3 },
        Targets = [Target([.. Gone.Take(3)])],
    };

    private static GuardRow Guard(string guard, string counted, int figure, int limit, int of) =>
        new() { Guard = guard, Target = "directory", Counted = counted, Figure = figure, Limit = limit, Base = of };

    private static TargetRow Target(ImmutableArray<EntryRow> entries) => new()
    {
        Name = "directory",
        System = "entra",
        ReadAt = Read,
        Reads =
        [
            new ReadRow("user", 12, true, "last page"), new ReadRow("group", 4, true, "last page"),
            new ReadRow("members", 19, entries.Length is 0 or > 20, entries.Length is 0 or > 20 ? "last page" : "page 3 of engineering failed three times (503)"),
        ],
        Kept = [new CountRow("users not declared", 3), new CountRow("users protected", 1) { Names = ["breakglass1"] }, new CountRow("groups not declared", 1)],
        Entries = entries,
        Cost = new CostRow
        {
            ReadRequests = 4,
            ReadUnits = 7,
            ReadWay = "memberships by one delta chain of 24 pages, about 4 s; 310 lists would take 5 s",
            Writes = entries.Length,
            Requests = entries.Length,
            WriteEnvelopes = (entries.Length + 19) / 20,
            Units = entries.Length,
            MeteredWrites = entries.Length,
            ExpectedSeconds = entries.Length < 3_000 ? entries.Length * 0.0075 : entries.Length * 0.05,
            BoundBy = entries.Length < 3_000 ? null : "writes",
        },
    };

    private static CellRow Cell(string attribute, string? before, string? after, string origin = "declared", string? where = null) =>
        new(attribute, before, after) { Origin = origin, Where = where };

    private static LinkEndRow User(string name, string? because = null) => new("user", name) { Because = because };

    private static EntryRow Entry(Section section, string action, string kind, string name, string? where) => new()
    {
        Section = section, Action = action, Kind = kind, Name = name, Key = name, Where = where,
    };

    private static ImmutableArray<EntryRow> RichEntries =>
    [
        Entry(Section.Blocked, "blocked", "user", "john.smith", "people.yaml:41") with
        {
            Conflict = new ConflictRow("RC402", "jsmith@contoso.com belongs to employee 00123, this file says 00777",
                "A recycled address is not the same person. Correct employeeId or userPrincipalName, or write the id: of the object that is meant."),
        },
        Entry(Section.Held, "update", "user", "mary.somerville", "people.yaml:51") with
        {
            Cells = [Cell("officeLocation", null, "Lisbon", where: "people.yaml:54")],
            Held = [new HeldRow("accountEnabled", "somebody else disabled this account", "Write enable: REASON on the person to open it again.", "people.yaml:51")],
        },
        Entry(Section.Deleted, "delete", "user", "charles.old", null) with { Because = "grace over since 2026-11-20", Id = "8b0c6f0e-0001-4a51-9c9b-1a2b3c4d5e6f" },
        Entry(Section.Disabled, "disable", "user", "grace.hopper", "people.yaml:33") with
        {
            Because = "left 2026-11-20", SessionsRevoked = true, DeletedOn = new DateOnly(2026, 12, 20),
            Cells = [Cell("accountEnabled", "true", "false", "due", "people.yaml:33")],
        },
        Entry(Section.Released, "release", "group", "book-club", null) with { Because = "no longer declared in teams.yaml", Cells = [Cell("owner mark", "contoso/book-club", null, "undeclared")] },
        Entry(Section.Adopted, "adopt", "user", "edsger.dijkstra", "people.yaml:60") with
        {
            Because = "matched by employeeId",
            Cells = [Cell("owner mark", null, "contoso/edsger.dijkstra", "derived"), Cell("jobTitle", "Programmer", "Professor", where: "people.yaml:63")],
        },
        Entry(Section.Restored, "restore", "user", "joan.clarke", "people.yaml:70") with { Because = "starts 2026-11-20" },
        Entry(Section.Created, "create", "user", "ada.lovelace", "people.yaml:4") with
        {
            Cells =
            [
                Cell("userPrincipalName", null, "ada.lovelace@contoso.com", where: "people.yaml:5"), Cell("displayName", null, "Ada Lovelace", where: "people.yaml:6"),
                Cell("department", null, "Engineering", "defaults", "people.yaml:2"),
                Cell("password", null, "(password)", "derived", "people.yaml:4") with { Rule = "generated, must be changed at first sign-in" },
                Cell("owner mark", null, "contoso/ada.lovelace", "derived", "people.yaml:4") with { Rule = "owner mark" },
            ],
            Links = [new LinkRow("manager", [User("charles.babbage")], [], 0) { Single = true, Where = "people.yaml:8" }],
        },
        Entry(Section.Created, "create", "user", "松本.行弘", "people.yaml:12") with
        {
            Cells =
            [
                Cell("userPrincipalName", null, "matz@contoso.com", where: "people.yaml:13"),
                Cell("displayName", null, "松本 行弘 \u001b[31m‮evil", where: "people.yaml:14"), Cell("country", null, "", "defaults", "people.yaml:2"),
            ],
        },
        Entry(Section.Changed, "update", "user", "alan.turing", "people.yaml:19") with
        {
            Privileged = true,
            Cells =
            [
                Cell("jobTitle", "Analyst", "Principal Analyst", where: "people.yaml:22"),
                Cell("companyName", "Contoso", "Contoso Ltd", "defaults", "people.yaml:2"),
                Cell("streetAddress", "Hut 8, Bletchley Park, Sherwood Drive, Milton Keynes, Buckinghamshire MK3 6EB",
                    "The University of Manchester, Oxford Road, Manchester M13 9PL, United Kingdom", where: "people.yaml:25"),
            ],
            Links = [new LinkRow("manager", [User("ada.lovelace")], [User("charles.babbage")], 0) { Single = true, Where = "people.yaml:27" }],
        },
        Entry(Section.Changed, "update", "group", "engineering", "teams.yaml:7") with
        {
            Links =
            [
                new LinkRow("members", [User("ada.lovelace") with { Where = "teams.yaml:12" }], [User("grace.hopper", "left 2026-11-20") with { Where = "people.yaml:33" }], 11)
                {
                    Kept = 1, Withheld = 3, WithheldWhy = "the list was not read to its end", Where = "teams.yaml:9",
                },
                new LinkRow("owners", [], [], 2) { WithheldWhy = "nothing live answers to `contractors`", Where = "teams.yaml:22" },
            ],
        },
        Entry(Section.Changed, "rekey", "group", "all-hands", "teams.yaml:40") with
        {
            Because = "was contoso/everybody",
            Cells = [Cell("owner mark", "contoso/everybody", "contoso/all-hands", "derived", "teams.yaml:40")],
            Links =
            [
                new LinkRow("members", [.. Enumerable.Range(1, 212).Select(i => User($"newcomer.{i:000}"))], [User("john.smith"), new LinkEndRow("group", "sales")], 1014) { Where = "teams.yaml:42" },
            ],
        },
        Entry(Section.Observed, "update", "group", "finance", "finance.yaml:3") with { Cells = [Cell("description", null, "The finance team", where: "finance.yaml:4")] },
    ];

    private static ImmutableArray<EntryRow> Gone =>
    [
        .. Enumerable.Range(1, 41).Select(i => Leaver($"lisbon.person{i:00}", "no longer declared: people/lisbon.yaml is gone")),
        .. Enumerable.Range(1, 16).Select(i => Leaver($"porto.person{i:00}", "no longer declared in people/porto.yaml")),
    ];

    private static EntryRow Leaver(string name, string because) => Entry(Section.Disabled, "disable", "user", name, null) with
    {
        Because = because,
        DeletedOn = new DateOnly(2026, 12, 21),
        Cells = [Cell("accountEnabled", "true", "false", "undeclared")],
    };

    private static IEnumerable<EntryRow> Newcomers(int count) => Enumerable.Range(1, count).Select(i =>
        Entry(Section.Created, "create", "user", $"newcomer.{i:0000}", $"people/{(i % 3 == 0 ? "porto" : "faro")}.yaml:{i + 3}") with
        {
            Cells = [Cell("userPrincipalName", null, $"newcomer.{i:0000}@contoso.com", where: $"people/{(i % 3 == 0 ? "porto" : "faro")}.yaml:{i + 4}"),
                Cell("companyName", null, "Contoso Ltd", "defaults", "people/_all.yaml:3")],
        });

    private static IEnumerable<EntryRow> Renamings(int count) => Enumerable.Range(1, count).Select(i =>
        Entry(Section.Changed, "update", "user", $"person.{i:0000}", $"people/file{i % 40:00}.yaml:{i}") with
        {
            Privileged = i == 17,
            Cells = [Cell("companyName", "Contoso", "Contoso Ltd", "defaults", "people/_all.yaml:3")],
        });

    private static IEnumerable<EntryRow> Exceptions =>
    [
        Entry(Section.Changed, "update", "user", "guest.turing", "people/guests.yaml:9") with
        {
            Cells = [Cell("companyName", "Bletchley", "Contoso Ltd", "defaults", "people/_all.yaml:3")],
        },
        Entry(Section.Changed, "update", "user", "zuse.konrad", "people/berlin.yaml:12") with
        {
            Cells = [Cell("companyName", "Contoso", "Contoso GmbH", where: "people/berlin.yaml:14")],
        },
        Entry(Section.Changed, "update", "group", "berlin", "teams.yaml:3") with
        {
            Links = [new LinkRow("members", [], [User("zuse.konrad")], 1) { Where = "teams.yaml:5" }],
        },
    ];
}
