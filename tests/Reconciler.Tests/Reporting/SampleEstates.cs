using System.Collections.Immutable;
using Reconciler.Core.Reporting;

namespace Reconciler.Tests.Reporting;

/// <summary>Plans of a directory with applications: invented, and with every shape that accounts and access can have.</summary>
internal static class SampleEstates
{
    private const string Mapping = "entrust-users";

    /// <summary>A directory, an application that works, one that does not answer.</summary>
    public static PlanDocument Rich { get; } = SamplePlans.Empty with
    {
        Counts = new PlanCounts
        {
            Blocked = 1, Held = 1, Deleted = 1, Disabled = 2, AccessLost = 2, AccessGained = 20, Adopted = 1, Created = 3, Changed = 4, Operations = 12,
        },
        Guards =
        [
            .. SamplePlans.Rich.Guards,
            Guard("removals", "wiki/scim", "accounts", 2, 5, 40), Guard("updates", "wiki/scim", "accounts", 1, 50, 40),
            Guard("removals", "salesforce/scim", "accounts", 0, 5, 214),
            Guard("accessLost", "wiki", "people", 2, 5, 40) with { Of = "wiki" }, Guard("accessLost", "salesforce", "people", 0, 21, 200) with { Of = "salesforce" },
            Guard("accessLost", "crm", "people", 0, 3, 12) with { Of = "crm" },
        ],
        Access =
        [
            new AccessRow { Application = "crm", DisplayName = "CRM", Before = 12, After = 12 },
            new AccessRow
            {
                Application = "intranet", DisplayName = "Intranet", Before = 3, After = 4, OpenToEveryone = true,
                Changes = [new AccessChangeRow("alan.turing", "", true) { Where = "access.yaml:21", Privileged = true }],
            },
            new AccessRow
            {
                Application = "salesforce", DisplayName = "Salesforce Service Cloud", Before = 200, After = 218,
                Changes =
                [
                    .. Enumerable.Range(1, 14).Select(i => Gain($"seller.{i:00}", "User", "sales-emea", "teams.yaml:30")),
                    Gain("ada.lovelace", "System Administrator", null, "access.yaml:9"),
                    .. Enumerable.Range(1, 3).Select(i => Gain($"lisbon.{i}", "User", "lisbon-all", "teams.yaml:44") with { Approximate = true }),
                ],
            },
            new AccessRow
            {
                Application = "wiki", DisplayName = "Wiki", Before = 41, After = 40,
                Changes =
                [
                    new AccessChangeRow("grace.hopper", "User", false) { Through = "engineering", Because = "left 2026-11-20", Where = "people.yaml:33" },
                    new AccessChangeRow("mary.w", "User", false) { Where = "access.yaml:3" },
                    Gain("ada.lovelace", "User", "engineering", "teams.yaml:12"),
                ],
            },
        ],
        Approvers = [new ApproverRow(["@contoso/identity"]) { Changes = 9, Files = ["access.yaml", "mappings.yaml", "teams.yaml"] }],
        Targets = [Directory, Salesforce, Wiki, Unreached],
    };

    /// <summary>A row of the mapping changed: thousands of accounts, each to a value of its own; and a scope that takes out some.</summary>
    public static PlanDocument Folded { get; } = SamplePlans.Empty with
    {
        Sandbox = false,
        Counts = new PlanCounts { Disabled = 57, Changed = 4864, Operations = 4921 },
        Targets =
        [
            SamplePlans.Empty.Targets[0],
            Target("wiki/scim", [
                .. Enumerable.Range(1, 57).Select(i => Entry(Section.Disabled, "disable", $"contractor.{i:00}", "mappings.yaml:3") with
                {
                    Because = "out of scope of entrust-users", Cells = [Closing("mappings.yaml:3")],
                }),
                .. Enumerable.Range(1, 4813).Select(i => Retitled($"person.{i:0000}", i % 900, i == 17)),
                .. Enumerable.Range(1, 20).Select(i => Entry(Section.Changed, "update", $"lisbon.{i:00}", null) with
                {
                    Cells = [Mapped("addresses[type eq \"work\"].country", "Portugal", "PT", "[country]", 19)],
                }),
                .. Enumerable.Range(1, 30).Select(i => Entry(Section.Changed, "update", $"porto.{i:00}", null) with
                {
                    Cells =
                    [
                        Mapped("displayName", $"Porto {i}", $"Porto {i:000}", "Join(\" \", [givenName], [surname])", 10),
                        Mapped("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter", i % 2 == 0 ? "10" : null, $"PT-{i % 2}", "[extensionAttribute3]", 17),
                    ],
                }),
                Retitled("zuse.konrad", 3, false) with
                {
                    Cells = [Mapped("title", "Ingenieur", null, "Coalesce([jobTitle], \"Staff\")", 14), Mapped("locale", null, "(known after apply)", "[objectId]", 22)],
                },
            ]),
        ],
        Access = [new AccessRow { Application = "wiki", DisplayName = "Wiki", Before = 4870, After = 4870 }],
    };

