namespace Reconciler.Core.Diagnostics;

/// <summary>Finds the name that a misspelt one was meant to be.</summary>
public static class Suggestion
{
    private const int LongestOnStack = 128;

    /// <summary>The nearest candidate within a third of the word's length (at least 1, at most 3 edits), or null.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(candidates);
        var limit = Math.Clamp(word.Length / 3, 1, 3);
        string? best = null;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - word.Length) > limit)
                continue;
            var distance = Distance(word, candidate, limit);
            if (distance > limit || (distance == limit && best is not null && string.CompareOrdinal(candidate, best) >= 0))
                continue;
            best = candidate;
            limit = distance;
            if (distance == 0)
                break;
        }

        return best;
    }

    // Edits with transposition (optimal string alignment), letters compared without case; gives up above the limit.
    private static int Distance(string a, string b, int limit)
    {
        // A text may have ten thousand faults, each with forty names to be compared.
        var rows = b.Length < LongestOnStack ? stackalloc int[3 * LongestOnStack] : new int[3 * (b.Length + 1)];
        var before = rows[..(b.Length + 1)];
        var previous = rows.Slice(b.Length + 1, b.Length + 1);
        var current = rows.Slice(2 * (b.Length + 1), b.Length + 1);
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            var lowest = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                var value = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    value = Math.Min(value, before[j - 2] + 1);
                current[j] = value;
                lowest = Math.Min(lowest, value);
            }

            if (lowest > limit)
                return limit + 1;
            var free = before;
            before = previous;
            previous = current;
            current = free;
        }

        return previous[b.Length];
    }

    private static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
