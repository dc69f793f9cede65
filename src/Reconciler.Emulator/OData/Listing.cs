using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.OData;

/// <summary>A collection that is being asked for: where its objects come from and how the answer presents them.</summary>
internal sealed record Listing(HandleSet Source, string Context)
{
    private const int DefaultPage = 100;

    /// <summary>The types that can occur; the first one is what <c>$filter</c> and <c>$orderby</c> speak about.</summary>
    public required EntityType[] Types { get; init; }

    /// <summary>Whether each object says its type.</summary>
    public bool Mixed { get; init; }

    /// <summary>Leaves objects out whatever the query says.</summary>
    public Func<DirectoryObject, bool>? Where { get; init; }

    /// <summary>Whether deleted objects are what is asked for.</summary>
    public bool OfDeleted { get; init; }

    /// <summary>Links lead to objects whether or not replication has brought them.</summary>
    public bool ByLink { get; init; }

    public Answer Answer(Call call)
    {
        var query = call.Query;
        var selection = Selection.Parse(query.Select, call.Store.Extensions, Types);
        selection.RefuseElsewhere();
        var expansion = Expansion.Parse(query.Expand, Types[0], call.Store.Extensions);
        CheckExpansion(call, expansion);
        var test = Test(call);
        var ordering = Ordering.Parse(query.OrderBy, Types[0], query.Filter is not null || query.Search is not null, call.Advanced);
        var top = Math.Min(query.Top ?? DefaultPage, call.Switches.PageSize ?? int.MaxValue);
        var token = query.SkipToken is { } text ? PageToken.Parse(text, call.Tenant.Epoch) : PageToken.First(call.Tenant.Epoch);
        var page = ordering is null ? ByHandle(call, test, token, top) : Sorted(call, test, ordering, token, top);
        long? count = call.Eventual && query.Count && query.SkipToken is null ? Matching(call, test).LongCount() : null;
        var next = page.Next is { } to && !(call.Switches.TruncateAfterPage <= token.Page) ? Link(call, to) : null;
        var objects = new ObjectWriter(call, selection, expansion);
        return Http.Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("@odata.context", call.Context(Context + selection.InContext));
            if (count is { } number)
                writer.WriteNumber("@odata.count", number);
            if (next is not null)
                writer.WriteString("@odata.nextLink", next);
            writer.WriteStartArray("value");
            foreach (var item in page.Items)
                objects.Write(writer, item, Mixed);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>Answers the <c>/$count</c> segment.</summary>
    public Answer Count(Call call)
    {
        if (!call.Eventual)
            throw Errors.BadRequest("$count is not currently supported.");
        return Http.Answer.PlainText(Matching(call, Test(call, advanced: true)).LongCount().ToString());
    }

    private Func<DirectoryObject, bool> Test(Call call, bool? advanced = null)
    {
        var filter = call.Query.Filter is { } text ? FilterParser.Parse(text, Types[0], call.Store.Extensions) : null;
        if (filter is not null)
            new FilterRules(Types[0], advanced ?? call.Advanced, call.Switches.FilterValues).Check(filter);
        var search = SearchClause.Parse(call.Query.Search, Types[0], call);
        return item => (OfDeleted || ByLink || call.Sees(item))
            && (Where is null || Where(item))
            && (filter is null || FilterEvaluator.Matches(filter, item, call.Values(item)))
            && (search is null || search.Matches(call.Values(item)));
    }

    private static void CheckExpansion(Call call, Expansion? expansion)
    {
        if (expansion is { Navigation: "manager" } && !call.Advanced && (expansion.HasLevels || call.Switches.ExpandManagerNeedsAdvancedQuery))
            throw Errors.UnsupportedQuery("$expand=manager on this collection needs $count=true and 'ConsistencyLevel: eventual'.");
    }

    private IEnumerable<DirectoryObject> Matching(Call call, Func<DirectoryObject, bool> test)
    {
        for (var at = 0; at < Source.Count; at++)
        {
            if (call.Store[Source[at]] is var item && test(item))
                yield return item;
        }
    }

    private (List<DirectoryObject> Items, PageToken? Next) ByHandle(Call call, Func<DirectoryObject, bool> test, PageToken token, int top)
    {
        var items = new List<DirectoryObject>(Math.Min(top, 64));
        for (var at = Source.IndexAfter(token.After); at < Source.Count; at++)
        {
            var item = call.Store[Source[at]];
            if (!test(item))
                continue;
            if (items.Count == top)
                return (items, token with { Page = token.Page + 1, After = items[^1].Handle });
            items.Add(item);
        }

        return (items, null);
    }

    private (List<DirectoryObject> Items, PageToken? Next) Sorted(
        Call call, Func<DirectoryObject, bool> test, Ordering ordering, PageToken token, int top)
    {
        var cursor = token.Cursor;
        int[] handles;
        if (cursor == 0)
        {
            handles = ordering.Sort(Matching(call, test), call);
            if (handles.Length > top)
                cursor = call.Tenant.Cursors.Keep(handles);
        }
        else
        {
            handles = call.Tenant.Cursors.Find(cursor) ?? throw new GraphException(400, "Directory_ExpiredPageToken",
                "The specified page token value has expired and can no longer be included in your request.");
        }

        // In a kept result the token's number is a place, not a handle.
        var start = token.Cursor == 0 ? 0 : token.After;
        var items = handles.Skip(start).Take(top).Select(h => call.Store[h]).Where(test).ToList();
        var end = start + top;
        return (items, end < handles.Length ? token with { Page = token.Page + 1, After = end, Cursor = cursor } : null);
    }

    private static string Link(Call call, PageToken token)
    {
        var options = call.Query.RawWithout("$skiptoken");
        return call.Root + call.EncodedPath.TrimStart('/') + "?" + (options.Length > 0 ? options + "&" : "") + "$skiptoken=" + token;
    }
}
