using System.Text;
using System.Text.Json;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Rendering;
using Reconciler.Manifests.Loading;
using Reconciler.Manifests.Yaml;
using Reconciler.Tests.Manifests.Loading;

namespace Reconciler.Tests.Manifests.Fuzz;

/// <summary>Texts from strangers: whatever they hold, the program says what is wrong with them and stays on its feet.</summary>
[Collection(nameof(Alone))]
public sealed class FuzzTests
{
    private const string Control = "reconciler.yaml";

    [Fact]
    public void Any_workspace_is_a_model_or_faults_inside_its_texts() => new FuzzRun("workspaces", inputs: 600, share: 0.75).Check(FuzzCorpus.Files, (bytes, random) =>
    {
        var second = FuzzCorpus.Files[random.Next(FuzzCorpus.Files.Count)];
        WorkspaceOracle.Check(random.Next(3) == 0
            ? [new(Control, bytes), new("people.yaml", second)]
            : [new(Control, Encoding.UTF8.GetBytes(Estate.Control)), new("people.yaml", bytes), new("teams/web.yaml", second)]);
    });

    [Fact]
    public void Any_saved_document_is_shown_or_refused() => new FuzzRun("documents", inputs: 400, share: 0.25).Check(FuzzCorpus.Documents, (bytes, _) =>
    {
        var json = Encoding.UTF8.GetString(bytes);
        DocumentJson.SchemaOf(json);
        try
        {
            var plan = DocumentJson.ReadPlan(json);
            DocumentJson.IsIntact(plan);
            Shown(PlanText.Render(plan, 100, full: true).ToPlain());
            PlanMarkdown.Render(plan);
        }
        catch (JsonException)
        {
            // What is no plan is refused.
        }

        try
        {
            var report = DocumentJson.ReadReport(json);
            Shown(ReportText.Render(report, "report.json", 100).ToPlain());
            ReportMarkdown.Render(report, "report.json");
        }
        catch (JsonException)
        {
            // What is no report is refused.
        }
    });

    [Theory]
    [InlineData(8, 9)]
    [InlineData(20, 4)]
    [InlineData(2, 49)]
    public void A_bomb_of_aliases_costs_no_more_than_it_has_lines(int levels, int width)
    {
        var text = new StringBuilder("version: 1\nb0: &b0 [x, y]\n");
        for (var level = 1; level <= levels; level++)
            text.Append($"b{level}: &b{level} [{string.Join(", ", Enumerable.Repeat($"*b{level - 1}", width))}]\n");
        var budget = new NodeBudget();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var document = YamlDocument.Parse("f", text.ToString(), budget, []);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.InRange(budget.Used, 0, NodeBudget.DefaultLimit);

        // What is small enough to be kept is no reason to walk it for ever either.
        before = GC.GetTotalAllocatedBytes();
        var result = WorkspaceLoader.Load(new LoadRequest([Estate.Text(Control, Estate.Control), Estate.Text("f.yaml", text.ToString())], Estate.Today));
        Assert.Null(result.Model);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 64L << 20);
        Assert.True(document.IsWhole || result.Diagnostics.Any(d => d.Code == "RC102"));
    }

    private static void Shown(string text) => Assert.DoesNotContain(text, c => char.IsControl(c) && c != '\n');
}
