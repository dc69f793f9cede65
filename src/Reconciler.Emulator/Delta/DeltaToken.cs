using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;

namespace Reconciler.Emulator.Delta;

/// <summary>
/// A position in a delta chain. In the first enumeration it is a place among the objects of this process; afterwards it is a place in
/// history, which outlives a restart.
/// </summary>
internal sealed record DeltaToken(long Sequence, int Offset, DateTimeOffset IssuedAt, DeltaOptions Options)
{
    private const int Parts = 11;

    public bool IsEnumerating { get; init; }

    public string Epoch { get; init; } = "";

    /// <summary>The last object that is wholly told.</summary>
    public int After { get; init; } = -1;

    /// <summary>The object only a part of whose links was told; -1 for none.</summary>
    public int Partial { get; init; } = -1;

    /// <summary>Which of its links, and after which target, come next.</summary>
    public int Relation { get; init; }

    public int AfterLink { get; init; } = -1;

    public static DeltaToken Parse(Call call, ObjectKind kind, string text)
    {
        if (Decode(text) is not { Length: Parts } parts || parts[0] != kind.ToString())
            throw Gone(call, kind, "syncStateNotFound", "The sync state generation is not found; continuing the delta query is not possible.", null);
        string? select = parts[9].Length > 0 ? parts[9] : null;
        var issued = new DateTimeOffset(long.Parse(parts[4]), TimeSpan.Zero);
        var enumerating = parts[1] == "E";
        var sequence = long.Parse(parts[2]);
        if (call.Now - issued > call.Switches.DeltaTokenLifetime || (enumerating && parts[5] != call.Tenant.Epoch)
            || sequence < call.Store.History.Baseline || sequence > call.Store.Sequence)
        {
            throw Gone(call, kind, "resyncRequired", "Resync required. The delta token is expired.", select);
        }

        ImmutableArray<Guid> ids = [.. parts[10].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)];
        var place = parts[6].Split(':');
        return new DeltaToken(sequence, int.Parse(parts[3]), issued, DeltaOptions.Create(call, kind, select, parts[8] == "M", ids))
        {
            IsEnumerating = enumerating,
            Epoch = parts[5],
            After = int.Parse(place[0]),
            Partial = int.Parse(place[1]),
            Relation = int.Parse(place[2]),
            AfterLink = int.Parse(parts[7]),
        };
    }

    public string ToText(ObjectKind kind) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(
        '|',
        kind,
        IsEnumerating ? "E" : "C",
        Sequence,
        Offset,
        IssuedAt.UtcTicks,
        Epoch,
        $"{After}:{Partial}:{Relation}",
        AfterLink,
        Options.IsMinimal ? "M" : "",
        Options.Select,
        string.Join(',', Options.Ids))));

    private static string[]? Decode(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|');
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static GraphException Gone(Call call, ObjectKind kind, string code, string message, string? select)
    {
        var start = $"{call.Root}{ObjectKinds.TypeOf(kind).Set}/delta?$deltatoken=" + (select is null ? "" : "&$select=" + Uri.EscapeDataString(select));
        return new GraphException(410, code, message) { Header = new("Location", start) };
    }
}
