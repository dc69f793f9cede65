using System.Text.Json;
using System.Text.RegularExpressions;

namespace Reconciler.Scenarios;

/// <summary>The command <c>evaluate</c> as a person reads it and as a program does.</summary>
public sealed class EvaluateTests
{
    private const string Ada = """{"givenName": "Ada", "surname": "Lovelace", "password": "hunter2"}""";

    [Fact]
    public async Task An_expression_is_shown_with_what_each_part_gives()
    {
        using var scenario = Scenario.Of(("ada.json", Ada));
        var run = await scenario.RunAsync("evaluate", """ToLower(Join("@", NormalizeDiacritics(Append([givenName], [surname])), "contoso.com"))""", "--attributes", "w/ada.json");
        Assert.Equal(0, run.ExitCode);
        Golden.Matches("evaluate/tree.txt", run.Out);
    }

    [Fact]
    public async Task Faults_stand_under_their_column()
    {
        using var scenario = Scenario.Of(100);
        var run = await scenario.RunAsync("evaluate", "Join(\",\",\n  switch([country], , \"US\", \"1\"), Tirm([city]))");
        Assert.Equal(3, run.ExitCode);
        Golden.Matches("evaluate/faults.txt", run.Out);
        run = await scenario.RunAsync("evaluate", "Append(\"x\", CDate(\"tomorrow\"))");
        Assert.Equal(1, run.ExitCode);
        Golden.Matches("evaluate/error.txt", run.Out);
    }

