using Reconciler.Connectors.Http;
using Reconciler.Core.Resources;

namespace Reconciler.Connectors.Scim.Listing;

/// <summary>
/// A listing by startIndex (RFC 7644 §3.4.2.4), which advances by what was received. totalResults is no end unless the profile calls it exact:
/// the walk goes on until a page is empty or brings nothing new.
/// </summary>
internal sealed class IndexWalk(Lister lister, Walk walk, ListQuery query, bool exactTotal)
{
    private ListQuery _query = query;
    private int _pages;

    public async Task<Completeness> RunAsync(CancellationToken cancellationToken)
    {
        var first = await PassAsync(cancellationToken);
        if (first.Verdict is { } verdict)
            return verdict;

        // Pages that overlap or fall short: objects may have slipped between them. What a second pass does not add was not missing.
        var known = walk.Count;
        var second = await PassAsync(cancellationToken);
        if (second.Verdict is Completeness.Unproven unproven)
            return unproven;
        if (walk.Count > known)
            return new Completeness.Unproven($"pages overlapped, and reading again brought {walk.Count - known} objects that the first pass had missed");
        return walk.End("to the page without anything new, twice");
    }

    /// <summary>One pass; without a verdict where it has to be made again.</summary>
    private async Task<Pass> PassAsync(CancellationToken cancellationToken)
    {
        var (at, received, doubtful, before) = (1L, 0L, false, walk.Count);
        var moves = false;
        while (true)
        {
            if (Lister.Endless(++_pages) is { } endless)
                return new Pass(endless);
            var (page, answer) = await lister.PageAsync(_query.At(at), a => Understands(a, at), cancellationToken);
            if (page is null && at == 1)
            {
                _query = Refused(answer) ? _query with { Count = null } : _query.Bare;
                continue;
            }

            // A start behind the last object is an error to some services, and the end all the same.
            if (page is null)
                return Ended(doubtful, "to the start index that is refused");
            var gain = walk.Take(page);
            received += gain.Received;
            if (page.NextCursor is { } cursor && page.Total is null)
                return new Pass(await lister.ByCursorAsync(_query, walk, cursor, cancellationToken) ?? new Completeness.Unproven("the service handed out a cursor and refused it"));
            if (gain.Received == 0)
                return Ended(doubtful, "to an empty page");
            if (exactTotal && page.Total is { } total && received >= total)
                return Ended(doubtful || walk.Count < total, "to totalResults, which the profile calls exact");
            if (gain.Fresh == 0 && at > 1 && before == 0)
                return moves ? Ended(doubtful, "to a page without anything new") : new Pass(await IgnoredAsync(gain, cancellationToken));
            // In a second pass nothing is new; the pages end as they ended before.
            if (before > 0 && received >= before && gain.Fresh == 0)
                return Ended(doubtful, "to the end seen before");
            doubtful |= gain.Overlaps && before == 0;
            moves |= at > 1;
            at += gain.Received;
        }
    }

    private Pass Ended(bool doubtful, string how) => doubtful || walk.Total > walk.Count ? new Pass(null) : new Pass(walk.End(how));

    /// <summary>The same page came twice: startIndex means nothing here. One request without paging and one with a large count must agree.</summary>
    private async Task<Completeness> IgnoredAsync(Gain page, CancellationToken cancellationToken)
    {
        var known = walk.Count;
        var (whole, _) = await lister.PageAsync((_query with { Count = null }).At(null), _ => true, cancellationToken);
        var plain = whole is null ? 0 : walk.Take(whole).Received;
        var (large, _) = await lister.PageAsync((_query with { Count = Lister.Large }).At(null), _ => true, cancellationToken);
        var most = large is null ? 0 : walk.Take(large).Received;

        const string Ignored = "the service ignores startIndex";
        const string Remedy = "if it never pages, say paging: { method: none } in the profile";
        if (walk.Total > walk.Count)
            return new Completeness.Unproven($"{Ignored}: it speaks of {walk.Total} results and listed {walk.Count}; {Remedy}");
        if (most != walk.Count || (plain != most && plain != page.Received))
            return new Completeness.Unproven($"{Ignored}: three requests brought {page.Received}, {plain} and {most} objects; {Remedy}");
        // A larger count that brings more was honoured, and it was not exhausted. Else only a page that is not full, nor as round as a limit, is whole.
        if (most < Lister.Large && (most > known || (page.Received < _query.Count && most % 50 != 0)))
            return walk.End($"in one answer of {most} (startIndex is ignored; asked with and without paging)");
        return new Completeness.Unproven($"{Ignored}, and {most} objects may be its limit; {Remedy}");
    }

    private bool Understands(WireAnswer answer, long at) => at == 1
        ? (_query.HasExtras && answer.Status is 400 or 403 or 501) || (_query.Count is not null && Refused(answer))
        : answer.Status is 400 or 404 && walk.Total is { } total && walk.Count >= total;

    private static bool Refused(WireAnswer answer) =>
        answer.Status == 400 && "invalidCount".Equals(ScimError.Read(answer.Body).Type, StringComparison.OrdinalIgnoreCase);

    private readonly record struct Pass(Completeness? Verdict);
}
