using System.Collections.Immutable;

namespace Reconciler.Manifests.Loading;

/// <summary>Who approves a change of which file, by the repository's CODEOWNERS: the last line that matches decides, a line without owners means nobody.</summary>
public sealed class CodeOwners
{
    private readonly List<(PathPattern Pattern, ImmutableArray<string> Owners)> lines = [];
    private readonly string folder;

    private CodeOwners(string folder) => this.folder = folder;

    /// <param name="text">The file's text.</param>
    /// <param name="folder">The workspace's folder from the root of the repository, with <c>/</c>; empty when they are one.</param>
    public static CodeOwners Parse(string text, string folder)
    {
        ArgumentNullException.ThrowIfNull(text);
        var owners = new CodeOwners(folder);
        foreach (var line in text.Split('\n'))
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var comment = Array.FindIndex(words, w => w.StartsWith('#'));
            if (comment >= 0)
                words = words[..comment];
            // `[Section]` and `^[Section]` are headings of GitLab's dialect.
            if (words.Length > 0 && !words[0].StartsWith('[') && !words[0].StartsWith("^[", StringComparison.Ordinal))
                owners.lines.Add((PathPattern.OfCodeOwners(words[0]), [.. words.Skip(1)]));
        }

        return owners;
    }

    /// <summary>The owners of a file of the workspace, as written.</summary>
    public ImmutableArray<string> Of(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var path = FromRepository(file);
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            if (lines[i].Pattern.Matches(path))
                return lines[i].Owners;
        }

        return [];
    }

    // Included folders lie beside the workspace and are named by `..`.
    private string FromRepository(string file)
    {
        var names = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var name in file.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (name == ".." && names.Count > 0)
                names.RemoveAt(names.Count - 1);
            else if (name is not ("." or ".."))
                names.Add(name);
        }

        return string.Join('/', names);
    }
}
