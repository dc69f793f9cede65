using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>
/// Holds each file to what its path may declare: one fault for a file that may declare nothing, else one a section, at the section where nothing
/// of it may stand there, or at the keys that may not.
/// </summary>
internal sealed class AuthorityCheck(Authority authority, CodeOwners? owners, Draft draft)
{
    private readonly List<(string File, string[] Sections, AuthorityLine? Line, List<SourceSpan> Places)> refused = [];
    private readonly List<string> files = [];

    public void Read(Node root)
    {
        var file = root.Document.File;
        files.Add(file);
        var line = authority.For(file);
        var sections = new List<NodeEntry>();
        foreach (var entry in root.Entries)
        {
            if (entry.Key.Text != "version")
                sections.Add(entry);
        }

        if (line is null or { Allow.IsEmpty: true })
        {
            if (sections.Count > 0)
                refused.Add((file, [.. sections.Select(s => s.Key.Text)], line, [.. sections.Select(s => s.Key.Span)]));
            return;
        }

        foreach (var (section, body) in sections.Where(s => !line.AllowsAll(s.Key.Text)))
        {
            var places = line.Names(section.Text) && section.Text != "defaults" ? Keys(section.Text, body, line) : [section.Span];
            if (places.Count > 0)
                refused.Add((file, [section.Text], line, places));
        }
    }

    /// <summary>Every file must have been read: the advice names who owns the files where it may be declared.</summary>
    public void Report()
    {
        foreach (var (file, sections, line, places) in refused)
        {
            var elsewhere = sections.Select(section => (Section: section, At: Elsewhere(section, file, line))).Where(e => e.At.Length > 0).Select(e => $"{e.Section} may be declared at {e.At}");
            draft.Faults.Add(RuleFaults.NoAuthority(Places.Of(places), file, sections, line, authority.Span, [.. elsewhere], ApprovedBy([authority.Span.File])));
        }
    }

    // Paths whose own line decides for at least one file, or for files to come: a line that a later one covers whole says nothing.
    private string Elsewhere(string section, string file, AuthorityLine? deciding) => string.Join(", ", authority.Lines
        .Where(l => l != deciding && l.Names(section) && authority.For(l.Sample) == l)
        .Select(l => $"`{l.Path.Text}`{(deciding is not null && l.Covers(file) ? $" outside `{deciding.Path.Text}`" : "")}{ApprovedBy(files.Where(f => authority.For(f) == l))}"));

    private static List<SourceSpan> Keys(string section, Node body, AuthorityLine line)
    {
        var places = new List<SourceSpan>();
        foreach (var (key, _) in body.Entries)
        {
            if (!line.Allows(section, key.Text))
                places.Add(key.Span);
        }

        return places;
    }

    private string ApprovedBy(IEnumerable<string> where)
    {
        var approvers = where.SelectMany(f => owners?.Of(f) ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return approvers.Length == 0 ? "" : $" (approved by {string.Join(", ", approvers)})";
    }
}
