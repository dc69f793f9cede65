using System.Text.Json;
using Reconciler.Emulator.Scim.Schemas;

namespace Reconciler.Emulator.Scim.Http;

/// <summary>What the service supports (RFC 7643 §5, RFC 9865 §4), by its switches at this moment.</summary>
internal static class ServiceConfig
{
    public static void Write(Utf8JsonWriter writer, ScimCall call)
    {
        var switches = call.Switches;
        writer.WriteStartObject();
        writer.WriteStartArray("schemas");
        writer.WriteStringValue(DiscoverySchemas.ServiceProviderConfigUrn);
        writer.WriteEndArray();
        Supported(writer, "patch");
        writer.WriteStartObject("bulk");
        writer.WriteBoolean("supported", true);
        writer.WriteNumber("maxOperations", switches.BulkMaxOperations);
        writer.WriteNumber("maxPayloadSize", switches.BulkMaxPayloadSize);
        writer.WriteEndObject();
        writer.WriteStartObject("filter");
        writer.WriteBoolean("supported", true);
        writer.WriteNumber("maxResults", switches.MaxPageSize);
        writer.WriteEndObject();
        Supported(writer, "changePassword");
        Supported(writer, "sort");
        Supported(writer, "etag");
        if (switches.CursorPaging)
            Pagination(writer, switches);
        Schemes(writer, switches);
        Discovery.Meta(writer, "ServiceProviderConfig", call.Root + "/ServiceProviderConfig");
        writer.WriteEndObject();
    }

    private static void Pagination(Utf8JsonWriter writer, ScimSwitches switches)
    {
        writer.WriteStartObject("pagination");
        writer.WriteBoolean("cursor", true);
        writer.WriteBoolean("index", switches.IndexPaging);
        writer.WriteString("defaultPaginationMethod", switches.IndexPaging ? "index" : "cursor");
        writer.WriteNumber("defaultPageSize", switches.DefaultPageSize);
        writer.WriteNumber("maxPageSize", switches.MaxPageSize);
        writer.WriteNumber("cursorTimeout", (long)switches.CursorLifetime.TotalSeconds);
        writer.WriteEndObject();
    }

    private static void Schemes(Utf8JsonWriter writer, ScimSwitches switches)
    {
        writer.WriteStartArray("authenticationSchemes");
        if (switches.OAuth2 is not null || ScimCredentials.TakesBearer(switches))
            Scheme(writer, "oauthbearertoken", "OAuth Bearer Token", "Authentication by a bearer token", "https://www.rfc-editor.org/info/rfc6750", true);
        if (switches.BasicUser is not null)
            Scheme(writer, "httpbasic", "HTTP Basic", "Authentication by user name and password", "https://www.rfc-editor.org/info/rfc7617", false);
        writer.WriteEndArray();
    }

    private static void Scheme(Utf8JsonWriter writer, string type, string name, string description, string specification, bool isPrimary)
    {
        writer.WriteStartObject();
        writer.WriteString("type", type);
        writer.WriteString("name", name);
        writer.WriteString("description", description);
        writer.WriteString("specUri", specification);
        writer.WriteBoolean("primary", isPrimary);
        writer.WriteEndObject();
    }

    private static void Supported(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartObject(name);
        writer.WriteBoolean("supported", true);
        writer.WriteEndObject();
    }
}
