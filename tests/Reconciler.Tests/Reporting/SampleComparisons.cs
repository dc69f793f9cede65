using Reconciler.Core.Reporting;

namespace Reconciler.Tests.Reporting;

/// <summary>A plan and a report of a pull request: invented, with every label and with what is released.</summary>
internal static class SampleComparisons
{
    private static readonly RevisionRow Main = new("origin/main", "8f1c2a7100aa55cc3f9c2a7100aa55cc3f9c2a71");

    public static PlanDocument Plan { get; } = SamplePlans.Empty with
    {
        Base = Main,
        Control = Main,
        Head = new HeadRow("0d1c2a7100aa55cc3f9c2a7100aa55cc3f9c2a71", true),
        Counts = new PlanCounts { Disabled = 1, Released = 2, Created = 1, Changed = 3, AccessGained = 2, Operations = 6 },
        Access =
        [
            new AccessRow
            {
                Application = "wiki", DisplayName = "Wiki", Before = 3, After = 5,
                Changes =
                [
                    new AccessChangeRow("ada.lovelace", "User", true) { Through = "engineering", Where = "teams.yaml:12", Label = "change" },
                    new AccessChangeRow("alan.turing", "User", true) { Through = "engineering", Where = "teams.yaml:13", Label = "pending" },
                ],
            },
        ],
        Targets =
        [
            SamplePlans.Empty.Targets[0] with
            {
                Entries =
                [
                    Entry(Section.Disabled, "disable", "user", "grace.hopper", "people.yaml:33", "due") with
                    {
                        Because = "left 2026-11-20", DeletedOn = new DateOnly(2026, 12, 20), SessionsRevoked = true,
                    },
                    Entry(Section.Released, "unmanage", "group", "engineering", "teams.yaml:7", "change") with
                    {
                        Standing = [new StandingRow("members", "ada.lovelace, alan.turing, grace.hopper and 9 more stay", "teams.yaml:9@origin/main")],
                    },
                    Entry(Section.Released, "unmanage", "user", "john.smith", "people.yaml:41@origin/main", "change") with { Because = "no longer declared, and not removed" },
                    Entry(Section.Created, "create", "user", "ada.lovelace", "people.yaml:4", "change") with
                    {
                        Cells = [Cell("userPrincipalName", null, "ada.lovelace@contoso.com")],
                    },
                    Entry(Section.Changed, "update", "user", "alan.turing", "people.yaml:19", "change") with
                    {
                        Cells = [Cell("jobTitle", "Analyst", "Principal Analyst"), Cell("department", null, "Engineering") with { Label = "pending", Where = "people.yaml:2" }],
                    },
                    Entry(Section.Changed, "update", "user", "joan.clarke", "people.yaml:61", "pending") with { Cells = [Cell("jobTitle", "Linguist", "Head of Hut 8")] },
                    Entry(Section.Changed, "update", "user", "mary.shelley", "people.yaml:52", "drift") with { Cells = [Cell("officeLocation", "Geneva", "London")] },
                    Entry(Section.Changed, "update", "group", "platform", "teams.yaml:20", "change") with
                    {
                        Links =
                        [
                            new LinkRow("members", [new LinkEndRow("user", "ada.lovelace") { Where = "teams.yaml:23" }, new LinkEndRow("user", "alan.turing") { Label = "pending", Where = "teams.yaml:24" }], [], 4)
                            {
                                Where = "teams.yaml:22",
                            },
                        ],
                    },
                ],
            },
        ],
    };

    public static ReportDocument Report { get; } = SampleReports.Partly with
    {
        Base = Main,
        Control = Main,
        Head = Plan.Head,
        Waiting = [.. Plan.Targets[0].Entries.Select(e => e with { Target = "directory", Held = [new HeldRow("jobTitle", "protected", "Remove the line under protected.", null)] })],
    };

    private static EntryRow Entry(Section section, string action, string kind, string name, string where, string label) => new()
    {
        Section = section, Action = action, Kind = kind, Name = name, Key = name, Where = where, Label = label,
    };

    private static CellRow Cell(string attribute, string? before, string? after) => new(attribute, before, after) { Origin = "declared" };
}
