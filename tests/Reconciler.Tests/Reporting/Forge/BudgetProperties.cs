using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Rendering;
using Reconciler.Tests.Estates;
using Xunit.Abstractions;

namespace Reconciler.Tests.Reporting.Forge;

/// <summary>Whatever a plan holds, its texts keep to their room, and whoever loses something is in them or counted.</summary>
public sealed partial class BudgetProperties(ITestOutputHelper output)
{
    [Fact]
    public void A_comment_keeps_to_its_room_and_names_whoever_loses_something() => Holds(MarkdownFrame.Comment);

    [Fact]
    public void A_summary_keeps_to_its_room_and_names_whoever_loses_something() => Holds(MarkdownFrame.Page with { Budget = MarkdownFrame.SummaryBudget });

    [Fact]
    public void Sections_give_way_in_their_order_and_say_so()
    {
        var plan = SamplePlans.Rich with
        {
            Upcoming = [.. Enumerable.Range(0, 3_000).Select(i => new UpcomingRow(new DateOnly(2026, 12, 1), "user", $"later.{i}", "starts", null))],
            Findings = [.. Enumerable.Range(0, 500).Select(i => new FindingRow("RC304", "warning", $"nothing live answers to x{i}", null))],
        };
        var text = PlanMarkdown.Render(plan);
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 50_000, 60_000);
        // Dates give way before findings, and details before dates.
        Assert.Contains("Findings: 500", text, StringComparison.Ordinal);
        Assert.Contains("nothing live answers to x499", text, StringComparison.Ordinal);
        Assert.Matches(@"- … [0-9,]+ more: see the full plan", text);
        Assert.Contains("2 created, attribute by attribute: see the full plan", text, StringComparison.Ordinal);
        Assert.Contains("`charles.old` | deleted", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_without_room_go_on_in_further_comments_and_what_is_beyond_is_counted()
    {
        var plan = SamplePlans.Empty with
        {
            Counts = new PlanCounts { Disabled = 40_000, Operations = 40_000 },
            Targets = [SamplePlans.Empty.Targets[0] with { Entries = [.. Enumerable.Range(0, 40_000).Select(i => new EntryRow { Section = Section.Disabled, Action = "disable", Kind = "user", Name = $"person.{i:00000}", Because = $"left, {i}" })] }],
        };
        var parts = PlanMarkdown.Parts(plan, MarkdownFrame.Comment);
        Assert.Equal(5, parts.Length);
        Assert.Contains("40,000 disabled", parts[0], StringComparison.Ordinal);
        Assert.StartsWith("### 🟠 contoso: who loses what, part 2 of 5\n", parts[1], StringComparison.Ordinal);
        var named = parts.Sum(p => PersonName().Count(p));
        var counted = int.Parse(Omitted().Match(parts[4]).Groups[1].Value.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(40_000, named + counted);
        Assert.InRange(named, 18_000, 40_000);
    }

    private void Holds(MarkdownFrame frame)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(20).WithRunner(new PropertyRunner(output));
        Prop.ForAll(PlanArbitraries.Plan.ToArbitrary(), plan => Check(plan, frame)).Check(config);
    }

    private static void Check(PlanDocument plan, MarkdownFrame frame)
    {
        var parts = PlanMarkdown.Parts(plan, frame);
        Assert.All(parts, p => Assert.InRange(Encoding.UTF8.GetByteCount(p), 1, frame.Budget));
        Assert.InRange(parts.Length, 1, frame.MostParts);
        var all = string.Concat(parts);
        var omitted = Omitted().Match(all);
        var text = Shown(all);
        var missing = PlanArbitraries.Losers(plan).Distinct(StringComparer.Ordinal).Where(n => !text.Contains(Shown(TerminalEncoder.Encode(Clipped(n))), StringComparison.Ordinal)).ToArray();
        if (!omitted.Success)
        {
            Assert.Empty(missing);
            return;
        }

        // Only where every part is full, and then to the letter: what is said to be missing is what is.
        Assert.Equal(frame.MostParts, parts.Length);
        var counted = int.Parse(omitted.Groups[1].Value.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(missing.Length, 0, counted);
    }

    private static string Clipped(string name) => name.Length <= 256 ? name : name[..(char.IsHighSurrogate(name[255]) ? 255 : 256)];

    // As code and in fences a name stands differently; its letters are the same.
    private static string Shown(string text) => Entity().Replace(text,
        m => ((char)int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex("… ([0-9,]+) more names? of those who lose something")]
    private static partial Regex Omitted();

    [GeneratedRegex(@"person\.\d{5}")]
    private static partial Regex PersonName();

    [GeneratedRegex("&#([0-9]+);")]
    private static partial Regex Entity();
}
