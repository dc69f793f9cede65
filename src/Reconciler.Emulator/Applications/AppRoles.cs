using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.Writes;

namespace Reconciler.Emulator.Applications;

/// <summary>The collection of roles that an application offers; it is written whole.</summary>
internal static class AppRoles
{
    private const int ValueLength = 120;
    private static readonly string[] s_members = ["allowedMemberTypes", "description", "displayName", "id", "isEnabled", "origin", "value"];

    public static ImmutableArray<AppRole> Of(DirectoryObject item) =>
        item.Values[item.Type["appRoles"]] is JsonElement list ? Read(list) : [];

    /// <summary>Refuses a collection with a fault in it, and one that lacks or renames a role which is still enabled.</summary>
    public static void Check(WriteBody body, DirectoryObject? application)
    {
        if (body.Structure("appRoles") is not { } given)
            return;
        foreach (var role in given.EnumerateArray())
            CheckRole(role);
        var roles = Read(given);
        var values = roles.Select(r => r.Value).OfType<string>().ToList();
        if (roles.Select(r => r.Id).Distinct().Count() != roles.Length || values.Distinct(StringComparer.Ordinal).Count() != values.Count)
            throw Errors.BadRequest("Request contains a property with duplicate values.", new ErrorDetail("InvalidValue", "Duplicate id or value.", "appRoles"));
        foreach (var old in application is null ? [] : Of(application).Where(r => r.IsEnabled))
        {
            if (roles.FirstOrDefault(r => r.Id == old.Id) is not { } kept || (kept.IsEnabled && kept.Value != old.Value))
            {
                throw new GraphException(400, "CannotDeleteOrUpdateEnabledEntitlement",
                    "Permission (scope or role) cannot be deleted or updated unless disabled first.");
            }
        }

        body.Set("appRoles", Completed(given, _ => Guid.Empty));
    }

    /// <summary>A hand-written collection: what it leaves out has a default, ids follow from the application and the role's value or name.</summary>
    public static JsonElement Seeded(JsonElement given, Guid scope, string owner) =>
        Completed(given, role => NamedGuid.Create(scope, $"appRole:{owner}/{Text(role, "value") ?? "/" + Text(role, "displayName")}"));

    public static JsonElement List(params ReadOnlySpan<AppRole> roles)
    {
        var list = new JsonArray();
        foreach (var role in roles)
        {
            list.Add((JsonNode)new JsonObject
            {
                ["allowedMemberTypes"] = new JsonArray([.. role.Holders.Select(h => JsonValue.Create(h))]),
                ["description"] = role.DisplayName,
                ["displayName"] = role.DisplayName,
                ["id"] = role.Id.ToString(),
                ["isEnabled"] = role.IsEnabled,
                ["origin"] = "Application",
                ["value"] = role.Value,
            });
        }

        return Element(list);
    }

    private static ImmutableArray<AppRole> Read(JsonElement list) => [.. list.EnumerateArray().Select(role => new AppRole(
        Guid.TryParse(Text(role, "id"), out var id) ? id : Guid.Empty,
        Text(role, "value"),
        Text(role, "displayName") ?? "",
        !role.TryGetProperty("isEnabled", out var enabled) || enabled.ValueKind == JsonValueKind.True,
        role.TryGetProperty("allowedMemberTypes", out var holders) ? [.. holders.EnumerateArray().Select(h => h.GetString() ?? "")] : ["User"]))];

    private static void CheckRole(JsonElement role)
    {
        var invalid = Errors.InvalidValue("appRoles", "Application");
        if (role.ValueKind != JsonValueKind.Object || role.EnumerateObject().Any(m => !s_members.Contains(m.Name, StringComparer.Ordinal)))
            throw invalid;
        if (!Guid.TryParse(Text(role, "id"), out var id) || id == Guid.Empty || Text(role, "displayName") is not { Length: > 0 }
            || Text(role, "description") is not { Length: > 0 })
        {
            throw invalid;
        }

        var holders = role.TryGetProperty("allowedMemberTypes", out var given) && given.ValueKind == JsonValueKind.Array
            ? given.EnumerateArray().Select(h => h.ToString()).ToArray()
            : [];
        if (holders.Length == 0 || holders.Any(h => h is not ("User" or "Application")))
            throw invalid;
        var value = role.TryGetProperty("value", out var text) ? text : default;
        var fits = value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => true,
            JsonValueKind.String => value.GetString() is { Length: > 0 and <= ValueLength } word && !word.Any(char.IsWhiteSpace),
            _ => false,
        };
        if (!fits || (role.TryGetProperty("isEnabled", out var flag) && flag.ValueKind is not (JsonValueKind.True or JsonValueKind.False)))
            throw invalid;
    }

    private static JsonElement Completed(JsonElement given, Func<JsonElement, Guid> newId)
    {
        var list = new JsonArray();
        foreach (var role in given.EnumerateArray())
        {
            var name = Text(role, "displayName") ?? Text(role, "value");
            list.Add((JsonNode)new JsonObject
            {
                ["allowedMemberTypes"] = role.TryGetProperty("allowedMemberTypes", out var holders) ? JsonNode.Parse(holders.GetRawText()) : new JsonArray("User"),
                ["description"] = Text(role, "description") ?? name,
                ["displayName"] = name,
                ["id"] = Text(role, "id") ?? newId(role).ToString(),
                ["isEnabled"] = !role.TryGetProperty("isEnabled", out var enabled) || enabled.ValueKind == JsonValueKind.True,
                ["origin"] = "Application",
                ["value"] = Text(role, "value"),
            });
        }

        return Element(list);
    }

    private static string? Text(JsonElement role, string name) =>
        role.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement Element(JsonArray list)
    {
        using var document = JsonDocument.Parse(list.ToJsonString());
        return document.RootElement.Clone();
    }
}
