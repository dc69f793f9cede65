using Reconciler.Emulator.Scim.Resources;

namespace Reconciler.Emulator.Scim.Http;

/// <summary>One page of a listing; a start index belongs to paging by index, cursors to paging by cursor.</summary>
internal sealed record ScimPage(int Total, IReadOnlyList<ScimResource> Resources, int? StartIndex, string? PreviousCursor, string? NextCursor);

/// <summary>Pages by index (RFC 7644 §3.4.2.4) and by cursor (RFC 9865).</summary>
internal static class ScimPaging
{
    /// <summary>A cursor asks for it, even an empty one; without one it is the way only where there is no other.</summary>
    public static bool UsesCursor(ScimCall call, ScimQuery query)
    {
        if (query.Cursor is null)
            return !call.Switches.IndexPaging && call.Switches.CursorPaging && query.StartIndex is null;
        if (query.StartIndex is not null)
            throw ScimException.InvalidValue("'cursor' and 'startIndex' exclude each other");
        return call.Switches.CursorPaging ? true : throw new ScimException(400, "invalidCursor", "Cursors are not supported");
    }

    public static ScimPage ByIndex(ScimCall call, ScimQuery query, List<ScimResource> all)
    {
        if (!call.Switches.IndexPaging && query.StartIndex is not null)
            throw ScimException.InvalidValue("'startIndex' is not supported");
        var start = Math.Max(1, Number(query.StartIndex, "startIndex", 1));
        var count = Size(call, Number(query.Count, "count", call.Switches.DefaultPageSize));
        var number = count == 0 ? 1 : (start - 1) / count + 1;
        var hides = call.Switches.TruncateAfterPage is { } last && number > last;
        var page = hides || start > all.Count ? [] : all.GetRange(start - 1, Math.Min(count, all.Count - start + 1));
        return new ScimPage(all.Count, page, start, null, null);
    }

    public static ScimPage ByCursor(ScimCall call, ScimQuery query, string where, Func<List<ScimResource>> matches)
    {
        var count = CursorCount(call, query);
        var question = string.Join('\n', where, query.Filter, query.SortBy, query.SortOrder);
        var (number, walk, place) = query.Cursor is { Length: > 0 } cursor
            ? call.Application.Cursors.Find(cursor, question, call.Now)
            : Begin(call, question, matches());
        var page = walk.Ids.Skip(place).Take(count).Select(call.Store.Find).OfType<ScimResource>().ToList();
        var next = place + count;
        var truncates = call.Switches.TruncateAfterPage is { } last && count > 0 && place / count + 1 >= last;
        return new ScimPage(
            walk.Ids.Count,
            page,
            null,
            place > 0 ? ScimCursors.Cursor(number, Math.Max(0, place - count)) : null,
            count > 0 && next < walk.Ids.Count && !truncates ? ScimCursors.Cursor(number, next) : null);
    }

    private static (long, ScimWalk, int) Begin(ScimCall call, string question, List<ScimResource> matches)
    {
        var walk = new ScimWalk(question, matches.ConvertAll(r => r.Id), call.Now + call.Switches.CursorLifetime);
        return (call.Application.Cursors.Begin(walk, call.Now), walk, 0);
    }

    private static int CursorCount(ScimCall call, ScimQuery query)
    {
        if (query.Count is not { } text)
            return Size(call, call.Switches.DefaultPageSize);
        return int.TryParse(text, out var count) && count >= 0
            ? Size(call, count)
            : throw new ScimException(400, "invalidCount", $"'{text}' is not a count");
    }

    private static int Size(ScimCall call, int count) => Math.Clamp(count, 0, Math.Max(1, call.Switches.MaxPageSize));

    private static int Number(string? text, string name, int otherwise)
    {
        if (text is null)
            return otherwise;
        return int.TryParse(text, out var number) ? number : throw ScimException.InvalidValue($"'{name}' is not a number");
    }
}
