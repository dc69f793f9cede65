using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Tests.Reporting;

/// <summary>How a plan tells what a pull request brings from what was due before it.</summary>
public sealed class ComparisonTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(100)]
    public void A_pull_request_in_a_terminal(int width) => Golden.Matches($"plan.compared.{width}.txt", PlanText.Render(SampleComparisons.Plan, width).ToPlain());

    [Fact]
    public void A_pull_request_as_a_comment() => Golden.Matches("plan.compared.md.txt", PlanMarkdown.Render(SampleComparisons.Plan));

    [Theory]
    [InlineData(null, "people.yaml:5", "people.yaml:5")]
    [InlineData("change", "people.yaml:5", "people.yaml:5")]
    [InlineData("pending", null, "already pending")]
    [InlineData("due", "people.yaml:5", "due · people.yaml:5")]
    [InlineData("due", "due, people.yaml:5", "due, people.yaml:5")]
    public void A_label_stands_beside_the_line_and_is_not_said_twice(string? label, string? where, string expected) => Assert.Equal(expected, LabelWords.Beside(label, where));

    [Fact]
    public void Without_a_base_nothing_is_said_of_labels()
    {
        var labelled = SampleComparisons.Plan with { Base = null };
        Assert.DoesNotContain("drift", PlanText.Render(labelled, 100).ToPlain(), StringComparison.Ordinal);
        Assert.DoesNotContain("pending", PlanMarkdown.Render(labelled), StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_of_different_labels_are_never_one_line()
    {
        var entry = SampleComparisons.Plan.Targets[0].Entries.First(e => e.Name == "mary.shelley");
        var many = Enumerable.Range(0, 40).Select(i => entry with { Name = $"p{i}", Label = i % 2 == 0 ? "drift" : "change" }).ToArray();
        Assert.All(Folding.Of(many), f => Assert.Single(f.Entries.Select(e => e.Label).Distinct()));
    }

    [Fact]
    public void A_compared_plan_survives_being_written_and_read()
    {
        var text = DocumentJson.Write(SampleComparisons.Plan);
        var read = DocumentJson.ReadPlan(text);
        Assert.Equal(text, DocumentJson.Write(read));
        Assert.Equal((SampleComparisons.Plan.Base, SampleComparisons.Plan.Control, SampleComparisons.Plan.Head), (read.Base, read.Control, read.Head));
        Assert.Equal(SampleComparisons.Plan.Access[0].Changes.AsEnumerable(), read.Access[0].Changes);
        foreach (var (written, entry) in SampleComparisons.Plan.Targets[0].Entries.Zip(read.Targets[0].Entries))
        {
            Assert.Equal((written.Name, written.Action, written.Label), (entry.Name, entry.Action, entry.Label));
            Assert.Equal(written.Cells.AsEnumerable(), entry.Cells);
            Assert.Equal(written.Standing.AsEnumerable(), entry.Standing);
            Assert.Equal(written.Links.SelectMany(l => l.Adds.Concat(l.Removes)), entry.Links.SelectMany(l => l.Adds.Concat(l.Removes)));
        }
    }

    [Theory]
    [InlineData("change", null, "due")]
    [InlineData(null, null, null)]
    [InlineData("pending", "pending", "drift")]
    public void Labels_of_attributes_and_ends_are_read_as_they_were_written(params string?[] labels)
    {
        var plain = SampleComparisons.Plan.Targets[0].Entries.First(e => !e.Links.IsEmpty);
        var entry = plain with
        {
            Cells = [.. labels.Select((l, i) => new CellRow($"a{i}", i == 1 ? "was" : null, i == 2 ? null : "is") { Origin = "declared", Where = $"teams.yaml:{i + 3}", Label = l })],
            Links = [plain.Links[0] with { Adds = [.. labels.Select((l, i) => new LinkEndRow("user", $"u{i}") { Where = $"teams.yaml:{i + 9}", Label = l })] }],
        };
        var read = DocumentJson.ReadPlan(DocumentJson.Write(SampleComparisons.Plan with { Targets = [SampleComparisons.Plan.Targets[0] with { Entries = [entry] }] })).Targets[0].Entries[0];
        Assert.Equal(entry.Cells.AsEnumerable(), read.Cells);
        Assert.Equal(entry.Links[0].Adds.AsEnumerable(), read.Links[0].Adds);
    }

    [Fact]
    public void Labels_that_are_not_as_many_as_the_attributes_are_refused()
    {
        var text = DocumentJson.Write(SampleComparisons.Plan);
        Assert.Contains("\"labels\":[\"\",\"pending\"]", text, StringComparison.Ordinal);
        Assert.Throws<System.Text.Json.JsonException>(() => DocumentJson.ReadPlan(text.Replace("\"labels\":[\"\",\"pending\"]", "\"labels\":[\"pending\"]", StringComparison.Ordinal)));
    }
}
