using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.Scim.Http;
using Reconciler.Emulator.Scim.Patch;

namespace Reconciler.Emulator.Scim.Bulk;

/// <summary>A bulk request (RFC 7644 §3.7): operations run one by one, each succeeds or fails alone, until failOnErrors of them have failed.</summary>
internal static class BulkRun
{
    private const string RequestUrn = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
    private const string ResponseUrn = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";

    public static Answer Run(ScimCall call)
    {
        if (call.Body.Length > call.Switches.BulkMaxPayloadSize)
            throw new ScimException(413, "tooMany", $"The request is larger than maxPayloadSize ({call.Switches.BulkMaxPayloadSize})");
        var body = call.ReadBody(RequestUrn);
        if (!PatchOperation.Member(body, "Operations", out var list) || list.ValueKind != JsonValueKind.Array)
            throw ScimException.InvalidSyntax("'Operations' must be an array");
        if (list.GetArrayLength() > call.Switches.BulkMaxOperations)
            throw new ScimException(413, "tooMany", $"There are more operations than maxOperations ({call.Switches.BulkMaxOperations})");
        var failOnErrors = PatchOperation.Member(body, "failOnErrors", out var limit) && limit.ValueKind == JsonValueKind.Number && limit.TryGetInt32(out var given)
            ? given
            : int.MaxValue;
        var operations = list.EnumerateArray().Select((o, i) => Named(BulkOperation.Read(i, o), call)).ToList();
        var results = Results(call, operations, Math.Max(1, failOnErrors));
        var answer = Answer.Json(200, writer => Write(writer, results), call.AnswerType);
        answer.Items = [.. results.Select(r => r.Logged())];
        return answer;
    }

    /// <summary>New resources get their ids before anything runs, so that references can be resolved in any order.</summary>
    private static BulkOperation Named(BulkOperation operation, ScimCall call) =>
        operation is { Method: "POST", Path: [var endpoint] } && ScimRouter.Type(call, endpoint) is { } type
            ? operation with { NewId = call.Application.NewId(type.Name) }
            : operation;

    private static List<BulkResult> Results(ScimCall call, List<BulkOperation> operations, int failOnErrors)
    {
        var ids = operations.Where(o => o is { BulkId: not null, NewId: not null }).GroupBy(o => o.BulkId ?? "", StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First().NewId ?? "", StringComparer.Ordinal);
        var twice = operations.Where(o => o.BulkId is not null && o.Method == "POST").GroupBy(o => o.BulkId, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
            throw ScimException.InvalidValue($"The bulkId '{twice.Key}' is used twice");
        var failed = new HashSet<string>(StringComparer.Ordinal);
        var results = new List<BulkResult>();
        foreach (var operation in BulkOrder.Of(operations))
        {
            var answer = One(call, operation, ids, failed);
            results.Add(new BulkResult(operation, answer.Answer, answer.Location));
            if (answer.Answer.Status < 400)
                continue;
            if (operation.BulkId is { } bulkId)
                failed.Add(bulkId);
            if (--failOnErrors <= 0)
                break;
        }

        results.Sort((a, b) => a.Operation.Index.CompareTo(b.Operation.Index));
        return results;
    }

    private static (Answer Answer, string? Location) One(ScimCall call, BulkOperation operation, Dictionary<string, string> ids, HashSet<string> failed)
    {
        string? location = null;
        try
        {
            foreach (var name in operation.References())
            {
                if (!ids.ContainsKey(name))
                    throw new ScimException(409, "invalidValue", $"The bulkId '{name}' names nothing in this request");
                if (failed.Contains(name))
                    throw new ScimException(409, "invalidValue", $"The operation with bulkId '{name}' has failed");
            }

            string[] path = [.. operation.Path.Select(s => s.StartsWith(BulkOperation.Marker, StringComparison.Ordinal) ? ids[s[BulkOperation.Marker.Length..]] : s)];
            if (path.Length is 0 or > 2 || path[^1] == ".search" || ScimRouter.Type(call, path[0]) is not { } type)
                throw ScimException.InvalidValue("The path of a bulk operation is not a resource type or a resource");
            if (operation is not { Method: "POST" or "PUT" or "PATCH" or "DELETE" })
                throw ScimException.InvalidSyntax($"'{operation.Method}' is no method of a bulk operation");
            if (operation.Method == "POST" && operation.BulkId is null)
                throw ScimException.InvalidSyntax("A POST in a bulk request needs a bulkId");
            if (path.Length == 2)
                location = $"{call.Root}/{path[0]}/{Uri.EscapeDataString(path[1])}";
            var inner = Inner(call, operation, path, ids);
            var answer = path.Length == 1 && operation.Method == "POST" ? ResourceRoutes.Create(inner, type, operation.NewId) : ScimRouter.Route(inner);
            return (answer, answer.Headers.GetValueOrDefault("Location") ?? location);
        }
        catch (ScimException failure)
        {
            return (ScimAnswers.Of(failure, call.AnswerType), operation.Method == "POST" ? null : location);
        }
    }

    private static ScimCall Inner(ScimCall call, BulkOperation operation, string[] path, Dictionary<string, string> ids)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = ScimCall.ScimType };
        if (operation.Version is { } version)
            headers["If-Match"] = version;
        return new ScimCall(call.Application, operation.Method, path, "", call.Root)
        {
            Headers = headers,
            Body = operation.Data is { } data ? Encoding.UTF8.GetBytes(Resolved(JsonNode.Parse(data.GetRawText()), ids)?.ToJsonString() ?? "null") : default,
        };
    }

    private static JsonNode? Resolved(JsonNode? node, Dictionary<string, string> ids)
    {
        switch (node)
        {
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                    list[i] = Resolved(list[i], ids) is { } item ? item.DeepClone() : null;
                return list;
            case JsonObject structure:
                foreach (var (name, member) in structure.ToList())
                    structure[name] = Resolved(member, ids) is { } inner ? inner.DeepClone() : null;
                return structure;
            case JsonValue value when value.TryGetValue<string>(out var text) && text.StartsWith(BulkOperation.Marker, StringComparison.Ordinal):
                return JsonValue.Create(ids[text[BulkOperation.Marker.Length..]]);
            default:
                return node;
        }
    }

    private static void Write(Utf8JsonWriter writer, List<BulkResult> results)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("schemas");
        writer.WriteStringValue(ResponseUrn);
        writer.WriteEndArray();
        writer.WriteStartArray("Operations");
        foreach (var (operation, answer, location) in results)
        {
            writer.WriteStartObject();
            writer.WriteString("method", operation.Method);
            if (operation.BulkId is { } bulkId)
                writer.WriteString("bulkId", bulkId);
            if (location is not null)
                writer.WriteString("location", location);
            if (answer.Headers.GetValueOrDefault("ETag") is { } version)
                writer.WriteString("version", version);
            writer.WriteString("status", answer.Status.ToString());
            if (answer.Status >= 400)
            {
                writer.WritePropertyName("response");
                writer.WriteRawValue(answer.Body.Span);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private sealed record BulkResult(BulkOperation Operation, Answer Answer, string? Location)
    {
        public WireItem Logged() =>
            new(Operation.BulkId ?? $"{Operation.Index + 1}", Operation.Method, "/" + string.Join('/', Operation.Path), Answer.Status);
    }
}
