using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Emulator.Scim.Schemas;

namespace Reconciler.Emulator.Scim.Http;

/// <summary>Schemas as RFC 7643 §7 writes them.</summary>
internal static class SchemaWriter
{
    public static void Write(Utf8JsonWriter writer, SchemaDefinition schema, string root)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("schemas");
        writer.WriteStringValue(DiscoverySchemas.SchemaUrn);
        writer.WriteEndArray();
        writer.WriteString("id", schema.Id);
        writer.WriteString("name", schema.Name);
        writer.WriteString("description", schema.Description);
        Attributes(writer, "attributes", schema.Attributes);
        Discovery.Meta(writer, "Schema", $"{root}/Schemas/{schema.Id}");
        writer.WriteEndObject();
    }

    private static void Attributes(Utf8JsonWriter writer, string name, ImmutableArray<AttributeDefinition> attributes)
    {
        writer.WriteStartArray(name);
        foreach (var attribute in attributes)
        {
            writer.WriteStartObject();
            writer.WriteString("name", attribute.Name);
            writer.WriteString("type", Camel(attribute.Type));
            writer.WriteBoolean("multiValued", attribute.MultiValued);
            writer.WriteString("description", attribute.Description);
            writer.WriteBoolean("required", attribute.Required);
            Texts(writer, "canonicalValues", attribute.CanonicalValues);
            writer.WriteBoolean("caseExact", attribute.CaseExact);
            writer.WriteString("mutability", Camel(attribute.Mutability));
            writer.WriteString("returned", Camel(attribute.Returned));
            writer.WriteString("uniqueness", attribute.Uniqueness);
            Texts(writer, "referenceTypes", attribute.ReferenceTypes);
            if (attribute.Type == AttributeType.Complex)
                Attributes(writer, "subAttributes", attribute.SubAttributes);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Camel<T>(T word)
        where T : struct, Enum => word.ToString() is var text ? char.ToLowerInvariant(text[0]) + text[1..] : "";

    private static void Texts(Utf8JsonWriter writer, string name, ImmutableArray<string> texts)
    {
        if (texts.IsEmpty)
            return;
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
