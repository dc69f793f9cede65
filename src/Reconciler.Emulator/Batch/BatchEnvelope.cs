using System.Text.Json;
using Reconciler.Emulator.Http;

namespace Reconciler.Emulator.Batch;

/// <summary>Runs the items of a <c>$batch</c> one after the other, each as a request of its own.</summary>
internal static class BatchEnvelope
{
    public const int Limit = 20;

    public static Answer Run(Call call, CallRunner runner)
    {
        var items = BatchItem.ReadAll(call.ReadBody());
        var answers = new Dictionary<string, Answer>(StringComparer.OrdinalIgnoreCase);
        var (cut, delay) = (false, TimeSpan.Zero);
        foreach (var item in items)
        {
            var failed = item.DependsOn.Any(id => !answers.TryGetValue(id, out var needed) || needed.Status >= 400);
            var answer = failed ? FailedDependency(call) : item.Run(call, runner);
            if (answer.Dropped)
                return answer;
            answers[item.Id] = answer;
            (cut, delay) = (cut || answer.Cut, answer.Delay != TimeSpan.Zero ? answer.Delay : delay);
        }

        var envelope = Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("responses");
            foreach (var item in items)
                Write(writer, item.Id, answers[item.Id]);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
        (envelope.Cut, envelope.Delay) = (cut, delay);
        envelope.Items = [.. items.Select(i => new WireItem(i.Id, i.Method, "/v1.0/" + i.Url, answers[i.Id].Status))];
        return envelope;
    }

    private static Answer FailedDependency(Call call) =>
        Answer.Of(new GraphException(424, "FailedDependency", "Failed Dependency"), call);

    private static void Write(Utf8JsonWriter writer, string id, Answer answer)
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteNumber("status", answer.Status);
        writer.WriteStartObject("headers");
        writer.WriteString("Cache-Control", "no-cache");
        foreach (var (name, value) in answer.Headers)
            writer.WriteString(name, value);
        if (answer.ContentType is { } type)
        {
            writer.WriteString("OData-Version", "4.0");
            writer.WriteString("Content-Type", type);
        }

        writer.WriteEndObject();
        writer.WritePropertyName("body");
        if (answer.Body.IsEmpty)
            writer.WriteNullValue();
        else if (answer.ContentType == Answer.JsonType)
            writer.WriteRawValue(answer.Body.Span, skipInputValidation: true);
        else
            writer.WriteStringValue(answer.Body.Span);
        writer.WriteEndObject();
    }
}
