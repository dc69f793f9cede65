using System.Text.Json;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.Scim.Patch;
using Reconciler.Emulator.Scim.Resources;

namespace Reconciler.Emulator.Scim.Http;

/// <summary>What a read asks for, from the query of a GET or from the body of a <c>.search</c> (RFC 7644 §3.4.2 and §3.4.3).</summary>
internal sealed class ScimQuery
{
    public const string SearchUrn = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

    public string? Filter { get; private init; }

    public string? SortBy { get; private init; }

    public string? SortOrder { get; private init; }

    public string? StartIndex { get; private init; }

    public string? Count { get; private init; }

    public string? Cursor { get; private init; }

    public required Projection Projection { get; init; }

    public static ScimQuery Of(string rawQuery)
    {
        var values = Reconciler.Emulator.Http.Exchange.Form(rawQuery.TrimStart('?'), StringComparer.OrdinalIgnoreCase);
        return new ScimQuery
        {
            Filter = values.GetValueOrDefault("filter"),
            SortBy = values.GetValueOrDefault("sortBy"),
            SortOrder = values.GetValueOrDefault("sortOrder"),
            StartIndex = values.GetValueOrDefault("startIndex"),
            Count = values.GetValueOrDefault("count"),
            Cursor = values.GetValueOrDefault("cursor"),
            Projection = new Projection(Projection.Split(values.GetValueOrDefault("attributes")), Projection.Split(values.GetValueOrDefault("excludedAttributes"))),
        };
    }

    public static ScimQuery Of(JsonElement search) => new()
    {
        Filter = Text(search, "filter"),
        SortBy = Text(search, "sortBy"),
        SortOrder = Text(search, "sortOrder"),
        StartIndex = Text(search, "startIndex"),
        Count = Text(search, "count"),
        Cursor = Text(search, "cursor"),
        Projection = new Projection(Names(search, "attributes"), Names(search, "excludedAttributes")),
    };

    private static string? Text(JsonElement search, string name) => !PatchOperation.Member(search, name, out var value) || value.ValueKind == JsonValueKind.Null
        ? null
        : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => throw ScimException.InvalidSyntax($"'{name}' is not a text or a number"),
        };

    private static List<string> Names(JsonElement search, string name)
    {
        if (!PatchOperation.Member(search, name, out var value) || value.ValueKind == JsonValueKind.Null)
            return [];
        if (value.ValueKind == JsonValueKind.String)
            return Projection.Split(value.GetString());
        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.String
                ? v.GetString() ?? ""
                : throw ScimException.InvalidSyntax($"'{name}' holds something that is not a text"))]
            : throw ScimException.InvalidSyntax($"'{name}' is not an array");
    }
}
