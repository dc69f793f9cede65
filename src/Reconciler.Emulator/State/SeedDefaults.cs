using System.Text;
using System.Text.Json;
using Reconciler.Emulator.Applications;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.State;

/// <summary>What a hand-written line may leave out.</summary>
internal static class SeedDefaults
{
    /// <summary>The name an object without an id gets its id from.</summary>
    public static string? NaturalKey(ObjectKind kind, ObjectValues values)
    {
        var type = ObjectKinds.TypeOf(kind);
        return kind switch
        {
            ObjectKind.User => values.Text(type["userPrincipalName"])?.ToLowerInvariant(),
            ObjectKind.Group => values.Text(type["uniqueName"]) ?? values.Text(type["displayName"]),
            ObjectKind.Application or ObjectKind.ServicePrincipal => values.Text(type["appId"]) ?? values.Text(type["displayName"]),
            ObjectKind.ExtensionProperty => values.Text(type["name"]),
            ObjectKind.RoleDefinition or ObjectKind.ApplicationTemplate => values.Text(type["displayName"]),
            _ => string.Join('/', values.Text(type["roleDefinitionId"]), values.Text(type["principalId"]), values.Text(type["directoryScopeId"])),
        };
    }

    public static ObjectValues Fill(ObjectKind kind, ObjectValues values, Guid tenant, string now)
    {
        var type = ObjectKinds.TypeOf(kind);
        var missing = new List<KeyValuePair<PropertyDefinition, object?>>();
        void Default(string property, object? value)
        {
            if (value is not null && values.Raw(type[property]) is null)
                missing.Add(new(type[property], value));
        }

        var displayName = values.Text(type.Find("displayName") ?? type.Properties[0]);
        switch (kind)
        {
            case ObjectKind.User:
                var name = values.Text(type["userPrincipalName"]) ?? "";
                var local = name.Split('@')[0];
                Default("displayName", local);
                Default("mailNickname", Nickname(local));
                Default("accountEnabled", ObjectValues.True);
                Default("userType", "Member");
                Default("createdDateTime", now);
                break;
            case ObjectKind.Group:
                var unified = values.Texts(type["groupTypes"]).Contains("Unified", StringComparer.Ordinal);
                Default("displayName", values.Text(type["uniqueName"]));
                Default("groupTypes", Array.Empty<string>());
                Default("mailEnabled", unified ? ObjectValues.True : ObjectValues.False);
                Default("securityEnabled", unified ? ObjectValues.False : ObjectValues.True);
                Default("mailNickname", Nickname(values.Text(type["uniqueName"]) ?? displayName ?? "group"));
                Default("createdDateTime", now);
                Default("renewedDateTime", now);
                if (values.Text(type["membershipRule"]) is not null)
                    Default("membershipRuleProcessingState", "On");
                break;
            case ObjectKind.Application:
            case ObjectKind.ServicePrincipal:
                Default("appId", NamedGuid.Create(tenant, "appId:" + displayName).ToString());
                if (values[type["appRoles"]] is JsonElement roles)
                    values = values.With(type["appRoles"], AppRoles.Seeded(roles, tenant, values.Text(type["appId"]) ?? displayName ?? ""));
                if (kind == ObjectKind.Application)
                    Default("createdDateTime", now);
                else
                    ServicePrincipal(values, Default);
                break;
            case ObjectKind.RoleDefinition:
                Default("isBuiltIn", ObjectValues.True);
                Default("isEnabled", ObjectValues.True);
                Default("resourceScopes", new[] { "/" });
                break;
            case ObjectKind.RoleAssignment:
                Default("directoryScopeId", "/");
                break;
            case ObjectKind.ExtensionProperty:
                Default("dataType", "String");
                Default("targetObjects", new[] { "User" });
                Default("isMultiValued", ObjectValues.False);
                break;
        }

        return values.With(missing);
    }

    private static void ServicePrincipal(ObjectValues values, Action<string, object?> set)
    {
        set("accountEnabled", ObjectValues.True);
        set("appRoleAssignmentRequired", ObjectValues.False);
        set("servicePrincipalType", "Application");
        set("appDisplayName", values.Text(ApplicationTypes.ServicePrincipal["displayName"]));
    }

    private static string Nickname(string text)
    {
        var result = new StringBuilder();
        foreach (var c in text.Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
            result.Append(c);
        return result.Length is 0 ? "unnamed" : result.ToString(0, Math.Min(64, result.Length));
    }
}
