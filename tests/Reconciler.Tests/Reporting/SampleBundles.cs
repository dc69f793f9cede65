using System.Collections.Immutable;
using Reconciler.Core.Reporting;

namespace Reconciler.Tests.Reporting;

/// <summary>Every shape that attributes, ends of lists and changes of access can have in a document.</summary>
internal static class SampleBundles
{
    public static PlanDocument Plan { get; } = SamplePlans.Empty with
    {
        Targets = [SamplePlans.Empty.Targets[0] with { Entries = [Entry] }],
        Access = [new AccessRow { Application = "wiki", DisplayName = "Wiki", Changes = [Gain("b", "a.yaml:9"), Gain("a", "b.yaml:3"), Gain("c", "a.yaml:2")] }],
    };

    public static ReportDocument Report { get; } = SampleReports.Partly with
    {
        Operations =
        [
            new OperationRow
            {
                Id = "op-1", Target = "directory", Phase = "establish", Action = "update", Kind = "group", Key = "g", Name = "G", Outcome = "applied", Where = "teams.yaml:4",
                Cells = Entry.Cells, Links = Entry.Links,
            },
        ],
        Waiting = [Entry],
    };

    private static EntryRow Entry => new()
    {
        Section = Section.Changed, Action = "update", Kind = "group", Key = "g", Name = "G", Where = "teams.yaml:4", Hash = "0123456789abcdef", Privileged = true,
        Cells =
        [
            Cell("displayName", null, "G", "declared", "teams.yaml:5"), Cell("description", "old", "new", "declared", "teams.yaml:9"),
            Cell("mail", "x", null, "undeclared", null), Cell("none", null, null, "derived", "other.yaml:3"), Cell("empty", "", "", "declared", "no place"),
            Cell("company", null, "Contoso", "defaults", "teams.yaml:1"), Cell("title", null, "T", "mapping", "mappings.yaml:8") with { Rule = "[title]", Mapping = "m" },
            Cell("password", null, "(password)", "derived", "teams.yaml:4"),
        ],
        Links =
        [
            new LinkRow("members", [End("a", "teams.yaml:12"), End("b", "people.yaml:7"), End("c", "teams.yaml:10"), End("d", null), End("e", "no place")],
                [End("x", null) with { Id = "1", Because = "left 2026-11-20" }, End("y", "teams.yaml:3") with { Id = "2" }], 4) { Where = "teams.yaml:9" },
            new LinkRow("assignments", [End("a", "teams.yaml:1") with { Role = "User" }, End("a", "teams.yaml:1") with { Role = "Admin" }], [], 0) { Kept = 1, Single = true },
        ],
    };

    private static AccessChangeRow Gain(string person, string where) => new(person, "User", true) { Through = "g", Where = where };

    private static CellRow Cell(string attribute, string? before, string? after, string origin, string? where) => new(attribute, before, after) { Origin = origin, Where = where };

    private static LinkEndRow End(string name, string? where) => new("user", name) { Where = where };
}
