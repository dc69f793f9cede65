using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Reconciler.Scenarios;

/// <summary>What a large change costs is printed before it is applied, and the report says what it came to.</summary>
public sealed class QuotaTests
{
    private const int People = 1_000;
    private const int Groups = 50;

    [Fact]
    public async Task Fifty_thousand_additions_are_priced_before_and_counted_after()
    {
        using var scenario = Scenario.Of(
            ("reconciler.yaml", "version: 1\nworkspace: w\ndirectory: { type: entra, tenant: contoso.onmicrosoft.com, domains: [contoso.com], enforce: full }\n"),
            ("people.yaml", Declared("users", People, i => $"  p{i:0000}: {{ displayName: P{i:0000}, userPrincipalName: p{i:0000}@contoso.com }}")),
            ("teams.yaml", Teams("")));
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        scenario.Write("teams.yaml", Teams($", members: [{string.Join(", ", Enumerable.Range(0, People).Select(i => $"p{i:0000}"))}]"));

        var plan = await scenario.PlanAsync();
        Assert.Equal(0, plan.ExitCode);
        Assert.Contains("apply with 2,500 requests in 150 calls (2,500 units)", Line(plan.Out, "Cost"), StringComparison.Ordinal);
        Assert.Contains("17,500 writes as metered", Line(plan.Out, "Cost"), StringComparison.Ordinal);
        Assert.Contains("about 15 min by the quota of writes", plan.Out, StringComparison.Ordinal);
        using var planned = JsonDocument.Parse((await scenario.PlanAsync("--format", "json")).Out);
        var cost = planned.RootElement.GetProperty("targets")[0].GetProperty("cost");
        Assert.Equal("writes", cost.GetProperty("boundBy").GetString());
        Assert.InRange(cost.GetProperty("expectedSeconds").GetDouble(), 14 * 60, 16 * 60);
        Assert.Contains("apply with 2,500 requests in 150 calls (2,500 units), 17,500 writes as metered, about 15 min by the quota of writes",
            (await scenario.PlanAsync("--format", "markdown")).Out, StringComparison.Ordinal);

        var apply = await scenario.ApplyAsync();
        Assert.Equal(0, apply.ExitCode);
        Assert.Contains("applied with 2,500 requests in 150 calls (2,500 units)", Line(apply.Out, "Traffic"), StringComparison.Ordinal);
        Assert.Contains("17,500 writes as metered", Line(apply.Out, "Traffic"), StringComparison.Ordinal);
        using var report = JsonDocument.Parse(scenario.Report(scenario.Reports[^1]));
        var traffic = report.RootElement.GetProperty("traffic");
        foreach (var (done, expected) in ((string, string)[])[("requests", "requests"), ("envelopes", "writeEnvelopes"), ("units", "units"), ("meteredWrites", "meteredWrites")])
            Assert.Equal(cost.GetProperty(expected).GetInt32(), traffic.GetProperty(done).GetInt32());
    }

    // The footer's part that begins with a label, its lines joined.
    private static string Line(string text, string label)
    {
        var lines = text.Split('\n').SkipWhile(l => !l.StartsWith(label, StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(lines);
        return string.Join(' ', lines.Take(1).Concat(lines.Skip(1).TakeWhile(l => l.StartsWith("  ", StringComparison.Ordinal))).Select(l => l.Trim()));
    }

    private static string Teams(string more) => Declared("groups", Groups, i => $"  t{i:00}: {{ displayName: T{i:00}{more} }}");

    private static string Declared(string kind, int count, Func<int, string> line)
    {
        var text = new StringBuilder("version: 1\n").Append(kind).Append(":\n");
        for (var i = 0; i < count; i++)
            text.Append(CultureInfo.InvariantCulture, $"{line(i)}\n");
        return text.ToString();
    }
}
