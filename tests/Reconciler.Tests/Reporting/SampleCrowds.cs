using System.Collections.Immutable;
using Reconciler.Core.Reporting;

namespace Reconciler.Tests.Reporting;

/// <summary>A plan that has everything at once: crowds with exceptions, names of every length and script, labels, and a guard over its limit.</summary>
internal static class SampleCrowds
{
    private const string LongName = "wolfeschlegelsteinhausenbergerdorff.maximiliane-friederike";
    private const string WideName = "山田.太郎-プラットフォーム";

    public static PlanDocument All { get; } = SampleEstates.Rich with
    {
        Sandbox = false,
        Blocked = true,
        Base = new RevisionRow("main", "5f1c0e8a97b2d3645f1c0e8a97b2d3645f1c0e8a"),
        Counts = new PlanCounts
        {
            Blocked = 2, Held = 1, Deleted = 2, Disabled = 59, AccessLost = 2, AccessGained = 63, Created = 3, Changed = 4820, Operations = 4884, Withheld = 3,
        },
        Withheld =
        [
            new WithheldRow("directory", "members", 3, "the list was not read to its end", ["contractors", WideName]),
        ],
        Guards =
        [
            Guard("removals", "directory", "users", 57, 50, 1204) with
            {
                Blocks = true, Where = "reconciler.yaml:48", Causes = ["57 no longer declared; declared in people/porto.yaml before"],
                Names = [.. Leavers.Select(e => e.Name)],
                OverrideLine = "- { guard: removals, target: directory, allow: 57, until: 2026-11-28, owner: you, reason: \"…\" }",
            },
            Guard("updates", "directory", "users", 4815, 5000, 6000),
            Guard("accessLost", "wiki", "people", 2, 5, 40) with { Of = "wiki" }, Guard("accessLost", "crm", "people", 0, 3, 12) with { Of = "crm" },
        ],
        Access =
        [
            new AccessRow
            {
                Application = "wiki", DisplayName = "Wiki", Before = 41, After = 102,
                Changes =
                [
                    new AccessChangeRow("grace.hopper", "User", false) { Through = "engineering", Because = "left 2026-11-20", Where = "people.yaml:33" },
                    new AccessChangeRow(WideName, "Reviewer", false) { Where = "access.yaml:3", Label = "drift" },
                    .. Enumerable.Range(1, 14).Select(i => new AccessChangeRow($"seller.{i:00}", "User", true) { Through = "sales-emea", Where = "teams.yaml:30", Label = "change" }),
                    .. Enumerable.Range(1, 22).Select(i => new AccessChangeRow($"reader.{i:00}", "Reader", true) { Where = $"people/{(i % 2 == 0 ? "faro" : "porto")}.yaml:{i}", Label = "change" }),
                    .. Enumerable.Range(1, 26).Select(i => new AccessChangeRow($"maintainer.{i % 13:00}", $"repository{i:00}:write", true) { Through = i % 4 == 0 ? null : $"team{i % 7}", Where = $"teams/team{i % 7}.yaml:{i}", Label = "change" }),
                    new AccessChangeRow("ada.lovelace", "Administrator", true) { Through = "engineering", Where = "teams.yaml:12", Privileged = true, Label = "change" },
                ],
            },
        ],
        Targets = [Directory, .. SampleEstates.Rich.Targets.Where(t => t.Name == "wiki/scim")],
    };

    private static GuardRow Guard(string guard, string target, string counted, int figure, int limit, int of) =>
        new() { Guard = guard, Target = target, Counted = counted, Figure = figure, Limit = limit, Base = of };

    private static EntryRow Entry(Section section, string action, string kind, string name, string? where) =>
        new() { Section = section, Action = action, Kind = kind, Name = name, Key = name, Where = where, Label = "change" };

    private static CellRow Cell(string attribute, string? before, string? after, string where, string origin = "declared") =>
        new(attribute, before, after) { Origin = origin, Where = where };