    /// <summary>One deleted line takes an application away from many.</summary>
    public static PlanDocument Blocked { get; } = SamplePlans.Empty with
    {
        Sandbox = false,
        Blocked = true,
        Counts = new PlanCounts { Disabled = 57, AccessLost = 57, Changed = 1, Operations = 58 },
        Guards =
        [
            Guard("accessLost", "wiki", "people", 57, 50, 1204) with
            {
                Of = "wiki", Blocks = true, Where = "reconciler.yaml:48", Causes = ["57 by access.yaml:3, as members of lisbon-all"],
                Names = [.. Enumerable.Range(1, 57).Select(i => $"lisbon.person{i:00}")],
                OverrideLine = "- { guard: accessLost, target: wiki, allow: 57, until: 2026-11-28, owner: you, reason: \"…\" }",
            },
            Guard("removals", "wiki/scim", "accounts", 57, 50, 1204) with
            {
                Blocks = true, Causes = ["57 no longer assigned"], Names = [.. Enumerable.Range(1, 57).Select(i => $"lisbon.person{i:00}")],
                OverrideLine = "- { guard: removals, target: wiki/scim, allow: 57, until: 2026-11-28, owner: you, reason: \"…\" }",
            },
        ],
        Access =
        [
            new AccessRow
            {
                Application = "wiki", DisplayName = "Wiki", Before = 1204, After = 1147,
                Changes = [.. Enumerable.Range(1, 57).Select(i => new AccessChangeRow($"lisbon.person{i:00}", "User", false) { Through = "lisbon-all", Where = "access.yaml:3" })],
            },
        ],
        Targets =
        [
            SamplePlans.Empty.Targets[0] with
            {
                Entries =
                [
                    new EntryRow
                    {
                        Section = Section.Changed, Action = "update", Kind = "application", Key = "wiki", Name = "wiki", Where = "access.yaml:2",
                        Links = [new LinkRow("assignments", [], [new LinkEndRow("group", "lisbon-all")], 3) { Where = "access.yaml:3" }],
                    },
                ],
            },
            Target("wiki/scim", [.. Enumerable.Range(1, 57).Select(i => Entry(Section.Disabled, "disable", $"lisbon.person{i:00}", "access.yaml:3") with
            {
                Because = "no longer assigned", Cells = [Closing("access.yaml:3")],
            })]),
        ],
    };

    private static TargetRow Directory => SamplePlans.Empty.Targets[0] with
    {
        Entries =
        [
            .. SamplePlans.Rich.Targets[0].Entries.Where(e => e.Name is "grace.hopper" or "ada.lovelace"),
            new EntryRow
            {
                Section = Section.Changed, Action = "update", Kind = "application", Key = "intranet", Name = "intranet", Where = "access.yaml:18",
                Cells = [new CellRow("assignmentRequired", "true", "false") { Origin = "declared", Where = "access.yaml:19" }],
                Links = [new LinkRow("assignments", [new LinkEndRow("user", "alan.turing") { Where = "access.yaml:21" }], [], 3) { Where = "access.yaml:20" }],
            },
        ],
    };

    private static TargetRow Salesforce => Target("salesforce/scim", []) with { Kept = [new CountRow("accounts unchanged", 214)] };

    private static TargetRow Unreached => Target("zephyr/scim", []) with
    {
        Reads = [],
        Kept = [],
        Cost = new CostRow(),
        Unreached = new FaultRow("Unauthorized", "the service at zephyr.example refused the token (HTTP 401)", "Renew the secret that applications.zephyr.scim.authentication refers to."),
    };

