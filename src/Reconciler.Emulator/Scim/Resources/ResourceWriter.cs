using System.Text.Json;
using Reconciler.Emulator.Scim.Schemas;
using Reconciler.Emulator.Scim.Values;

namespace Reconciler.Emulator.Scim.Resources;

/// <summary>Resources as JSON: schemas, ids, core attributes, extensions, meta, each as far as the projection lets it through.</summary>
internal sealed class ResourceWriter(ResourceView view, Projection projection, bool withMembers = true)
{
    private readonly Dictionary<(ResourceType, SchemaDefinition?, AttributeDefinition), ProjectedAttribute?> _parts = [];

    public void Write(Utf8JsonWriter writer, ScimResource resource)
    {
        writer.WriteStartObject();
        Attribute(writer, resource, null, CommonAttributes.Schemas);
        Attribute(writer, resource, null, CommonAttributes.Id);
        Attribute(writer, resource, null, CommonAttributes.ExternalId);
        foreach (var attribute in resource.Type.Schema.Attributes)
        {
            if (withMembers || attribute.Name != "members")
                Attribute(writer, resource, null, attribute);
        }

        foreach (var extension in resource.Type.Extensions.Where(e => resource.Values[e.Id] is Complex))
            Extension(writer, resource, extension);
        Attribute(writer, resource, null, CommonAttributes.Meta);
        writer.WriteEndObject();
    }

    private void Extension(Utf8JsonWriter writer, ScimResource resource, SchemaDefinition extension)
    {
        var isOpen = false;
        foreach (var attribute in extension.Attributes)
        {
            if (Part(resource.Type, extension, attribute) is not { } part || Cut(view.Read(resource, extension, attribute), attribute, part) is not { } value)
                continue;
            if (!isOpen)
                writer.WriteStartObject(extension.Id);
            isOpen = true;
            writer.WritePropertyName(attribute.Name);
            ValueWriter.Write(writer, value);
        }

        if (isOpen)
            writer.WriteEndObject();
    }

    private void Attribute(Utf8JsonWriter writer, ScimResource resource, SchemaDefinition? extension, AttributeDefinition attribute)
    {
        if (Part(resource.Type, extension, attribute) is not { } part || Cut(view.Read(resource, extension, attribute), attribute, part) is not { } value)
            return;
        writer.WritePropertyName(attribute.Name);
        ValueWriter.Write(writer, value);
    }

    private ProjectedAttribute? Part(ResourceType type, SchemaDefinition? extension, AttributeDefinition attribute)
    {
        if (!_parts.TryGetValue((type, extension, attribute), out var part))
            _parts[(type, extension, attribute)] = part = projection.Of(type, extension, attribute);
        return part;
    }

    private static object? Cut(object? value, AttributeDefinition attribute, ProjectedAttribute part)
    {
        if (value is null || attribute.Type != AttributeType.Complex && part.Items is null)
            return value;
        if (value is not List<object> list)
            return Members(value, attribute, part);
        var items = list.Where(i => part.Items is null || part.Items(i)).Select(i => Members(i, attribute, part)).OfType<object>().ToList();
        return items.Count == 0 ? null : items;
    }

    private static object? Members(object value, AttributeDefinition attribute, ProjectedAttribute part)
    {
        if (value is not Complex complex)
            return value;
        var result = new Complex();
        foreach (var sub in attribute.SubAttributes)
        {
            if (part.Subs(sub))
                result[sub.Name] = complex[sub.Name];
        }

        return result.Count == 0 ? null : result;
    }
}
