using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>One line of <c>authority:</c>: what files at a path may declare, as sections or SECTION/KEY with wildcards.</summary>
internal sealed class AuthorityLine(Written path, ImmutableArray<string> allow, Node node)
{
    private readonly PathPattern pattern = PathPattern.Of(path.Text);

    public Written Path { get; } = path;

    public ImmutableArray<string> Allow { get; } = allow;

    /// <summary>Where its <c>allow:</c> stands.</summary>
    public SourceSpan AllowSpan { get; } = node.Find("allow")?.Span ?? path.Span;

    /// <summary>A path that the line is about.</summary>
    public string Sample { get; } = path.Text.Replace("**", "_", StringComparison.Ordinal).Replace('*', '_').Replace('?', '_');

    public bool Covers(string file) => pattern.Matches(file);

    public bool AllowsAll(string section) => Allow.Contains(section, StringComparer.Ordinal);

    public bool Names(string section) => Allow.Any(a => a == section || a.StartsWith($"{section}/", StringComparison.Ordinal));

    /// <summary>Keys compare without case, so their wildcards do.</summary>
    public bool Allows(string section, string key)
    {
        foreach (var allowed in Allow)
        {
            if (allowed == section)
                return true;
            if (allowed.StartsWith(section, StringComparison.Ordinal) && allowed.Length > section.Length && allowed[section.Length] == '/'
                && System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(allowed.AsSpan(section.Length + 1), key, ignoreCase: true))
                return true;
        }

        return false;
    }
}

/// <summary>Which path may declare what; the last line that matches a file decides. A file that no line matches may declare nothing.</summary>
internal sealed class Authority(ImmutableArray<AuthorityLine> lines, SourceSpan span)
{
    public ImmutableArray<AuthorityLine> Lines => lines;

    /// <summary>The key of the block.</summary>
    public SourceSpan Span => span;

    public static Authority? Read(Node root)
    {
        foreach (var (key, block) in root.Entries)
        {
            if (key.Text != "authority")
                continue;
            var lines = ImmutableArray.CreateBuilder<AuthorityLine>();
            foreach (var line in block.Items)
            {
                if (line.Find("path")?.Written() is { } path)
                    lines.Add(new AuthorityLine(path, [.. line.Find("allow").Words().Select(w => w.Text)], line));
            }

            return new Authority(lines.ToImmutable(), key.Span);
        }

        return null;
    }

    public AuthorityLine? For(string file)
    {
        for (var i = lines.Length - 1; i >= 0; i--)
        {
            if (lines[i].Covers(file))
                return lines[i];
        }

        return null;
    }
}
