using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Connectors.Http;
using Reconciler.Connectors.Scim.Values;

namespace Reconciler.Connectors.Scim.Listing;

/// <summary>One answer to a listing.</summary>
/// <param name="Total">totalResults, which may lie; null = not said.</param>
/// <param name="NextCursor">null = this is the last page of a listing by cursor.</param>
internal sealed record ListPage(ImmutableArray<ScimResource> Resources, long? Total, string? NextCursor)
{
    /// <summary>The page, or null where the answer is no SCIM list.</summary>
    public static ListPage? Read(WireAnswer answer)
    {
        if (ScimJson.TryParse(answer.Body) is not { } json)
            return null;
        if (json.ValueKind == JsonValueKind.Array)
            return new ListPage([.. ((JsonElement?)json).Items().Select(i => new ScimResource(i))], null, null);
        var resources = json.Member("Resources");
        var total = json.Whole("totalResults");
        if (resources is null && total is null && !json.Member("schemas").Items().Any(s => s.ValueKind == JsonValueKind.String && (s.GetString() ?? "").EndsWith(":ListResponse", StringComparison.OrdinalIgnoreCase)))
            return null;
        return new ListPage([.. resources.Items().Select(i => new ScimResource(i))], total, json.Text("nextCursor") is { Length: > 0 } cursor ? cursor : null);
    }
}