    [Fact]
    public async Task What_is_redacted_is_not_shown()
    {
        using var scenario = Scenario.Of(("ada.json", Ada));
        var run = await scenario.RunAsync("evaluate", "Append(\"p:\", Redact([password]))", "--attributes", "w/ada.json");
        Assert.DoesNotContain("hunter2", run.Out, StringComparison.Ordinal);
        Assert.Contains("[Redact]", run.Out, StringComparison.Ordinal);
        run = await scenario.RunAsync("evaluate", "Redact([password])", "--attributes", "w/ada.json", "--format", "json");
        Assert.Contains("\"logValue\": \"[Redact]\"", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_function_is_listed()
    {
        using var scenario = Scenario.Of(100);
        Golden.Matches("evaluate/functions.txt", (await scenario.RunAsync("evaluate", "--help-functions")).Out);
    }

    [Fact]
    public async Task A_batch_answers_each_entry_in_order_and_a_bad_one_spoils_no_other()
    {
        using var scenario = Scenario.Of(("batch.json", """
            [
              {"expr": "Append([a], \"b\")", "source": {"a": "é"}},
              {"expr": "Switch("},
              5,
              {"expr": "DateDiff(\"d\", Now(), CDate(\"2026-01-02\"))", "now": "2026-01-01T00:00:00Z"},
              {"expr": "IgnoreObjectFlow", "source": {}},
              {"expr": "IgnoreFlowIfNullOrEmpty([a])"},
              {"expr": "SelectUniqueValue(\"a\", \"b\")", "existing": ["A"]},
              {"expr": "Append(\"@\", DefaultDomain())", "defaultDomain": "contoso.com"},
              {"expr": "[bad]", "source": {"bad": "\ud800"}},
              {"expr": "IsNull([a])", "now": "soon"},
              {"expr": "Split([a], \",\")", "source": {"a": "x,y"}}
            ]
            """));
        var run = await scenario.RunAsync("evaluate", "--batch", "w/batch.json");
        Assert.Equal(0, run.ExitCode);
        Golden.Matches("evaluate/batch.json", run.Out);
    }

    [Fact]
    public async Task A_batch_is_read_from_the_standard_input_too()
    {
        using var scenario = Scenario.Of(100);
        scenario.Answer = """[{"expr": "1"}]""";
        Assert.Equal("[{\"value\":1}]", Regex.Replace((await scenario.RunAsync("evaluate", "--batch", "-")).Out, @"\s", ""));
        scenario.Answer = "{}";
        Assert.Equal(1, (await scenario.RunAsync("evaluate", "--batch", "-")).ExitCode);
    }

    [SharedFact]
    public async Task The_worked_examples_give_what_they_should_in_one_batch()
    {
        using var scenario = Scenario.Of(100);
        var file = Path.Combine(SharedFactAttribute.Folder ?? "", "vectors", "expression-vectors.json");
        using var vectors = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        using var results = JsonDocument.Parse((await scenario.RunAsync("evaluate", "--batch", file)).Out);
        Assert.Equal(vectors.RootElement.GetArrayLength(), results.RootElement.GetArrayLength());
        var wrong = vectors.RootElement.EnumerateArray().Zip(results.RootElement.EnumerateArray())
            .Where(p => !(p.First.TryGetProperty("kind", out var kind) && kind.GetString() == "ambiguous") && !Agrees(p.First, p.Second))
            .Select(p => $"{p.First} gives {p.Second}");
        Assert.Empty(wrong);
    }

    private static bool Agrees(JsonElement vector, JsonElement result)
    {
        var expected = vector.GetProperty("expect");
        if (vector.TryGetProperty("expectRegex", out var pattern))
            return Regex.IsMatch(result.GetProperty("value").GetString() ?? "", pattern.GetString() ?? "");
        if (expected.ValueKind == JsonValueKind.Object && expected.TryGetProperty("$flow", out var flow))
            return result.TryGetProperty("flow", out var given) && JsonElement.DeepEquals(given, flow);
        if (expected.ValueKind == JsonValueKind.Object && expected.TryGetProperty("$error", out var error))
            return result.TryGetProperty("error", out var kind) && JsonElement.DeepEquals(kind, error);
        return result.TryGetProperty("value", out var value) && JsonElement.DeepEquals(value, expected);
    }

    [Fact]
    public async Task A_whole_mapping_is_evaluated_on_a_declared_person()
    {
        using var scenario = Scenario.Example("quickstart");
        var run = await scenario.RunAsync("evaluate", "--mapping", "entra-users", "--user", "ada.lovelace", "--workspace", "w", "--now", "2026-11-21T09:00:00Z");
        Assert.Equal(0, run.ExitCode);
        Golden.Matches("evaluate/mapping.txt", run.Out);

        var leaver = await scenario.RunAsync("evaluate", "--mapping", "entra-users", "--user", "grace.hopper", "--workspace", "w", "--now", "2026-11-21T09:00:00Z", "--format", "json");
        var active = System.Text.Json.JsonDocument.Parse(leaver.Out).RootElement.GetProperty("attributes").EnumerateArray().Single(a => a.GetProperty("target").GetString() == "active");
        Assert.Equal("False", active.GetProperty("value").GetString());

        Assert.Equal("\"Ada Lovelace\"", (await scenario.RunAsync("evaluate", "Join(\" \", [givenName], [surname])", "--user", "ada.lovelace", "--workspace", "w")).Out.Split('\n')[0]);
        Assert.Contains("did you mean `entra-users`?", (await scenario.RunAsync("evaluate", "--mapping", "entra-usrs", "--user", "ada.lovelace", "--workspace", "w")).Error, StringComparison.Ordinal);
        Assert.Contains("either --user or --attributes", (await scenario.RunAsync("evaluate", "[mail]", "--user", "ada.lovelace", "--attributes", "a.json", "--workspace", "w")).Error, StringComparison.Ordinal);
        Assert.Contains("no user has the key", (await scenario.RunAsync("evaluate", "--mapping", "entra-users", "--user", "nobody", "--workspace", "w")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mapping_of_the_workspace_shows_its_lines_scope_and_defaults()
    {
        using var scenario = Scenario.Example("quickstart");
        scenario.Write("mappings.yaml", """
            version: 1
            mappings:
              wiki:
                object: user
                extends: entrust-users
                attributes:
                  title: { source: jobTitle, default: Staff }
                  userType: { constant: Employee, apply: create }
                scope: [[{ attribute: department, operator: EQUALS, value: Sales }]]
            """);
        var run = await scenario.RunAsync("evaluate", "--mapping", "wiki", "--user", "grace.hopper", "--workspace", "w", "--now", "2026-11-21T09:00:00Z");
        Assert.Contains("out of scope", run.Out, StringComparison.Ordinal);
        Assert.Matches("title +absent \\(on creation \"Staff\"\\) +mappings.yaml:7", run.Out);
        Assert.Matches("userType +\"Employee\" \\(on creation only\\) +mappings.yaml:8", run.Out);
    }
}
