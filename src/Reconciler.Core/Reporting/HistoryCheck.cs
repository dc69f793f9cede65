using System.Collections.Immutable;

namespace Reconciler.Core.Reporting;

/// <summary>A report as it lies in a history: the run its file is named after, the SHA-256 over its bytes, what it says of itself; null = it cannot be read.</summary>
public sealed record HistoryFile(string Run, string Hash, HistoryFacts? Facts);

/// <summary>What a report says of itself, and what is left of its personal values.</summary>
public sealed record HistoryFacts(string Run, PreviousRow? Previous, ValuesState Values);

public enum HistoryState
{
    Ok,

    /// <summary>Intact; personal texts were removed from beside it.</summary>
    ValuesRemoved,

    /// <summary>Its bytes, its name or its values are not what was written.</summary>
    Altered,

    /// <summary>A later report speaks of it, and it is gone.</summary>
    Missing,

    /// <summary>Another report has the same predecessor: two histories were mixed, or one was slipped in.</summary>
    Fork,

    /// <summary>No later report speaks of it: nothing vouches for its content.</summary>
    Unlinked,
}

public sealed record HistoryRow(string Run, HistoryState State, string? Hash, string? Why);

/// <summary>Walks a history from its newest report to its oldest: each names the one before it by its hash.</summary>
public static class HistoryCheck
{
    /// <param name="files">Every report of the history.</param>
    /// <param name="head">The newest report as the chain's own file has it; null when that is gone.</param>
    /// <returns>A row for each report, there or missing, newest first.</returns>
    public static ImmutableArray<HistoryRow> Of(IReadOnlyCollection<HistoryFile> files, PreviousRow? head)
    {
        ArgumentNullException.ThrowIfNull(files);
        var left = files.ToDictionary(f => f.Run, StringComparer.Ordinal);
        var rows = new List<HistoryRow>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        Walk(Newest(files, head), left, taken, rows);
        // What the walk did not reach, newest first: each is the end of a piece of its own.
        while (left.Count > 0)
        {
            var file = left.Values.MaxBy(f => f.Run, StringComparer.Ordinal) ?? throw new System.Diagnostics.UnreachableException();
            left.Remove(file.Run);
            var twin = file.Facts is { } facts && taken.Contains(Place(facts.Previous));
            rows.Add(Judge(file) is { State: HistoryState.Altered } altered ? altered
                : twin ? new HistoryRow(file.Run, HistoryState.Fork, file.Hash, $"another report follows {file.Facts?.Previous?.Run ?? "nothing"} too")
                : new HistoryRow(file.Run, HistoryState.Unlinked, file.Hash, "no later report speaks of it"));
            taken.Add(Place(file.Facts?.Previous));
            if (file.Facts?.Previous is { } previous && left.TryGetValue(previous.Run, out var next) && next.Hash == previous.Hash)
                Walk(previous, left, taken, rows);
        }

        return [.. rows.OrderByDescending(r => r.Run, StringComparer.Ordinal)];
    }

    /// <summary>Whether nothing is wrong with a report. What was removed on purpose is not wrong.</summary>
    public static bool IsIntact(HistoryState state) => state is HistoryState.Ok or HistoryState.ValuesRemoved;

    /// <summary>The head of a chain: a run that died between its report and the chain's own file leaves a report that follows what that file names.</summary>
    public static PreviousRow? Newest(IReadOnlyCollection<HistoryFile> files, PreviousRow? head)
    {
        ArgumentNullException.ThrowIfNull(files);
        while (head is not null)
        {
            HistoryFile[] next = [.. files.Where(f => f.Facts is { } facts && facts.Previous == head && facts.Run == f.Run && string.CompareOrdinal(f.Run, head.Run) > 0)];
            if (next.Length != 1)
                break;
            head = new PreviousRow(next[0].Run, next[0].Hash);
        }

        return head;
    }

    private static void Walk(PreviousRow? cursor, Dictionary<string, HistoryFile> left, HashSet<string> taken, List<HistoryRow> rows)
    {
        var isTrusted = true;
        while (cursor is not null)
        {
            if (!left.TryGetValue(cursor.Run, out var file))
            {
                if (rows.All(r => r.Run != cursor.Run))
                    rows.Add(new HistoryRow(cursor.Run, HistoryState.Missing, cursor.Hash, "a later report speaks of it"));
                return;
            }

            var isSame = file.Hash == cursor.Hash;
            // What an altered report says of the one before it proves nothing against that one.
            if (!isSame && !isTrusted)
                return;
            left.Remove(file.Run);
            rows.Add(isSame ? Judge(file) : new HistoryRow(file.Run, HistoryState.Altered, file.Hash, "its content is not what the later report vouches for"));
            taken.Add(Place(file.Facts?.Previous));
            (isTrusted, cursor) = (isSame, file.Facts?.Previous);
        }
    }

    private static HistoryRow Judge(HistoryFile file) => file.Facts switch
    {
        null => new HistoryRow(file.Run, HistoryState.Altered, file.Hash, "it is no report"),
        { } facts when facts.Run != file.Run => new HistoryRow(file.Run, HistoryState.Altered, file.Hash, $"it is the report of {facts.Run}"),
        { Values: ValuesState.Altered } => new HistoryRow(file.Run, HistoryState.Altered, file.Hash, "a personal value beside it is not the one that was written"),
        { Values: ValuesState.Removed } => new HistoryRow(file.Run, HistoryState.ValuesRemoved, file.Hash, "personal values were removed"),
        _ => new HistoryRow(file.Run, HistoryState.Ok, file.Hash, null),
    };

    private static string Place(PreviousRow? previous) => previous is null ? "" : $"{previous.Run} {previous.Hash}";
}
