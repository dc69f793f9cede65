using System.Text;
using System.Text.Json;
using Reconciler.Core.Mapping;

namespace Reconciler.Tests.Mapping;

/// <summary>Evaluates an expression on attributes given as JSON, and writes the outcome as <c>evaluate --batch</c> does.</summary>
internal static class Evaluating
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    public static readonly EvaluationContext Context = new(Now) { Randomness = Fill, DefaultDomain = "contoso.com" };

    /// <summary>The outcome as JSON: the value itself, else <c>flow:…</c> or <c>error:…</c>.</summary>
    public static string Json(string expression, string source = "{}", EvaluationContext? context = null) => Json(Run(expression, source, context));

    public static string Json(FlowResult result) => result.Flow switch
    {
        Flow.Ignore => "flow:ignore",
        Flow.IgnoreObject => "flow:ignoreObject",
        Flow.Error => $"error:{result.Error?.Kind.ToString().ToLowerInvariant()}",
        _ => Json(result.Value),
    };

    public static string Json(MappingValue value)
    {
        using var stream = new MemoryStream();
        using (var to = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            MappingJson.Write(to, value);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static FlowResult Run(string expression, string source = "{}", EvaluationContext? context = null)
    {
        var (root, faults) = ExpressionParser.Parse(expression);
        if (root is null || !faults.IsEmpty)
            return FlowResult.Failed(new MappingError(MappingErrorKind.Syntax, faults[0].Message, faults[0].Offset, faults[0].Length));
        using var json = JsonDocument.Parse(source);
        var compiled = CompiledExpression.Of(root);
        var result = compiled.Evaluate(Attributes(json.RootElement), context ?? Context);
        // Whoever asks for the tree gets the same outcome.
        if (!FunctionCatalog.All.Any(f => f.IsChance && expression.Contains(f.Name + "(", StringComparison.Ordinal)))
            Assert.Equal(Json(result), Json(compiled.Explain(Attributes(json.RootElement), context ?? Context).Result));
        return result;
    }

    public static AttributeSource Attributes(JsonElement json)
    {
        var values = json.EnumerateObject().ToDictionary(m => m.Name, m => MappingJson.ReadAttribute(m.Value), StringComparer.Ordinal);
        return AttributeSource.Of(name => values.GetValueOrDefault(name, MappingValue.Null));
    }

    private static void Fill(Span<byte> bytes) => Random.Shared.NextBytes(bytes);
}
