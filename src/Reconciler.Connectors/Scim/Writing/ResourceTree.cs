using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reconciler.Core.Mapping;
using Reconciler.Core.Model;

namespace Reconciler.Connectors.Scim.Writing;

/// <summary>A resource that is being written: nested JSON made of paths, names in any case. Pure.</summary>
internal static class ResourceTree
{
    private static readonly JsonNodeOptions AnyCase = new() { PropertyNameCaseInsensitive = true };

    public static JsonObject New() => new(AnyCase);

    /// <summary>A copy to change; of members that are there twice the last one counts.</summary>
    public static JsonObject Copy(JsonElement resource) => Node(resource) as JsonObject ?? New();

    /// <summary>A whole new resource with the schemas that it uses. Nothing absent is in it.</summary>
    public static JsonObject ForCreate(ScimProfile.ResourcePart part, ImmutableArray<WireChange> changes)
    {
        var root = New();
        root["schemas"] = new JsonArray([.. Schemas(part, changes).Select(s => (JsonNode?)JsonValue.Create(s))]);
        foreach (var change in changes.Where(c => !c.Clears))
            Set(root, change);
        return root;
    }

    /// <summary>What a PUT sends of a resource that was read: without what is read-only, and with what must be stated.</summary>
    public static JsonObject ForPut(JsonObject root, ScimProfile profile, ScimProfile.ResourcePart part, ImmutableArray<WireChange> changes)
    {
        root.Remove("meta");
        if (!profile.Put.Id)
            root.Remove("id");
        if (part is ScimProfile.UsersPart)
            root.Remove("groups");
        else if (root["members"] is not JsonArray)
            root["members"] = root["members"] is { } single ? new JsonArray(single.DeepClone()) : new JsonArray();
        var stated = root["schemas"] is JsonArray list ? list.Select(s => s?.GetValueKind() == JsonValueKind.String ? s.GetValue<string>() : null).OfType<string>() : [];
        root["schemas"] = new JsonArray([.. stated.Concat(Schemas(part, changes)).Distinct(StringComparer.OrdinalIgnoreCase).Select(s => (JsonNode?)JsonValue.Create(s))]);
        return root;
    }

    /// <summary>Puts a value where its path leads, or takes it away.</summary>
    public static void Set(JsonObject root, WireChange change)
    {
        var path = change.Path;
        var home = path.Schema is { } schema ? Inside(root, schema, change.Clears) : root;
        if (home is null)
            return;
        if (!change.Many.IsDefault)
            Put(home, path.Attribute, change.Clears ? null : Items(home[path.Attribute], change.Many, path.SubAttribute ?? "value"));
        else if (path.Filter is { } filter)
            SetItem(home, path, filter, change);
        else if (path.SubAttribute is not { } sub)
            Put(home, path.Attribute, change.IsReference && change.Value is { } id ? new JsonObject(AnyCase) { ["value"] = id } : change.Value);
        else if (Inside(home, path.Attribute, change.Clears) is { } inner)
            Put(inner, sub, change.Value);
    }

    /// <summary>The top member that a path lies in.</summary>
    public static string Top(TargetPath path) => path.Schema ?? path.Attribute;

    /// <summary>The item that a filter picks; null where there is none.</summary>
    public static JsonObject? Item(JsonNode? list, TargetFilter filter) => List(list).OfType<JsonObject>()
        .FirstOrDefault(i => string.Equals(Text(i[filter.Attribute]), filter.Value, StringComparison.OrdinalIgnoreCase));

    /// <summary>A new item that the filter picks, with one value.</summary>
    public static JsonObject NewItem(TargetFilter filter, string sub, JsonNode? value)
    {
        var isFlag = filter.Attribute.Equals("primary", StringComparison.OrdinalIgnoreCase) && bool.TryParse(filter.Value, out _);
        var item = New();
        item[filter.Attribute] = isFlag ? JsonValue.Create(bool.Parse(filter.Value)) : JsonValue.Create(filter.Value);
        item[sub] = value;
        return item;
    }

    private static void SetItem(JsonObject home, TargetPath path, TargetFilter filter, WireChange change)
    {
        var sub = path.SubAttribute ?? "value";
        var list = new JsonArray([.. List(home[path.Attribute]).Select(i => i?.DeepClone())]);
        var item = Item(list, filter);
        if (change.Clears)
        {
            item?.Remove(sub);
            if (item is not null && (sub.Equals("value", StringComparison.OrdinalIgnoreCase) || item.Count <= 1))
                list.Remove(item);
        }
        else if (item is not null)
        {
            item[sub] = change.Value;
        }
        else
        {
            list.Add((JsonNode)NewItem(filter, sub, change.Value));
        }

        Put(home, path.Attribute, list.Count == 0 ? null : list);
    }

    // An item that stays keeps its type and whatever else it bears.
    private static JsonArray Items(JsonNode? now, ImmutableArray<string> wanted, string sub)
    {
        var known = List(now).ToArray();
        var list = new JsonArray();
        foreach (var text in wanted)
        {
            var kept = known.OfType<JsonObject>().FirstOrDefault(i => Text(i[sub]) == text);
            if (kept is not null)
                list.Add(kept.DeepClone());
            else
                list.Add((JsonNode)new JsonObject(AnyCase) { [sub] = text });
        }

        return list;
    }

    private static IEnumerable<string> Schemas(ScimProfile.ResourcePart part, ImmutableArray<WireChange> changes) =>
        new[] { part.Schema }.Concat(changes.Where(c => !c.Clears).Select(c => c.Path.Schema).OfType<string>()
            .Select(s => part.Extensions.FirstOrDefault(e => e.Equals(s, StringComparison.OrdinalIgnoreCase)) ?? s)).Distinct(StringComparer.OrdinalIgnoreCase);

    // Where something is only cleared, nothing is made for it to be cleared in.
    private static JsonObject? Inside(JsonObject home, string name, bool clears)
    {
        if (home[name] is JsonObject known)
            return known;
        if (clears)
            return null;
        var made = home[name] is JsonArray { Count: > 0 } list && list[0] is JsonObject first ? (JsonObject)first.DeepClone() : New();
        Put(home, name, made);
        return made;
    }

    private static void Put(JsonObject home, string name, JsonNode? value)
    {
        if (value is null)
            home.Remove(name);
        else
            home[name] = value;
    }

    private static IEnumerable<JsonNode?> List(JsonNode? node) => node switch { null => [], JsonArray list => list, var single => [single] };

    private static string? Text(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.True => bool.TrueString,
        JsonValueKind.False => bool.FalseString,
        JsonValueKind.Number => node.ToJsonString(),
        _ => null,
    };

    private static JsonNode? Node(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var copy = New();
                foreach (var member in element.EnumerateObject())
                    copy[member.Name] = Node(member.Value);
                return copy;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(Node)]);
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return null;
            default:
                return JsonValue.Create(element);
        }
    }
}
