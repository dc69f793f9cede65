using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Emulator.Scim.Schemas;
using Reconciler.Emulator.State;

namespace Reconciler.Emulator.Scim.Storage;

/// <summary>A <c>scimApplication</c> line: extensions of the model and values that switches start with.</summary>
internal static class ScimSettings
{
    public static ScimModel Model(JsonElement? settings)
    {
        if (settings is not { } line || !line.TryGetProperty("extensions", out var list))
            return new ScimModel([]);
        if (list.ValueKind != JsonValueKind.Array)
            throw new StateException("'extensions' is not an array");
        var extensions = list.EnumerateArray().Select(SchemaReader.Read).ToImmutableArray();
        var twice = extensions.Select(e => e.Schema.Id).Append(EnterpriseSchema.Urn).Append(UserSchema.Urn).Append(GroupSchema.Urn)
            .GroupBy(i => i, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? new ScimModel(extensions) : throw new StateException($"the schema '{twice.Key}' is described twice");
    }

    public static void Apply(JsonElement line, ScimModel model, ScimSwitches switches)
    {
        foreach (var member in line.EnumerateObject())
        {
            var (name, value) = (member.Name, member.Value);
            switch (name)
            {
                case "type" or "key" or "extensions" or "$schema":
                    break;
                case "dialect":
                    ScimDirectory.CheckDialect(value.GetString() ?? "", m => new StateException(m));
                    break;
                case "required":
                    switches.Required = Texts(name, value);
                    if (switches.Required.FirstOrDefault(r => model.Users.Resolve(r) is null) is { } unknown)
                        throw new StateException($"'{unknown}' among 'required' is not an attribute of a user");
                    break;
                case "emailDomains":
                    switches.EmailDomains = Texts(name, value);
                    break;
                case "groups":
                    switches.GroupsEnabled = Flag(name, value);
                    break;
                case "uniqueGroupNames":
                    switches.UniqueGroupNames = Flag(name, value);
                    break;
                case "membersInLists":
                    switches.MembersInLists = Flag(name, value);
                    break;
                case "removeHonoursValue":
                    switches.RemoveHonoursValue = Flag(name, value);
                    break;
                case "indexPaging":
                    switches.IndexPaging = Flag(name, value);
                    break;
                case "cursorPaging":
                    switches.CursorPaging = Flag(name, value);
                    break;
                case "pageSize":
                    switches.DefaultPageSize = Count(name, value);
                    break;
                case "maxPageSize":
                    switches.MaxPageSize = Count(name, value);
                    break;
                default:
                    throw new StateException($"'{name}' is not a setting of a SCIM application");
            }
        }
    }

    private static bool Flag(string name, JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw new StateException($"'{name}' is not true or false");

    private static int Count(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count > 0 ? count : throw new StateException($"'{name}' is not a number above 0");

    private static ImmutableArray<string> Texts(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(v => v.GetString() ?? "")]
            : throw new StateException($"'{name}' is not an array of texts");
}
