using System.Text.Json;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.Scim.Schemas;

namespace Reconciler.Emulator.Scim.Http;

/// <summary>ServiceProviderConfig, ResourceTypes and Schemas (RFC 7644 §4); they are only read and not filtered.</summary>
internal static class Discovery
{
    public static Answer Run(ScimCall call)
    {
        if (call.Method != "GET")
            throw ScimException.WrongVerb("GET");
        if (call.Query.Filter is not null)
            throw new ScimException(403, null, "This endpoint cannot be filtered");
        var withGroups = call.Switches.GroupsEnabled;
        switch (call.Path)
        {
            case ["ServiceProviderConfig"]:
                return Answer.Json(200, writer => ServiceConfig.Write(writer, call), call.AnswerType);
            case ["ResourceTypes"]:
                return List(call, [.. call.Application.Model.Types(withGroups).Select(t => (Action<Utf8JsonWriter>)(w => Write(w, t, call)))]);
            case ["ResourceTypes", var name] when call.Application.Model.Types(withGroups).FirstOrDefault(t => t.Name == name) is { } type:
                return Answer.Json(200, writer => Write(writer, type, call), call.AnswerType);
            case ["Schemas"]:
                return List(call, [.. call.Application.Model.Schemas(withGroups).Select(s => (Action<Utf8JsonWriter>)(w => SchemaWriter.Write(w, s, call.Root)))]);
            case ["Schemas", var id] when call.Application.Model.Schemas(withGroups).FirstOrDefault(s => s.Id.Equals(id, StringComparison.OrdinalIgnoreCase)) is { } schema:
                return Answer.Json(200, writer => SchemaWriter.Write(writer, schema, call.Root), call.AnswerType);
            default:
                throw ScimException.NotFound(call.Path[^1]);
        }
    }

    private static Answer List(ScimCall call, Action<Utf8JsonWriter>[] items) => Answer.Json(200, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("schemas");
        writer.WriteStringValue(ScimListing.ListUrn);
        writer.WriteEndArray();
        writer.WriteNumber("totalResults", items.Length);
        writer.WriteNumber("itemsPerPage", items.Length);
        writer.WriteNumber("startIndex", 1);
        writer.WriteStartArray("Resources");
        foreach (var item in items)
            item(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }, call.AnswerType);

    private static void Write(Utf8JsonWriter writer, ResourceType type, ScimCall call)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("schemas");
        writer.WriteStringValue(DiscoverySchemas.ResourceTypeUrn);
        writer.WriteEndArray();
        writer.WriteString("id", type.Name);
        writer.WriteString("name", type.Name);
        writer.WriteString("endpoint", "/" + type.Endpoint);
        writer.WriteString("description", type.Schema.Description);
        writer.WriteString("schema", type.Schema.Id);
        writer.WriteStartArray("schemaExtensions");
        foreach (var extension in type.Extensions)
        {
            writer.WriteStartObject();
            writer.WriteString("schema", extension.Id);
            writer.WriteBoolean("required", false);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        Meta(writer, "ResourceType", $"{call.Root}/ResourceTypes/{type.Name}");
        writer.WriteEndObject();
    }

    public static void Meta(Utf8JsonWriter writer, string resourceType, string location)
    {
        writer.WriteStartObject("meta");
        writer.WriteString("resourceType", resourceType);
        writer.WriteString("location", location);
        writer.WriteEndObject();
    }
}