    private static TargetRow Wiki => Target("wiki/scim",
    [
        Entry(Section.Blocked, "blocked", "john.smith", "teams.yaml:12") with
        {
            Conflict = new ConflictRow("RC431", "two accounts have the userName jsmith@contoso.com", "Remove one of them, or write ignore: for it."),
        },
        Entry(Section.Held, "update", "mary.somerville", null) with
        {
            Held = [new HeldRow("active", "somebody else closed this account", "Write enable: REASON on the person to open it again.", "people.yaml:51")],
        },
        Entry(Section.Deleted, "delete", "mary.w", "access.yaml:3") with { Because = "no longer assigned" },
        Entry(Section.Disabled, "disable", "grace.hopper", "people.yaml:33") with { Because = "left 2026-11-20", Cells = [Closing("people.yaml:33")] },
        Entry(Section.Adopted, "adopt", "alan.turing", "teams.yaml:12") with
        {
            Because = "matched by userName", Cells = [Mapped("externalId", null, "alan.turing", "[mailNickname]", 9)],
        },
        Entry(Section.Created, "create", "ada.lovelace", "teams.yaml:12") with
        {
            Because = "assigned as a member of engineering",
            Cells =
            [
                Mapped("userName", null, "ada.lovelace@contoso.com", "[userPrincipalName]", 8), Mapped("externalId", null, "(known after apply)", "[objectId]", 9),
                Mapped("emails[type eq \"work\"].value", null, "ada.lovelace@contoso.com", "[mail]", 11),
                Mapped("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", null, "Engineering", "[department]", 16),
                Mapped("x509Certificates", null, "(generated at apply)", "RandomString(10)", 23),
                new CellRow("active", null, "true") { Origin = "assignment", Where = "teams.yaml:12" },
            ],
            Links = [new LinkRow("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", [new LinkEndRow("user", "charles.babbage")], [], 0) { Single = true, Where = "mappings.yaml:18" }],
        },
        Entry(Section.Created, "create", "sales-emea", "teams.yaml:30") with
        {
            Kind = "group", Because = "assigned", Cells = [new CellRow("displayName", null, "sales-emea") { Origin = "mapping", Mapping = "entrust-groups", Where = "mappings.yaml:40", Rule = "[displayName]" }],
            Links = [new LinkRow("members", [new LinkEndRow("user", "ada.lovelace")], [], 0) { Where = "teams.yaml:30" }],
        },
        Entry(Section.Changed, "update", "charles.babbage", null) with
        {
            Cells = [Mapped("title", "Analyst", "Principal Analyst", "Coalesce([jobTitle], \"Staff\")", 14), Mapped("nickName", "Charlie", null, "[nickname]", 15)],
        },
        Entry(Section.Changed, "update", "joan.clarke", "teams.yaml:12") with
        {
            Because = "assigned as a member of engineering", Cells = [new CellRow("active", "false", "true") { Origin = "assignment", Where = "teams.yaml:12" }],
        },
        Entry(Section.Changed, "update", "engineering", null) with
        {
            Kind = "group",
            Links =
            [
                new LinkRow("members", [new LinkEndRow("user", "ada.lovelace") { Where = "teams.yaml:12" }], [new LinkEndRow("user", "grace.hopper") { Because = "left 2026-11-20", Where = "people.yaml:33" }], 11)
                {
                    Kept = 2, Where = "teams.yaml:12",
                },
            ],
        },
    ]) with
    {
        Kept =
        [
            new CountRow("accounts closed without access", 3), new CountRow("accounts not linked, of known people without access", 1) { Names = ["hopper.old"] },
            new CountRow("accounts of nobody we know", 2), new CountRow("accounts ignored", 4), new CountRow("accounts protected", 1), new CountRow("accounts unchanged", 30),
            new CountRow("groups not pushed by us", 1),
        ],
    };

    private static EntryRow Retitled(string name, int value, bool privileged) => Entry(Section.Changed, "update", name, null) with
    {
        Privileged = privileged,
        Cells = [Mapped("title", $"Grade {value} analyst", $"Grade {value} principal analyst", "Coalesce([jobTitle], \"Staff\")", 14)],
    };

    private static AccessChangeRow Gain(string person, string role, string? through, string where) => new(person, role, true) { Through = through, Where = where };

    private static CellRow Closing(string where) => new("active", "true", "false") { Origin = "access", Where = where };

    private static CellRow Mapped(string attribute, string? before, string? after, string rule, int line) =>
        new(attribute, before, after) { Origin = "mapping", Mapping = Mapping, Rule = rule, Where = $"mappings.yaml:{line}" };

    private static EntryRow Entry(Section section, string action, string name, string? where) =>
        new() { Section = section, Action = action, Kind = "user", Key = name, Name = name, Where = where };

    private static GuardRow Guard(string guard, string target, string counted, int figure, int limit, int of) =>
        new() { Guard = guard, Target = target, Counted = counted, Figure = figure, Limit = limit, Base = of };

    private static TargetRow Target(string name, ImmutableArray<EntryRow> entries) => new()
    {
        Name = name,
        System = "scim",
        ReadAt = SamplePlans.Empty.Created,
        Reads = [new ReadRow("user", 43, true, "totalResults"), new ReadRow("group", 3, true, "totalResults")],
        Kept = [new CountRow("accounts unchanged", 30)],
        Entries = entries,
        Cost = new CostRow
        {
            ReadRequests = 3,
            Writes = entries.Length,
            Requests = 2 * entries.Length,
            WriteEnvelopes = 2 * entries.Length,
            MeteredWrites = entries.Length,
            ExpectedSeconds = entries.Length * 0.3,
            BoundBy = entries.Length >= 4 ? "writes" : null,
        },
    };
}
