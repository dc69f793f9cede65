using System.IO.Enumeration;

namespace Reconciler.Manifests.Loading;

/// <summary>
/// A glob over paths with <c>/</c>: <c>*</c> and <c>?</c> within a name, <c>**</c> over any number of folders. Without a wildcard it means
/// that one file or everything below that folder.
/// </summary>
internal sealed class PathPattern
{
    private const string AnyDepth = "**";

    private readonly string[] names;

    private PathPattern(string[] names) => this.names = names;

    /// <summary>A glob from the root, as <c>authority:</c> has it.</summary>
    public static PathPattern Of(string glob) => new(glob.Split('/', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// A line of CODEOWNERS: without a slash inside it holds at any depth; <c>folder/*</c> means the files of that folder alone.
    /// </summary>
    public static PathPattern OfCodeOwners(string glob)
    {
        var inner = glob.TrimEnd('/');
        var parts = inner.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return new(inner.Contains('/', StringComparison.Ordinal) ? parts : [AnyDepth, .. parts]);
    }

    public bool Matches(string path) => Matches(names, path.Split('/'));

    private static bool Matches(ReadOnlySpan<string> pattern, ReadOnlySpan<string> path)
    {
        if (pattern.IsEmpty)
            return true;
        if (path.IsEmpty)
            return pattern is [AnyDepth];
        if (pattern[0] == AnyDepth)
            return Matches(pattern[1..], path) || Matches(pattern, path[1..]);
        if (!FileSystemName.MatchesSimpleExpression(pattern[0], path[0], ignoreCase: false))
            return false;
        // A name without wildcards is a folder, and means all that lies in it; `folder/*` does not.
        return pattern.Length > 1 || path.Length == 1 ? Matches(pattern[1..], path[1..]) : pattern[0].AsSpan().IndexOfAny('*', '?') < 0;
    }
}
