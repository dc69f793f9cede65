using System.Text.Json;
using Reconciler.Connectors.Http;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Entra;

/// <summary>How a chain of pages ended. <see cref="Refused"/>: already its first page was, and why.</summary>
internal readonly record struct ChainEnd(Completeness Completeness, int Count, Fault? Refused)
{
    /// <summary>Of a delta that ended well: the link behind which the service tells what changes from now on.</summary>
    public string? Delta { get; init; }
}

/// <summary>
/// Walks a collection page by page to its documented end: a page without next link, of a delta the delta link.
/// Any other end is a doubt with a sentence, never an exception.
/// </summary>
internal static class Chain
{
    /// <summary>Pages that a chain reads in company. A longer one goes on alone: it would hold up the others and they it.</summary>
    public const int PagesInCompany = 16;

    /// <param name="got">The first page, where it has been asked for already.</param>
    /// <param name="seat">Where it asks from; null = a seat of its own.</param>
    public static async Task<ChainEnd> WalkAsync(ReadSession session, GraphPath first, string what, bool delta, PageItem item, CancellationToken cancellationToken,
        WireAnswer? got = null, ReadSeat? seat = null)
    {
        var place = seat ?? session.Client.Sit();
        using var own = seat is null ? place : null;
        int pages = 0, count = 0;
        var path = first;
        (GraphPath Path, Task<WireAnswer> Answer)? ahead = null;
        try
        {
            while (true)
            {
                var answer = pages == 0 && got is not null ? got
                    : pages < PagesInCompany ? await place.GetAsync(path)
                    : await (ahead is var (asked, coming) && asked == path ? coming : session.Client.GetAsync(path, cancellationToken));
                if (answer.Status != 200)
                    return Broken(answer, what, pages, count);
                ahead = pages < PagesInCompany ? null : Ahead(session, path, answer, cancellationToken);
                var links = session.FoldPage(answer.Body, Counting);
                pages++;
                session.Report(what, count);
                if (links.Next is null)
                    return End(links, what, delta, pages, count);
                if (session.Client.Following(links.Next) is not { } next)
                    return Doubt($"page {pages + 1} of {what} lies on another host; the link was not followed", count);
                if (next == path)
                    return Doubt($"{what}: page {pages} leads to itself", count);
                path = next;
                if (pages == PagesInCompany)
                    place.Dispose();
            }
        }
        catch (WireException e)
        {
            return new ChainEnd(Unproven($"{what}: {e.Message} (request {e.RequestId})"), count,
                pages == 0 ? new Fault("unreachable", e.Message, e.RequestId, "check the network and directory.endpoint or directory.cloud") : null);
        }
        catch (JsonException e)
        {
            return Doubt($"page {pages + 1} of {what} could not be read: {e.Message}", count);
        }

        finally
        {
            // Of a page that nobody wants any more nobody hears; it is called off with the reading.
            _ = ahead?.Answer.ContinueWith(t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }

        void Counting(ref Utf8JsonReader reader)
        {
            item(ref reader);
            count++;
        }
    }

    /// <summary>Asks for the page after this one while this one is being read, where it says at its beginning which that is.</summary>
    private static (GraphPath Path, Task<WireAnswer> Answer)? Ahead(ReadSession session, GraphPath path, WireAnswer answer, CancellationToken cancellationToken) =>
        GraphPage.NextAtStart(answer.Body.Span) is { } link && session.Client.Following(link) is { } next && next != path
            ? (next, session.Client.GetAsync(next, cancellationToken))
            : null;

    private static ChainEnd End(PageLinks links, string what, bool delta, int pages, int count)
    {
        if (delta && links.Delta is null)
            return Doubt($"{what} ended after page {pages} without a delta link", count);
        var how = delta ? "delta link" : "last page without a next link";
        return new ChainEnd(new Completeness.Proven($"{how}, {pages} {(pages == 1 ? "page" : "pages")}"), count, null) { Delta = links.Delta };
    }

    private static ChainEnd Broken(WireAnswer answer, string what, int pages, int count)
    {
        var fault = GraphFaults.Describe(answer);
        return new ChainEnd(Unproven($"page {pages + 1} of {what}: {answer.Status} {fault.Code}: {fault.Message} (request {answer.RequestId})"), count, pages == 0 ? fault : null);
    }

    private static ChainEnd Doubt(string why, int count) => new(Unproven(why), count, null);

    private static Completeness Unproven(string why) => new Completeness.Unproven(why);
}
