using System.Text.Json;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.Schema;
using Reconciler.Emulator.State;

namespace Reconciler.Emulator.OData;

/// <summary>Writes one object as the service shows it: unset scalars null, unset collections empty.</summary>
internal sealed class ObjectWriter(Call call, Selection selection, Expansion? expansion = null)
{
    public void Write(Utf8JsonWriter writer, DirectoryObject item, bool withType, string? context = null)
    {
        writer.WriteStartObject();
        if (context is not null)
            writer.WriteString("@odata.context", context);
        if (withType)
            writer.WriteString("@odata.type", item.Type.ODataType);
        Members(writer, item);
        expansion?.Write(writer, item, call);
        writer.WriteEndObject();
    }

    private void Members(Utf8JsonWriter writer, DirectoryObject item)
    {
        var values = call.Values(item);
        foreach (var property in selection[item.Type])
        {
            writer.WritePropertyName(property.Name);
            Value(writer, Value(item, values, property), property);
        }
    }

    public static void Value(Utf8JsonWriter writer, object? value, PropertyDefinition property)
    {
        if (property.Name == "passwordProfile")
            Secretless(writer, value);
        else if (value is null)
            Computed.WriteUnset(writer, property);
        else
            StateValue.Write(writer, value);
    }

    private object? Value(DirectoryObject item, ObjectValues values, PropertyDefinition property) => property.Name switch
    {
        "identities" when values[property] is null => Identities(item),
        "organizationId" => call.Tenant.Organization.Id.ToString(),
        "principalOrganizationId" => call.Tenant.Organization.Id.ToString(),
        _ => Computed.Value(item, values, property),
    };

    private JsonElement? Identities(DirectoryObject item)
    {
        var answer = Answer.Json(200, writer =>
        {
            writer.WriteStartArray();
            writer.WriteStartObject();
            writer.WriteString("signInType", "userPrincipalName");
            writer.WriteString("issuer", call.Tenant.Organization.Domains.First(d => d.IsInitial).Name);
            writer.WriteString("issuerAssignedId", item.Text("userPrincipalName"));
            writer.WriteEndObject();
            writer.WriteEndArray();
        });
        using var document = JsonDocument.Parse(answer.Body);
        return document.RootElement.Clone();
    }

    /// <summary>A password is never answered, whatever was stored.</summary>
    private static void Secretless(Utf8JsonWriter writer, object? value)
    {
        if (value is not JsonElement { ValueKind: JsonValueKind.Object } profile)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteNull("password");
        foreach (var member in profile.EnumerateObject().Where(m => m.Name != "password"))
            member.WriteTo(writer);
        writer.WriteEndObject();
    }
}
