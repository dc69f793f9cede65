using Reconciler.Connectors.Http;
using Reconciler.Core.Resources;

namespace Reconciler.Connectors.Scim.Listing;

/// <summary>
/// A listing by cursor (RFC 9865): to the page without nextCursor. Cursors are opaque and expire; one that is refused starts
/// the listing over, since what was seen stays seen.
/// </summary>
internal sealed class CursorWalk(Lister lister, Walk walk)
{
    private const int MostStarts = 3;

    /// <summary>Null where the service knows no cursors: the listing is still to be made.</summary>
    public async Task<Completeness?> RunAsync(ListQuery query, CancellationToken cancellationToken, string first = "")
    {
        for (int start = 1, pages = 0; ; start++)
        {
            var (cursor, used) = (start == 1 ? first : "", new HashSet<string>(StringComparer.Ordinal));
            while (true)
            {
                if (Lister.Endless(++pages) is { } endless)
                    return endless;
                var (page, answer) = await lister.PageAsync(query.From(cursor), a => Means(a) != Refused.Other || (query.HasExtras && a.Status is 400 or 403 or 501), cancellationToken);
                if (page is null)
                {
                    if (Means(answer) == Refused.Cursor && cursor.Length == 0)
                        return null;
                    query = Means(answer) switch
                    {
                        Refused.Cursor => query,
                        Refused.Count => query with { Count = null },
                        _ => query.Bare,
                    };
                    break;
                }

                var gain = walk.Take(page);
                if (page.NextCursor is null)
                    return Last(cursor, gain);
                if (!used.Add(page.NextCursor))
                    return new Completeness.Unproven("the service handed out the same cursor twice");
                cursor = page.NextCursor;
            }

            if (start == MostStarts)
                return new Completeness.Unproven($"the cursor was refused or expired {MostStarts} times before the listing ended");
        }
    }

    // One page without a cursor, short of what it announces: the parameter was ignored.
    private Completeness? Last(string cursor, Gain gain) => cursor.Length == 0 && walk.Total > walk.Count && gain.Received > 0 ? null : walk.End("to the page without nextCursor");

    private static Refused Means(WireAnswer answer) => answer.Status != 400 ? Refused.Other : ScimError.Read(answer.Body).Type?.ToUpperInvariant() switch
    {
        "INVALIDCURSOR" or "EXPIREDCURSOR" => Refused.Cursor,
        "INVALIDCOUNT" => Refused.Count,
        _ => Refused.Other,
    };

    private enum Refused
    {
        Other,
        Cursor,
        Count,
    }
}
