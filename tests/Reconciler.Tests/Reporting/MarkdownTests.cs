using System.Collections.Immutable;
using System.Text;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Tests.Reporting;

public sealed class MarkdownTests
{
    private const string Hostile = "a|b`c <img src=x onerror=alert(1)> @contoso/admins fixes #12 [x](https://evil.example) <!-- x --> \u001b[31m\u202Eevil\nnext";

    [Fact]
    public void A_rich_plan() => Golden.Matches("plan.rich.md.txt", PlanMarkdown.Render(SamplePlans.Rich));

    [Fact]
    public void A_blocked_plan() => Golden.Matches("plan.blocked.md.txt", PlanMarkdown.Render(SamplePlans.Blocked));

    [Fact]
    public void A_folded_plan() => Golden.Matches("plan.folded.md.txt", PlanMarkdown.Render(SamplePlans.Folded));

    [Fact]
    public void A_plan_of_a_directory_and_its_applications() => Golden.Matches("estate.rich.md.txt", PlanMarkdown.Render(SampleEstates.Rich));

    [Fact]
    public void A_changed_row_of_a_mapping() => Golden.Matches("estate.folded.md.txt", PlanMarkdown.Render(SampleEstates.Folded));

    [Fact]
    public void Access_that_many_lose() => Golden.Matches("estate.blocked.md.txt", PlanMarkdown.Render(SampleEstates.Blocked));

    [Fact]
    public void Nothing_to_do() => Golden.Matches("plan.empty.md.txt", PlanMarkdown.Render(SamplePlans.Empty));

    [Fact]
    public void Ten_thousand_dangers_stay_within_a_comment_and_the_worst_comes_first()
    {
        var plan = SamplePlans.Rich with
        {
            Targets =
            [
                SamplePlans.Rich.Targets[0] with
                {
                    Entries = [.. SamplePlans.Rich.Targets[0].Entries.Concat(Enumerable.Range(0, 10_000).Select(i => new EntryRow
                    {
                        Section = i % 2 == 0 ? Section.Deleted : Section.Changed, Action = i % 2 == 0 ? "delete" : "update", Kind = "user", Name = $"person.{i}",
                        Because = $"grace over since {i}", Privileged = true, Cells = i % 2 == 0 ? [] : [new CellRow("jobTitle", $"{i}", new string('x', 400)) { Origin = "declared" }],
                    })).OrderBy(e => e.Section)],
                },
            ],
        };

        var text = PlanMarkdown.Render(plan);

        Assert.InRange(Encoding.UTF8.GetByteCount(text), 50_000, 60_000);
        Assert.Contains("`john.smith`", text, StringComparison.Ordinal);
        Assert.Contains("more rows", text, StringComparison.Ordinal);
        Assert.EndsWith("3,297 assignments\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Endless_conflicts_are_cut_between_conflicts()
    {
        var entries = Enumerable.Range(0, 100).Select(i => new EntryRow
        {
            Section = Section.Blocked, Action = "blocked", Kind = "user", Name = $"person.{i}", Conflict = new ConflictRow("RC402", new string('m', 9000), "advice"),
        });
        var text = PlanMarkdown.Render(SamplePlans.Empty with { Targets = [SamplePlans.Empty.Targets[0] with { Entries = [.. entries] }] });

        Assert.InRange(Encoding.UTF8.GetByteCount(text), 40_000, 60_000);
        Assert.Contains("`person.0`", text, StringComparison.Ordinal);
        Assert.Contains("see the full plan", text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_value_becomes_markup_a_mention_or_a_link()
    {
        var entry = new EntryRow
        {
            Section = Section.Deleted, Action = Hostile, Kind = Hostile, Name = Hostile, Because = Hostile, Where = Hostile,
            Cells = [new CellRow(Hostile, Hostile, "```\n</details>") { Origin = "declared", Where = Hostile }],
            Links = [new LinkRow(Hostile, [new LinkEndRow("user", Hostile)], [new LinkEndRow("user", Hostile) { Because = Hostile }], 0) { Where = Hostile }],
            Held = [new HeldRow(Hostile, Hostile, Hostile, Hostile)], Conflict = new ConflictRow(Hostile, Hostile, Hostile),
        };
        ImmutableArray<EntryRow> entries = [entry, entry with { Section = Section.Held }, entry with { Section = Section.Changed, Action = "update" }];
        var text = PlanMarkdown.Render(SamplePlans.Empty with
        {
            Workspace = Hostile,
            Targets =
            [
                SamplePlans.Empty.Targets[0] with { Entries = entries }, SamplePlans.Empty.Targets[0] with { Name = Hostile, Entries = entries },
                SamplePlans.Empty.Targets[0] with { Name = Hostile, Unreached = new FaultRow(Hostile, Hostile, Hostile) },
            ],
            Access =
            [
                new AccessRow
                {
                    Application = Hostile, DisplayName = Hostile, OpenToEveryone = true,
                    Changes = [new AccessChangeRow(Hostile, Hostile, false) { Through = Hostile, Because = Hostile, Where = Hostile }, new AccessChangeRow(Hostile, Hostile, true) { Through = Hostile }],
                },
            ],
            Counts = new PlanCounts { Deleted = 3, Operations = 3 },
            Findings = [new FindingRow(Hostile, Hostile, Hostile, Hostile)],
            Upcoming = [new UpcomingRow(new DateOnly(2026, 12, 1), Hostile, Hostile, Hostile, Hostile)],
        });

        var outsideCode = OutsideCode(text);
        Assert.DoesNotContain("@contoso", outsideCode, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", outsideCode, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", outsideCode, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", outsideCode, StringComparison.Ordinal);
        Assert.DoesNotContain("#12", outsideCode, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)), l => Assert.Equal(5, l.Count(c => c == '|')));
    }

    [Theory]
    [InlineData("grace.hopper", "`grace.hopper`")]
    [InlineData("a`b", "<code>a&#96;b</code>")]
    [InlineData("a|b\\|c", "<code>a&#124;b&#92;&#124;c</code>")]
    [InlineData("", "<code>&nbsp;</code>")]
    public void A_value_is_code(string value, string expected) => Assert.Equal(expected, MarkdownEncoder.Code(value));

    [Theory]
    [InlineData("jsmith@contoso.com belongs to employee 00123, this file says 00777", "`jsmith@contoso.com` belongs to employee 00123, this file says 00777")]
    [InlineData("declared in people/porto.yaml, before (see #12).", "declared in `people/porto.yaml`, before (see `#12`).")]
    [InlineData("the object `x` is gone", "the object `x` is gone")]
    [InlineData("www.evil.example", "`www.evil.example`")]
    [InlineData("- item", "`-` item")]
    public void A_sentence_keeps_its_plain_words(string sentence, string expected) => Assert.Equal(expected, MarkdownEncoder.Prose(sentence));

    // Fences, inline code and <code> removed, as a forge's renderer takes them.
    private static string OutsideCode(string text)
    {
        var result = new StringBuilder();
        string? fence = null;
        foreach (var line in text.Split('\n'))
        {
            var ticks = line.TakeWhile(c => c == '`').Count();
            if (fence is null && ticks >= 3)
                fence = new string('`', ticks);
            else if (fence is not null && line == fence)
                fence = null;
            else if (fence is null)
                result.Append(System.Text.RegularExpressions.Regex.Replace(line, "`[^`]*`|<code>.*?</code>", "")).Append('\n');
        }

        Assert.Null(fence);
        return result.ToString();
    }
}
