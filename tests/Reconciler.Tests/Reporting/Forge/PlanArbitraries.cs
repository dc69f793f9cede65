using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Reconciler.Core.Reporting;

namespace Reconciler.Tests.Reporting.Forge;

/// <summary>Plans of any size, with names that mean harm.</summary>
internal static class PlanArbitraries
{
    private static readonly string[] Harms =
    [
        "@contoso/admins", "@everyone", "<img src=x onerror=alert(1)>", "</details></summary>", "<!-- x -->", "-->", "```", "~~~", "`", "``", "|", "\\|", "[x](https://evil.example)", "![x](https://evil.example/p.png)",
        "https://evil.example", "www.evil.example", "evil@example.com", "fixes #12", "contoso/identity#7", "GH-9", "::error::x", "::add-mask::x", "::set-output name=a::b", "##[add-mask]x", "##vso[task.setvariable]x",
        "\u001b[31m", "\u001b]0;x\u0007", "\u009b31m", "\u202E", "\u2066", "\u200B", "\r\n", "\n# heading\n", "\n- item", "=HYPERLINK(\"https://evil.example\")", "+1", "-1", "@SUM(A1)", "\t=1", "{{x}}", "${{ secrets.X }}", ":tada:",
        "*bold*", "_it_", "~~s~~", "&lt;b&gt;", "&amp;", "\\", "$x^2$", "<!-- reconciler:comment {} -->", "---", "===", "> quote", "松本", "\ud800", "a b", "  ", "1. x", "+ x", "[^1]", "H~2~O", "<a@b.c>", "x:\nEOF\ny",
    ];

    /// <summary>Plain words and harms, joined in any way.</summary>
    public static Gen<string> Name { get; } =
        from count in Gen.Choose(1, 4)
        from parts in Gen.ArrayOf(Gen.OneOf(Gen.Elements(Harms), Gen.Elements("ada", "grace.hopper", "x", "O'Neil", "person.17")), count)
        from gap in Gen.Elements("", " ", ".")
        select string.Join(gap, parts);

    public static Gen<PlanDocument> Plan { get; } =
        from names in Gen.ArrayOf(Name, 12)
        from losses in Gen.Frequency((4, Gen.Choose(0, 30)), (2, Gen.Choose(100, 1_500)), (1, Gen.Choose(3_000, 9_000)))
        from gains in Gen.Frequency((4, Gen.Choose(0, 30)), (1, Gen.Choose(500, 1_500)))
        from length in losses > 2_000 ? Gen.Elements(0, 20) : Gen.Elements(0, 0, 0, 20, 200, 2_000)
        from isBlocked in Gen.Elements(true, false)
        from hasBase in Gen.Elements(true, false)
        from isPrivileged in Gen.Elements(true, false, false)
        select Of(names, losses, gains, length, isBlocked, hasBase, isPrivileged);

    /// <summary>Every name that somebody loses something under.</summary>
    public static IEnumerable<string> Losers(PlanDocument plan) => plan.Targets.SelectMany(t => t.Entries).Where(e => e.Section is Section.Deleted or Section.Disabled).Select(e => e.Name)
        .Concat(plan.Access.SelectMany(a => a.Changes).Where(c => !c.Gained).Select(c => c.Person));

