using System.Collections.Immutable;
using Reconciler.Connectors.Http;
using Reconciler.Connectors.Scim.Values;
using Reconciler.Core.Model;
using Reconciler.Core.Resources;

namespace Reconciler.Connectors.Scim.Listing;

/// <summary>Lists the objects of an endpoint to their end, and says whether that was the end. How is the profile's choice; what the pages say decides.</summary>
internal sealed class Lister(ScimReadClient client)
{
    /// <summary>A count that no directory reaches in one page, for services that do not page.</summary>
    public const int Large = 10_000;

    private const int MostPages = 100_000;

    public async Task<Completeness> AllAsync(ListQuery query, Action<ScimResource> fold, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var paging = client.Profile.Paging;
        var config = await client.ConfigAsync(cancellationToken);
        query = query with { Count = paging.PageSize, Sorted = query.Filter is null && ServiceConfig.Has(paging.Sort, config.Sort) };
        var walk = new Walk(Taken, progress);
        return paging.Method switch
        {
            ScimPaging.None => await OnceAsync(query, walk, cancellationToken),
            ScimPaging.Cursor => await new CursorWalk(this, walk).RunAsync(query, cancellationToken) ?? await new IndexWalk(this, walk, query, paging.ExactTotal).RunAsync(cancellationToken),
            ScimPaging.Discovered when config is { Cursor: true, Index: not true } =>
                await new CursorWalk(this, walk).RunAsync(query, cancellationToken) ?? await new IndexWalk(this, walk, query, paging.ExactTotal).RunAsync(cancellationToken),
            _ => await new IndexWalk(this, walk, query, paging.ExactTotal).RunAsync(cancellationToken),
        };

        void Taken(ScimResource resource)
        {
            client.Remember(resource);
            fold(resource);
        }
    }

    /// <summary>Where a walk by index is handed a cursor, it goes on by it.</summary>
    public Task<Completeness?> ByCursorAsync(ListQuery query, Walk walk, string cursor, CancellationToken cancellationToken) =>
        new CursorWalk(this, walk).RunAsync(query, cancellationToken, cursor);

    /// <summary>A page; null where the answer is a refusal that the caller understands.</summary>
    /// <exception cref="Core.Targets.TargetException">The answer is no page and no refusal that anybody understands.</exception>
    public async Task<(ListPage? Page, WireAnswer Answer)> PageAsync(string address, Func<WireAnswer, bool> understands, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync(address, cancellationToken);
        if (answer.IsSuccess)
        {
            var page = ListPage.Read(answer)
                ?? throw client.Faults.NotUnderstood(answer, Place(address), ScimJson.TryParse(answer.Body) is null ? null : "the answer is no list of resources");
            client.Connection.Memory.HasListed = true;
            return (page, answer);
        }

        return understands(answer) ? ((ListPage?)null, answer) : throw client.Faults.Refused(answer, Place(address));
    }

    /// <summary>Every page of a runaway service would be taken for news; this is where that ends.</summary>
    public static Completeness? Endless(int pages) => pages < MostPages ? null : new Completeness.Unproven($"the listing did not end within {MostPages} pages");

    private async Task<Completeness> OnceAsync(ListQuery query, Walk walk, CancellationToken cancellationToken)
    {
        var (page, _) = await PageAsync((query with { Count = null }).At(null), _ => false, cancellationToken);
        if (page is not null)
            walk.Take(page);
        return page?.NextCursor is not null
            ? new Completeness.Unproven("the profile says that the service does not page, and it offered another page: set paging.method to cursor")
            : walk.End("one answer, of a service that does not page");
    }

    private static string Place(string address) => address.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? address[..query] : address;
}
