using System.Buffers.Text;
using System.Text;

namespace Reconciler.Emulator.Scim.Http;

/// <summary>A walk over a listing by cursors: what it asks for and the ids it found at its start.</summary>
internal sealed record ScimWalk(string Question, IReadOnlyList<string> Ids, DateTimeOffset Expires);

/// <summary>Walks that have begun (RFC 9865). A cursor names a walk and a place in it, and is opaque to its bearer.</summary>
internal sealed class ScimCursors
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, ScimWalk> _walks = [];
    private long _last;

    public long Begin(ScimWalk walk, DateTimeOffset now)
    {
        lock (_gate)
        {
            // A walk is known as expired for as long again as it lived.
            foreach (var (number, old) in _walks.ToList())
            {
                if (old.Expires + (walk.Expires - now) < now)
                    _walks.Remove(number);
            }

            _walks[++_last] = walk;
            return _last;
        }
    }

    public static string Cursor(long walk, int place) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{walk}.{place}.{walk * 31 + place * 17 + 7}"));

    public (long Number, ScimWalk Walk, int Place) Find(string cursor, string question, DateTimeOffset now)
    {
        if (!TryRead(cursor, out var number, out var place))
            throw new ScimException(400, "invalidCursor", "The cursor is not valid");
        lock (_gate)
        {
            if (!_walks.TryGetValue(number, out var walk) || walk.Question != question)
                throw new ScimException(400, "invalidCursor", "The cursor does not belong to this request");
            return walk.Expires > now ? (number, walk, place) : throw new ScimException(400, "expiredCursor", "The cursor has expired");
        }
    }

    private static bool TryRead(string cursor, out long walk, out int place)
    {
        (walk, place) = (0, 0);
        if (!Base64Url.IsValid(cursor))
            return false;
        return Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)).Split('.') is [var first, var second, var check]
            && long.TryParse(first, out walk) && int.TryParse(second, out place) && place >= 0 && check == $"{walk * 31 + place * 17 + 7}";
    }
}
