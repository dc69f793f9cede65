using Reconciler.Core.Diagnostics;

namespace Reconciler.Manifests.Loading;

/// <summary>Finds what misspelt names were meant to be, and where that is declared.</summary>
internal sealed class Suggester
{
    // Each search looks at every declared name; a workspace with more mistakes than this has another problem than spelling.
    private const int Most = 100;

    private int asked;

    public Written? Nearest(string name, IEnumerable<Written> candidates)
    {
        if (asked++ >= Most)
            return null;
        var known = candidates.ToLookup(c => c.Text, StringComparer.Ordinal);
        return Suggestion.Nearest(name, known.Select(k => k.Key)) is { } nearest ? known[nearest].First() : null;
    }
}
