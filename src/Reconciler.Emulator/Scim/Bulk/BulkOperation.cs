using System.Text.Json;
using Reconciler.Emulator.Scim.Patch;

namespace Reconciler.Emulator.Scim.Bulk;

/// <summary>One operation of a bulk request, with the id its new resource will have and the bulkIds it refers to.</summary>
internal sealed record BulkOperation(int Index, string Method, string? BulkId, string? Version, string[] Path, JsonElement? Data)
{
    public const string Marker = "bulkId:";

    public string? NewId { get; init; }

    public static BulkOperation Read(int index, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw ScimException.InvalidSyntax("A bulk operation is not an object");
        var method = Text(json, "method")?.ToUpperInvariant() ?? throw ScimException.InvalidSyntax("A bulk operation has no method");
        var path = Text(json, "path") ?? throw ScimException.InvalidSyntax("A bulk operation has no path");
        return new BulkOperation(
            index,
            method,
            Text(json, "bulkId"),
            Text(json, "version"),
            [.. path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)],
            PatchOperation.Member(json, "data", out var data) ? data : null);
    }

    /// <summary>The bulkIds that the path or any text of the data names.</summary>
    public IEnumerable<string> References()
    {
        foreach (var segment in Path.Where(s => s.StartsWith(Marker, StringComparison.Ordinal)))
            yield return segment[Marker.Length..];
        foreach (var name in Data is { } data ? Names(data) : [])
            yield return name;
    }

    private static IEnumerable<string> Names(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString() is { } text && text.StartsWith(Marker, StringComparison.Ordinal) => [text[Marker.Length..]],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Names),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(m => Names(m.Value)),
        _ => [],
    };

    private static string? Text(JsonElement json, string name) =>
        PatchOperation.Member(json, name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
