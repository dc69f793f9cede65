using System.Text.Json;
using Reconciler.Core.Mapping;

namespace Reconciler.Cli.Commands;

/// <summary>Outcomes of expressions as JSON: <c>value</c>, <c>flow</c> or <c>error</c>.</summary>
internal static class EvaluationJson
{
    public static void Write(Utf8JsonWriter to, FlowResult result)
    {
        switch (result.Flow)
        {
            case Flow.Ignore:
                to.WriteString("flow", "ignore");
                break;
            case Flow.IgnoreObject:
                to.WriteString("flow", "ignoreObject");
                break;
            case Flow.Error when result.Error is { } error:
                to.WriteString("error", error.Kind.ToString().ToLowerInvariant());
                to.WriteString("message", error.Message);
                to.WriteNumber("offset", error.Offset);
                to.WriteNumber("length", error.Length);
                break;
            default:
                to.WritePropertyName("value");
                MappingJson.Write(to, result.Value);
                break;
        }
    }

    public static void Write(Utf8JsonWriter to, string name, TraceNode node, string expression)
    {
        to.WriteStartObject(name);
        Members(to, node, expression);
        to.WriteEndObject();
    }

    private static void Members(Utf8JsonWriter to, TraceNode node, string expression)
    {
        to.WriteString("expression", expression.AsSpan(node.Offset, node.Length));
        to.WriteNumber("offset", node.Offset);
        to.WriteNumber("length", node.Length);
        if (node.Result.IsRedacted)
            to.WriteString("value", node.Result.LogValue);
        else if (node.Result.Error is { } error)
            to.WriteString("error", error.Kind.ToString().ToLowerInvariant());
        else
            Write(to, node.Result);
        if (node.Parts.IsEmpty)
            return;
        to.WriteStartArray("parts");
        foreach (var part in node.Parts)
        {
            to.WriteStartObject();
            Members(to, part, expression);
            to.WriteEndObject();
        }

        to.WriteEndArray();
    }
}