    private static IEnumerable<EntryRow> Leavers => Enumerable.Range(1, 57).Select(i => Entry(Section.Disabled, "disable", "user", $"porto.person{i:00}", null) with
    {
        Because = "no longer declared in people/porto.yaml",
        DeletedOn = new DateOnly(2026, 12, 21),
        Cells = [Cell("accountEnabled", "true", "false", "people/porto.yaml:1", "undeclared")],
    });

    private static TargetRow Directory => SamplePlans.Empty.Targets[0] with
    {
        Reads = [new ReadRow("user", 6021, true, "last page"), new ReadRow("group", 412, true, "last page"), new ReadRow("members", 19_204, false, "page 3 of contractors failed three times (503)")],
        Cost = new CostRow { ReadRequests = 46, ReadUnits = 92, Writes = 4884, Requests = 4884, Units = 4884, MeteredWrites = 4884, WriteEnvelopes = 245, ExpectedSeconds = 244, BoundBy = "writes" },
        Entries =
        [
            Entry(Section.Blocked, "blocked", "user", LongName, "people/mecklenburg-vorpommern.yaml:1041") with
            {
                Conflict = new ConflictRow("RC402", "maximiliane@contoso.com belongs to employee 00123, this file says 00777",
                    "A recycled address is not the same person. Correct employeeId or userPrincipalName, or write the id: of the object that is meant."),
            },
            Entry(Section.Deleted, "delete", "user", "charles.old", null) with { Because = "grace over since 2026-11-20", Label = "due" },
            Entry(Section.Disabled, "disable", "user", WideName, "people/tokyo.yaml:33") with { Because = "left 2026-11-20", SessionsRevoked = true, DeletedOn = new DateOnly(2026, 12, 20), Label = "due" },
            .. Leavers,
            Entry(Section.Created, "create", "user", LongName + "-von-und-zu", "people/mecklenburg-vorpommern.yaml:4") with
            {
                Cells =
                [
                    Cell("userPrincipalName", null, LongName + "@mecklenburg-vorpommern.contoso.example", "people/mecklenburg-vorpommern.yaml:5"),
                    Cell("displayName", null, "Maximiliane Friederike Wolfeschlegelsteinhausenbergerdorff von und zu Mecklenburg", "people/mecklenburg-vorpommern.yaml:6"),
                ],
            },
            Entry(Section.Created, "create", "user", "ユーザー.花子", "people/tokyo.yaml:4") with { Cells = [Cell("displayName", null, "👩‍💻 花子 e\u0301", "people/tokyo.yaml:6"), Cell("department", null, "プラットフォーム開発部", "people/tokyo.yaml:2", "defaults")] },
            .. Enumerable.Range(1, 4812).Select(i => Entry(Section.Changed, "update", "user", $"person.{i:0000}", $"people/file{i % 40:00}.yaml:{i}") with
            {
                Privileged = i == 17, Cells = [Cell("companyName", "Contoso", "Contoso Ltd", "people/_all.yaml:3", "defaults")],
            }),
            Entry(Section.Changed, "update", "user", "guest.turing", "people/guests.yaml:9") with { Label = "pending", Cells = [Cell("companyName", "Bletchley", "Contoso Ltd", "people/_all.yaml:3", "defaults")] },
            Entry(Section.Changed, "update", "user", WideName, "people/tokyo.yaml:12") with { Cells = [Cell("jobTitle", "エンジニア", "プリンシパル・エンジニア・マネージャー、プラットフォーム開発部", "people/tokyo.yaml:14")] },
            Entry(Section.Changed, "update", "group", "engineering", "teams.yaml:7") with
            {
                Links =
                [
                    new LinkRow("members", [new LinkEndRow("user", LongName), new LinkEndRow("user", WideName)], [new LinkEndRow("user", "grace.hopper") { Because = "left 2026-11-20" }], 11)
                    {
                        Kept = 1, Withheld = 3, WithheldWhy = "the list was not read to its end", Where = "teams.yaml:9",
                    },
                ],
            },
        ],
    };
}
