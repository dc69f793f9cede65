using System.Collections.Immutable;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Guards;

/// <summary>Says in sentences where a figure comes from.</summary>
internal static class Causes
{
    private const string Head = "no longer declared: ";
    private const string Tail = " is gone";

    public static ImmutableArray<string> Of(IReadOnlyCollection<Entry> hits, IReadOnlyCollection<string> filesRead)
    {
        var lines = new List<(int Count, string Text)>();
        foreach (var group in hits.GroupBy(Root).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            var first = group.First();
            lines.Add((group.Count(), Undeclared(CauseOf(first)) is { File: { Length: > 0 } file }
                ? filesRead.Contains(file) ? $"no longer declared; declared in {file} before" : $"{Head}{file}{Tail}"
                : group.Key));
        }

        return [.. Folded(lines, filesRead).OrderByDescending(l => l.Count).Select(l => $"{l.Count} {l.Text}")];
    }

    // A whole folder that is gone is one line, not one for each of its files.
    private static IEnumerable<(int Count, string Text)> Folded(List<(int Count, string Text)> lines, IReadOnlyCollection<string> filesRead)
    {
        foreach (var group in lines.GroupBy(l => FolderOf(l.Text, filesRead) ?? l.Text))
        {
            var all = group.ToArray();
            yield return all.Length == 1 ? all[0] : (all.Sum(l => l.Count), group.Key);
        }
    }

    private static string? FolderOf(string text, IReadOnlyCollection<string> filesRead)
    {
        if (!text.StartsWith(Head, StringComparison.Ordinal) || !text.EndsWith(Tail, StringComparison.Ordinal))
            return null;
        var file = text[Head.Length..^Tail.Length];
        var folder = file[..(file.LastIndexOf('/') + 1)];
        return filesRead.Any(f => f.StartsWith(folder, StringComparison.Ordinal)) ? null : $"{Head}{folder}*{Path.GetExtension(file)}{Tail}";
    }

    private static string Root(Entry entry) => CauseOf(entry) switch
    {
        Cause.Undeclared u => $"no longer declared {u.File}",
        Cause.Defaults d => $"by defaults, {d.Span.ToLine()}",
        Cause.Left l => $"left, {l.Span.File}",
        Cause.GraceOver => "whose grace is over",
        Cause.NoAccess { Root: Cause.Undeclared u } => $"no longer declared {u.File}",
        Cause.NoAccess n => n.Span.IsNone ? n.Why : $"{n.Why}, {n.Span.ToLine()}",
        Cause.Mapped m => $"by the mapping {m.Mapping}{(m.At.IsNone ? "" : $", {m.At.ToLine()}")}",
        Cause c when !c.Span.IsNone => $"in {c.Span.File}",
        _ => "for other reasons",
    };

    private static Cause.Undeclared? Undeclared(Cause cause) => cause as Cause.Undeclared ?? (cause as Cause.NoAccess)?.Root as Cause.Undeclared;

    // The cause of the effect that counts, not of the object: a default that disables says so.
    private static Cause CauseOf(Entry entry)
    {
        foreach (var cell in entry.Cells)
        {
            if (cell.Attribute.Role == Schemas.AttributeRole.Enablement)
                return cell.Cause;
        }

        return entry.Change is Change.Update && entry.Cells.Length > 0 ? entry.Cells[0].Cause : entry.Cause;
    }
}
