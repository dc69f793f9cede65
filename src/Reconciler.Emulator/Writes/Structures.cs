using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reconciler.Emulator.Writes;

internal static class Structures
{
    /// <summary>The old members with the new ones over them.</summary>
    public static JsonElement Merge(JsonElement? old, JsonElement update)
    {
        var result = new JsonObject();
        foreach (var member in old?.EnumerateObject() ?? default)
            result[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        foreach (var member in update.EnumerateObject())
            result[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        return Element(result);
    }

    /// <summary>The given members, and null for the others.</summary>
    public static JsonElement Complete(JsonElement given, params ReadOnlySpan<string> names)
    {
        var result = new JsonObject();
        foreach (var name in names)
            result[name] = given.TryGetProperty(name, out var value) ? JsonNode.Parse(value.GetRawText()) : null;
        return Element(result);
    }

    public static JsonElement Without(JsonElement given, string name)
    {
        var result = new JsonObject();
        foreach (var member in given.EnumerateObject().Where(m => m.Name != name))
            result[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        return Element(result);
    }

    private static JsonElement Element(JsonObject structure)
    {
        using var document = JsonDocument.Parse(structure.ToJsonString());
        return document.RootElement.Clone();
    }
}
