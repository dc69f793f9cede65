using System.Text.Json;
using System.Text.RegularExpressions;
using Reconciler.Core.Mapping;

namespace Reconciler.Tests.Mapping;

/// <summary>The worked examples of Entra's pages; where the pages disagree with themselves, what the expression literally gives.</summary>
public sealed class VectorTests
{
    [SharedFact]
    public void Every_worked_example_gives_what_it_should()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedFactAttribute.Folder ?? "", "vectors", "expression-vectors.json")));
        var wrong = new List<string>();
        var count = 0;
        foreach (var vector in vectors.RootElement.EnumerateArray())
        {
            if (Text(vector, "kind") == "ambiguous")
                continue;
            count++;
            var result = Run(vector);
            if (!Agrees(vector, result))
                wrong.Add($"{Text(vector, "expr")} on {vector.GetProperty("source")} gives {Evaluating.Json(result)} {result.Error?.Message}");
        }

        Assert.Empty(wrong);
        Assert.True(count > 100);
    }

    private static FlowResult Run(JsonElement vector)
    {
        var context = Evaluating.Context with { DefaultDomain = Text(vector, "defaultDomain") };
        if (Text(vector, "now") is { } now)
            context = context with { Now = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture) };
        if (vector.TryGetProperty("existing", out var existing))
            context = context with { IsTaken = existing.EnumerateArray().Select(e => e.GetString() ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase).Contains };
        return Evaluating.Run(Text(vector, "expr") ?? "", vector.GetProperty("source").GetRawText(), context);
    }

    private static bool Agrees(JsonElement vector, FlowResult result)
    {
        if (Text(vector, "logValue") is { } log && log != result.LogValue)
            return false;
        if (Text(vector, "expectRegex") is { } pattern)
            return Regex.IsMatch(result.Value.ToString(), pattern);
        var expected = vector.GetProperty("expect");
        if (expected.ValueKind == JsonValueKind.Object && expected.TryGetProperty("$flow", out var flow))
            return Evaluating.Json(result) == $"flow:{flow}";
        if (expected.ValueKind == JsonValueKind.Object && expected.TryGetProperty("$error", out var error))
            return Evaluating.Json(result) == $"error:{error}";
        if (result.Flow != Flow.Value)
            return false;
        using var actual = JsonDocument.Parse(Evaluating.Json(result));
        return JsonElement.DeepEquals(expected, actual.RootElement);
    }

    private static string? Text(JsonElement vector, string name) => vector.TryGetProperty(name, out var value) ? value.GetString() : null;
}
