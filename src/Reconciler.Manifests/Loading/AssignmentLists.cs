using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Reconciler.Core.Model;

namespace Reconciler.Manifests.Loading;

/// <summary>The lines of <c>assignments:</c> of all files as one list an application, sorted by meaning and role.</summary>
internal sealed class AssignmentLists(Draft draft)
{
    public const string Link = "assignments";

    private readonly ILookup<string, DraftAssignment> lines =
        draft.Applications.Assignments.ToLookup(a => a.Application.Text, StringComparer.OrdinalIgnoreCase);

    /// <summary>Null where nothing is said: how a list is kept is not yet a list, and nobody loses access to a file that is gone.</summary>
    public DeclaredLinks? Of(DraftApplication application)
    {
        if (!draft.Applications.Blocks.TryGetValue(application.Key.Text, out var blocks) || application.FindUnmanaged(Link) is not null)
            return null;
        return new DeclaredLinks(Link, application.Mode ?? LinkMode.Exclusive, application.Mode is null ? Places.Of(blocks).First : application.ModeSpan)
        {
            SaysMode = application.Mode is not null,
            Ends = EndsOf([.. lines[application.Key.Text]]),
        };
    }

    private static ImmutableArray<DeclaredReference> EndsOf(DraftAssignment[] assignments)
    {
        Array.Sort(assignments, (x, y) => x.To.To.Rank != y.To.To.Rank ? x.To.To.Rank.CompareTo(y.To.To.Rank) : string.CompareOrdinal(x.Role, y.Role));
        var ends = new DeclaredReference[assignments.Length];
        for (var i = 0; i < ends.Length; i++)
        {
            var line = assignments[i];
            ends[i] = new DeclaredReference(line.To.To.Meaning ?? NameResolution.Live(line.To.To), line.Span, TermsOf(line));
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(ends);
    }

    private static LinkTerms? TermsOf(DraftAssignment line) => line.Role is null && !line.IsNested
        ? line.To.Terms
        : (line.To.Terms ?? new LinkTerms()) with { Role = line.Role, Expand = line.IsNested };
}
