using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Applications;

/// <summary>
/// The edit of an application's roles: the whole collection is written, so those that are not ours go back as they came. A role that goes has
/// to be disabled first, and leaves with a second write. Pure.
/// </summary>
internal sealed class RoleEdit
{
    private readonly List<JsonObject> _kept = [];
    private readonly List<JsonObject> _leaving = [];
    private bool _changes;

    private RoleEdit()
    {
    }

    /// <summary>Values of declared roles that roles of others hold already.</summary>
    public ImmutableArray<string> Taken { get; private set; } = [];

    /// <summary>Whether the first write has anything to say.</summary>
    public bool Changes => _changes;

    /// <summary>Whether a second write takes roles away.</summary>
    public bool Removes => _leaving.Count > 0;

    public ImmutableArray<AppRole> Offered => [.. Roles(_kept)];

    public static RoleEdit Of(JsonElement registration, string appId, IEnumerable<CellChange> cells)
    {
        var names = cells.FirstOrDefault(c => c.Attribute.Name == ApplicationSchema.Roles);
        var texts = cells.FirstOrDefault(c => c.Attribute.Name == ApplicationSchema.RoleDescriptions);
        var wanted = names is null ? null : Rows(names.After);
        var before = names is null ? [] : Rows(names.Before);
        var descriptions = texts is null ? null : Rows(texts.After);
        var edit = new RoleEdit();
        var taken = new List<string>();
        foreach (var item in registration.Items("appRoles"))
        {
            if (JsonNode.Parse(item.GetRawText()) is not JsonObject json)
                throw new JsonException("a role that is no object");

            // Says on which of the two objects the role stands; not ours to write.
            json.Remove("origin");
            var role = AppRole.Of(item);
            var value = role?.Value ?? "";
            if (role is null || !role.IsOurs(appId))
            {
                if (wanted?.ContainsKey(value) == true)
                    taken.Add(value);
                edit._kept.Add(json);
            }
            else if (wanted is not null && !wanted.ContainsKey(value) && before.ContainsKey(value))
            {
                edit._changes |= role.Enabled;
                json["isEnabled"] = false;
                edit._leaving.Add(json);
            }
            else
            {
                var shown = wanted?.GetValueOrDefault(value) ?? role.DisplayName;
                edit.Set(json, "displayName", shown);
                if (descriptions is not null || role.Description == role.DisplayName)
                    edit.Set(json, "description", descriptions?.GetValueOrDefault(value) ?? shown);
                if (wanted?.ContainsKey(value) == true && !role.Enabled)
                    (json["isEnabled"], edit._changes) = (true, true);
                edit._kept.Add(json);
            }
        }

        foreach (var (value, shown) in wanted ?? [])
        {
            if (!Roles(edit._kept).Any(r => r.Value == value))
                edit.Add(RoleIds.Of(appId, value), value, shown, descriptions?.GetValueOrDefault(value) ?? shown);
        }

        edit.Taken = [.. taken];
        return edit;
    }

    /// <summary>Everything that is to stay, and what leaves, disabled.</summary>
    public void WriteFirst(Utf8JsonWriter json) => Write(json, [.. _kept, .. _leaving]);

    /// <summary>Everything that is to stay.</summary>
    public void WriteLast(Utf8JsonWriter json) => Write(json, _kept);

    private static void Write(Utf8JsonWriter json, IReadOnlyList<JsonObject> roles)
    {
        json.WriteStartArray("appRoles");
        foreach (var role in roles)
            role.WriteTo(json);
        json.WriteEndArray();
    }

    private void Add(Guid id, string value, string shown, string description)
    {
        _changes = true;
        _kept.Add(new JsonObject
        {
            ["allowedMemberTypes"] = new JsonArray("User"),
            ["description"] = description,
            ["displayName"] = shown,
            ["id"] = id.ToString(),
            ["isEnabled"] = true,
            ["value"] = value,
        });
    }

    private void Set(JsonObject role, string member, string text)
    {
        if ((string?)role[member] == text)
            return;
        role[member] = text;
        _changes = true;
    }

    private static IEnumerable<AppRole> Roles(IEnumerable<JsonObject> roles)
    {
        foreach (var role in roles)
        {
            using var json = JsonDocument.Parse(role.ToJsonString());
            if (AppRole.Of(json.RootElement) is { } read)
                yield return read;
        }
    }

    private static Dictionary<string, string> Rows(AttributeValue value) =>
        value is AttributeValue.Table table ? table.Rows.ToDictionary(r => r.Key, r => r.Value, StringComparer.Ordinal) : [];
}
