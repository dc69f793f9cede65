using System.Collections.Immutable;

namespace Reconciler.Core.Reporting;

/// <summary>Says who approves what a plan would change: the owners of the files whose lines ask for it.</summary>
internal static class Approvals
{
    private const int FilesShown = 20;

    public static ImmutableArray<ApproverRow> Of(IEnumerable<EntryRow> entries, ImmutableDictionary<string, ImmutableArray<string>> approvers)
    {
        if (approvers.Values.All(a => a.IsEmpty))
            return [];
        var changes = entries.Where(e => e.Section is not Section.Blocked)
            .SelectMany(e => Files(e).Distinct(StringComparer.Ordinal).Select(file => (File: file, By: string.Join(' ', approvers.GetValueOrDefault(file, [])))))
            .GroupBy(c => c.By, StringComparer.Ordinal);
        return
        [
            .. changes.Select(by => new ApproverRow(by.Key.Length == 0 ? [] : [.. by.Key.Split(' ')])
            {
                Changes = by.Count(),
                Files = [.. by.Select(c => c.File).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(FilesShown)],
            }).OrderByDescending(r => r.Changes).ThenBy(r => r.Files[0], StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string> Files(EntryRow entry)
    {
        var links = entry.Links.SelectMany(l => l.Adds.Concat(l.Removes).Select(e => e.Where).Append(l.Where));
        return links.Concat(entry.Cells.Select(c => c.Where)).Append(entry.Where).OfType<string>().Select(FileOf);
    }

    // `file:line`, and a line is a number.
    private static string FileOf(string where) => where.LastIndexOf(':') is > 0 and var colon ? where[..colon] : where;
}
