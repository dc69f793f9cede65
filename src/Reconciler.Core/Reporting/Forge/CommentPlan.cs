using System.Collections.Immutable;

namespace Reconciler.Core.Reporting.Forge;

/// <summary>One thing to do with the comments of a pull request.</summary>
public abstract record CommentStep
{
    private CommentStep()
    {
    }

    public sealed record Create(string Body) : CommentStep;

    public sealed record Update(long Id, string Body) : CommentStep;

    public sealed record Delete(long Id) : CommentStep;
}

/// <summary>Which comments are ours, whether this run may speak, and what is to be done so that exactly ours stand there.</summary>
public sealed class CommentPlan
{
    private readonly ImmutableArray<(ForgeComment Comment, CommentMarker Marker)> _ours;
    private readonly CommentMarker? _standing;

    /// <param name="all">Every comment of the pull request.</param>
    /// <param name="author">Who we are, as the forge names us: a marker of anybody else is a plain comment.</param>
    /// <param name="wish">What is to be said.</param>
    public CommentPlan(IEnumerable<ForgeComment> all, string author, CommentMarker wish)
    {
        var own = all.Where(c => string.Equals(c.Author, author, StringComparison.OrdinalIgnoreCase))
            .Select(c => (Comment: c, Marker: CommentMarker.Read(c.Body))).Where(c => c.Marker is not null)
            .Select(c => (c.Comment, Marker: c.Marker ?? wish)).OrderBy(c => c.Comment.Id).ToArray();
        _ours = [.. own.Where(c => c.Marker.IsOf(wish))];
        _standing = _ours.Select(c => c.Marker).FirstOrDefault(m => m.Part == 1);
        Others = [.. own.Where(c => !c.Marker.IsOf(wish)).SelectMany(c => c.Marker.Labels).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The labels that other plans of ours ask for.</summary>
    public ImmutableArray<string> Others { get; }

    /// <summary>Where the first of ours is shown.</summary>
    public string? Address => _ours.FirstOrDefault(c => c.Marker.Part == 1).Comment?.Address;

    /// <summary>What the wish becomes, seen what stands there: itself, <see cref="CommentState.Outdated"/>, or null and why nothing is said.</summary>
    public (CommentState? State, string Why) Judge(CommentMarker wish, PullFacts pull, bool hasNothingToSay)
    {
        ArgumentNullException.ThrowIfNull(wish);
        ArgumentNullException.ThrowIfNull(pull);
        var isPlan = wish.State is CommentState.Planned or CommentState.Outdated;
        if (isPlan && pull.IsMerged && _standing is { State: CommentState.Applying or CommentState.Applied or CommentState.Partly or CommentState.Failed })
            return (null, "the pull request is merged, and the comment says what became of it");
        var isBehind = wish.State is CommentState.Planned && wish.Head is { } head && head != pull.Head;
        if (isBehind && _standing?.Head == pull.Head)
            return (null, "the comment is of a newer commit");
        if (_standing is { } standing && standing.At > wish.At && (wish.Head is null || standing.Head is null || standing.Head == wish.Head || !isPlan))
            return (null, "the comment is newer");
        return hasNothingToSay && _standing is null ? (null, "there is nothing to do, and no comment yet that would say otherwise")
            : (isBehind ? CommentState.Outdated : wish.State, "");
    }

    /// <summary>What makes these bodies, in their order, the only comments of ours: the oldest of each part stays, so that links to it do.</summary>
    public ImmutableArray<CommentStep> Steps(ImmutableArray<string> bodies)
    {
        var steps = ImmutableArray.CreateBuilder<CommentStep>();
        var kept = new HashSet<long>();
        for (var part = 1; part <= bodies.Length; part++)
        {
            var body = bodies[part - 1];
            var found = _ours.FirstOrDefault(c => c.Marker.Part == part).Comment;
            if (found is null)
                steps.Add(new CommentStep.Create(body));
            else if (kept.Add(found.Id) && Plain(found.Body) != Plain(body))
                steps.Add(new CommentStep.Update(found.Id, body));
        }

        steps.AddRange(_ours.Where(c => !kept.Contains(c.Comment.Id)).Select(c => new CommentStep.Delete(c.Comment.Id)));
        return steps.ToImmutable();
    }

    // Forges keep line ends in their own way.
    private static string Plain(string body) => body.ReplaceLineEndings("\n").TrimEnd();
}
