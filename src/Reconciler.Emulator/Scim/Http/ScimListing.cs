using System.Text.Json;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.Scim.Filters;
using Reconciler.Emulator.Scim.Resources;
using Reconciler.Emulator.Scim.Schemas;

namespace Reconciler.Emulator.Scim.Http;

/// <summary>Lists resources of one or of all types: filtered, sorted and paged by index or by cursor.</summary>
internal static class ScimListing
{
    public const string ListUrn = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    public static Answer Run(ScimCall call, IReadOnlyList<ResourceType> types, ScimQuery query)
    {
        var page = ScimPaging.UsesCursor(call, query)
            ? ScimPaging.ByCursor(call, query, string.Join(',', types.Select(t => t.Endpoint)), () => Matches(call, types, query))
            : ScimPaging.ByIndex(call, query, Matches(call, types, query));
        var resources = new ResourceWriter(call.View, query.Projection, call.Switches.MembersInLists);
        return Answer.Json(200, writer => Write(writer, page, resources), call.AnswerType);
    }

    private static List<ScimResource> Matches(ScimCall call, IReadOnlyList<ResourceType> types, ScimQuery query)
    {
        var filter = query.Filter is { } text ? FilterParser.Parse(text) : null;
        var result = new List<ScimResource>();
        foreach (var type in types)
        {
            if (filter is null)
            {
                result.AddRange(call.Store.All(type));
                continue;
            }

            var test = FilterBinder.Bind(filter, call.View.Scope(type, types.Count > 1));
            result.AddRange((Candidates.Of(filter, type, call.Store) ?? call.Store.All(type)).Where(test));
        }

        return query.SortBy is { } sortBy ? Sorting.Sorted(result, types, sortBy, query.SortOrder, call.View) : result;
    }

    private static void Write(Utf8JsonWriter writer, ScimPage page, ResourceWriter resources)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("schemas");
        writer.WriteStringValue(ListUrn);
        writer.WriteEndArray();
        writer.WriteNumber("totalResults", page.Total);
        writer.WriteNumber("itemsPerPage", page.Resources.Count);
        if (page.StartIndex is { } start)
            writer.WriteNumber("startIndex", start);
        if (page.PreviousCursor is { } previous)
            writer.WriteString("previousCursor", previous);
        if (page.NextCursor is { } next)
            writer.WriteString("nextCursor", next);
        writer.WriteStartArray("Resources");
        foreach (var resource in page.Resources)
            resources.Write(writer, resource);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
