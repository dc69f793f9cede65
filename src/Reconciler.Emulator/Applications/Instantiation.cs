using System.Text.Json;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.OData;
using Reconciler.Emulator.Schema;
using Reconciler.Emulator.State;

namespace Reconciler.Emulator.Applications;

/// <summary>Makes an enterprise application of a template: an application and its service principal, both named as asked; names are not unique.</summary>
internal static class Instantiation
{
    public static Answer Run(Call call, DirectoryObject template)
    {
        var body = call.ReadBody();
        var name = body.TryGetProperty("displayName", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
        if (string.IsNullOrWhiteSpace(name))
            throw Errors.Required("displayName", "Application");
        if (name.Length > ApplicationTypes.Application["displayName"].MaxLength)
            throw Errors.InvalidValue("displayName", "Application");
        var appId = call.Tenant.NewId("appId");
        var roles = AppRoles.List(
            new AppRole(call.Tenant.NewId("appRole"), null, "User", IsEnabled: true, ["User"]),
            new AppRole(call.Tenant.NewId("appRole"), null, "msiam_access", IsEnabled: true, ["User"]));
        var scopes = Scopes(call.Tenant.NewId("scope"), name);
        var application = Put(call, ObjectKind.Application, new()
        {
            ["appId"] = appId.ToString(),
            ["applicationTemplateId"] = template.Id.ToString(),
            ["displayName"] = name,
            ["createdDateTime"] = StateWriter.Time(call.Now),
            ["publisherDomain"] = call.Tenant.Organization.Domains.First(d => d.IsInitial).Name,
            ["signInAudience"] = "AzureADMyOrg",
            ["appRoles"] = roles,
            ["api"] = Api(scopes),
        });
        var principal = Put(call, ObjectKind.ServicePrincipal, new()
        {
            ["appId"] = appId.ToString(),
            ["applicationTemplateId"] = template.Id.ToString(),
            ["appDisplayName"] = name,
            ["displayName"] = name,
            ["accountEnabled"] = ObjectValues.True,
            ["appOwnerOrganizationId"] = call.Tenant.Organization.Id.ToString(),
            ["appRoleAssignmentRequired"] = ObjectValues.True,
            ["servicePrincipalType"] = "Application",
            ["servicePrincipalNames"] = new[] { appId.ToString() },
            ["signInAudience"] = "AzureADMyOrg",
            ["tags"] = new[] { "WindowsAzureActiveDirectoryIntegratedApp" },
            ["appRoles"] = roles,
            ["oauth2PermissionScopes"] = scopes,
        });
        return Answer.Json(201, writer =>
        {
            var objects = new ObjectWriter(call, Selection.Parse(null, call.Store.Extensions, ReadOnlySpan<EntityType>.Empty));
            writer.WriteStartObject();
            writer.WriteString("@odata.context", call.Context("microsoft.graph.applicationServicePrincipal"));
            writer.WritePropertyName("application");
            objects.Write(writer, application, withType: false);
            writer.WritePropertyName("servicePrincipal");
            objects.Write(writer, principal, withType: false);
            writer.WriteEndObject();
        });
    }

    private static DirectoryObject Put(Call call, ObjectKind kind, Dictionary<string, object?> values)
    {
        var type = ObjectKinds.TypeOf(kind);
        var id = call.Tenant.NewId(StateTypes.Name(kind));
        call.Commit(new PutChange(kind, id, ObjectValues.Empty.With([.. values.Select(v => KeyValuePair.Create(type[v.Key], v.Value))])));
        return call.Store.FindLive(id) ?? throw Errors.NotFound(id.ToString());
    }

    private static JsonElement Scopes(Guid id, string name) => Element(writer =>
    {
        writer.WriteStartArray();
        writer.WriteStartObject();
        writer.WriteString("adminConsentDescription", $"Allow the application to access {name} on behalf of the signed-in user.");
        writer.WriteString("adminConsentDisplayName", $"Access {name}");
        writer.WriteString("id", id);
        writer.WriteBoolean("isEnabled", true);
        writer.WriteString("type", "User");
        writer.WriteString("userConsentDescription", $"Allow the application to access {name} on your behalf.");
        writer.WriteString("userConsentDisplayName", $"Access {name}");
        writer.WriteString("value", "user_impersonation");
        writer.WriteEndObject();
        writer.WriteEndArray();
    });

    private static JsonElement Api(JsonElement scopes) => Element(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("knownClientApplications");
        writer.WriteEndArray();
        writer.WritePropertyName("oauth2PermissionScopes");
        scopes.WriteTo(writer);
        writer.WriteStartArray("preAuthorizedApplications");
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static JsonElement Element(Action<Utf8JsonWriter> write)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            write(writer);
        using var json = JsonDocument.Parse(buffer.WrittenMemory);
        return json.RootElement.Clone();
    }
}
