using System.Text.Json;
using System.Text.Json.Nodes;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Tests.Reporting;

/// <summary>A saved document that lost a part, or has null for it, is shown without it or refused; nothing else happens.</summary>
public sealed class SavedDocumentTests
{
    [Fact]
    public void Any_part_of_a_plan_can_be_missing() => Check(DocumentJson.Write(DocumentJson.Sealed(SamplePlans.Rich)), json =>
    {
        var plan = DocumentJson.ReadPlan(json);
        DocumentJson.IsIntact(plan);
        PlanText.Render(plan, 100);
        PlanMarkdown.Render(plan);
    });

    [Fact]
    public void Any_part_of_a_plan_of_applications_can_be_missing() => Check(DocumentJson.Write(SampleEstates.Blocked with { Access = [.. SampleEstates.Rich.Access.Skip(1)], Targets = [.. SampleEstates.Rich.Targets.Skip(2)] }), json =>
    {
        var plan = DocumentJson.ReadPlan(json);
        PlanText.Render(plan, 100);
        PlanMarkdown.Render(plan);
    });

    [Fact]
    public void Any_part_of_a_report_can_be_missing() => Check(DocumentJson.Write(SampleReports.Partly with { Operations = [.. SampleReports.Partly.Operations.Take(3)] }), json =>
    {
        var report = DocumentJson.ReadReport(json);
        ReportText.Render(report, "report.json", 100);
        ReportMarkdown.Render(report, "report.json");
    });

    [Fact]
    public void A_document_without_one_of_its_lists_is_refused_by_name()
    {
        var plan = Assert.IsType<JsonObject>(JsonNode.Parse(DocumentJson.Write(SamplePlans.Rich)));
        Assert.True(plan.Remove("upcoming"));
        Assert.Contains("upcoming", Assert.Throws<JsonException>(() => DocumentJson.ReadPlan(plan.ToJsonString())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"workspace\":\"contoso\"", "\"workspace\":\"\\ud83d\"")]
    [InlineData("\"workspace\":", "\"\\ud83d\":")]
    public void Half_a_character_makes_a_document_none_of_ours(string part, string broken)
    {
        var json = DocumentJson.Write(SamplePlans.Rich);
        Assert.Contains(part, json, StringComparison.Ordinal);
        json = json.Replace(part, broken, StringComparison.Ordinal);
        DocumentJson.SchemaOf(json);
        Assert.Throws<JsonException>(() => DocumentJson.ReadPlan(json));
    }

    private static void Check(string json, Action<string> use)
    {
        use(json.Replace("contoso", "contosa", StringComparison.Ordinal));
        var (shown, refused) = (0, 0);
        foreach (var broken in Broken(json))
        {
            try
            {
                use(broken);
                shown++;
            }
            catch (JsonException)
            {
                refused++;
            }
        }

        Assert.True(shown > 0 && refused > 0);
    }

    // Every member and every item in turn: gone, and null.
    private static IEnumerable<string> Broken(string json)
    {
        var root = JsonNode.Parse(json);
        foreach (var path in Paths(root))
        {
            foreach (var remove in new[] { true, false })
            {
                var copy = root?.DeepClone();
                var parent = path.SkipLast(1).Aggregate(copy, Step);
                if (parent is JsonObject members && path[^1] is string name)
                {
                    if (!remove || !members.Remove(name))
                        members[name] = null;
                }
                else if (parent is JsonArray items && path[^1] is int index)
                {
                    items[index] = null;
                }

                // A computed member that is not read may go unnoticed.
                if (path[^1] is not "hasChanges")
                    yield return copy?.ToJsonString() ?? "null";
            }
        }
    }

    private static JsonNode? Step(JsonNode? node, object step) => step is string name ? node?[name] : node?[(int)step];

    private static IEnumerable<object[]> Paths(JsonNode? node)
    {
        IEnumerable<(object Step, JsonNode? Value)> inner = node switch
        {
            JsonObject members => members.Select(m => ((object)m.Key, m.Value)),
            // What is alike need not be tried each.
            JsonArray items => items.Take(2).Select((v, i) => ((object)i, v)),
            _ => [],
        };
        foreach (var (step, value) in inner)
        {
            yield return [step];
            foreach (var path in Paths(value))
                yield return [step, .. path];
        }
    }
}