    private static PlanDocument Of(string[] names, int losses, int gains, int length, bool isBlocked, bool hasBase, bool isPrivileged)
    {
        string Pick(int i) => names[i % names.Length];
        string Person(int i) => $"{Pick(i)}-{i}{new string('y', length)}";
        string? Label(int i) => !hasBase ? null : i % 3 == 0 ? "change" : i % 3 == 1 ? "pending" : "due";
        EntryRow Entry(int i, Section section, string action) => new()
        {
            Section = section, Action = action, Kind = "user", Name = Person(i), Key = Person(i), Because = i % 2 == 0 ? Pick(i + 1) : $"no longer declared: people/{Pick(i)}.yaml is gone",
            Where = $"{Pick(i)}.yaml:{i}", Privileged = isPrivileged, Label = Label(i),
            Cells = [new CellRow(Pick(i + 3), Pick(i + 4), Pick(i + 5)) { Origin = "declared", Where = Pick(i + 6), Rule = Pick(i) }],
            Links = i % 4 == 0 ? [new LinkRow("members", [new LinkEndRow("user", Pick(i))], [new LinkEndRow("group", Pick(i + 1)) { Because = Pick(i) }], 3) { Withheld = 1, WithheldWhy = Pick(i) }] : [],
            Held = section is Section.Held ? [new HeldRow(Pick(i), Pick(i + 1), Pick(i + 2), Pick(i + 3))] : [],
            Conflict = section is Section.Blocked ? new ConflictRow("RC402", Pick(i), Pick(i + 1)) : null,
            Standing = section is Section.Released ? [new StandingRow(Pick(i), Pick(i + 1), Pick(i + 2))] : [],
        };
        ImmutableArray<EntryRow> entries =
        [
            Entry(1, Section.Blocked, "blocked"), Entry(2, Section.Held, "update"),
            .. Enumerable.Range(10, losses).Select(i => i % 3 == 0 ? Entry(i, Section.Deleted, "delete") : Entry(i, Section.Disabled, "disable")),
            Entry(3, Section.Released, "unmanage"),
            .. Enumerable.Range(100_000, gains).Select(i => i % 2 == 0 ? Entry(i, Section.Created, "create") : Entry(i, Section.Changed, "update")),
        ];
        return SamplePlans.Empty with
        {
            Workspace = Pick(0),
            Base = hasBase ? new RevisionRow(Pick(1), new string('a', 40)) : null,
            Blocked = isBlocked,
            Counts = new PlanCounts { Deleted = losses / 3, Disabled = losses, AccessLost = losses / 2, Created = gains, Operations = losses + gains },
            Guards = isBlocked ? [new GuardRow { Guard = "removals", Target = "directory", Counted = "users", Figure = losses, Limit = 3, Base = 9, Blocks = true, Where = Pick(2), Causes = [.. names], Names = [.. names], OverrideLine = Pick(3) }] : [],
            Withheld = [new WithheldRow(Pick(4), "members", 3, Pick(5), [.. names])],
            Approvers = [new ApproverRow([.. names]) { Changes = 1, Files = [.. names] }],
            Upcoming = [.. Enumerable.Range(0, 40).Select(i => new UpcomingRow(new DateOnly(2026, 12, 1), "user", Pick(i), Pick(i + 1), Pick(i + 2)))],
            Findings = [.. Enumerable.Range(0, 12).Select(i => new FindingRow("RC304", "warning", Pick(i), Pick(i + 1)) { Help = [Pick(i + 2)] })],
            Deferred = [new CountRow(Pick(6), 7)],
            Targets =
            [
                SamplePlans.Empty.Targets[0] with { Entries = entries },
                SamplePlans.Empty.Targets[0] with { Name = $"{Pick(7)}/scim", Entries = [.. entries.Where((_, i) => i % 5 == 0)] },
                SamplePlans.Empty.Targets[0] with { Name = $"{Pick(8)}/scim", Unreached = new FaultRow("x", Pick(9), Pick(10)) },
            ],
            Access =
            [
                new AccessRow
                {
                    Application = "wiki", DisplayName = Pick(11), OpenToEveryone = true,
                    Changes = [.. Enumerable.Range(10, losses / 2).Select(i => new AccessChangeRow(Person(i), Pick(i % 3), false) { Through = Pick(i % 2), Because = Pick(i), Where = Pick(i + 1), Label = Label(i), Privileged = isPrivileged })],
                },
                new AccessRow { Application = "crm", DisplayName = Pick(3), Changes = [.. Enumerable.Range(100_000, gains / 2).Select(i => new AccessChangeRow(Person(i), Pick(i % 3), true) { Where = Pick(i), Label = Label(i) })] },
            ],
        };
    }
}
