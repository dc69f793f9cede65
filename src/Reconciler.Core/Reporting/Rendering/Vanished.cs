using System.Collections.Immutable;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>
/// A file that declared people at the last apply and is gone, with everything that went with it: the fear behind every mass removal.
/// </summary>
internal sealed record Vanished(string File, ImmutableArray<EntryRow> Entries)
{
    private const string Head = "no longer declared: ";
    private const string Tail = " is gone";
    private const int NamesShown = 200;

    /// <summary>The files, those with most entries first.</summary>
    public static ImmutableArray<Vanished> Of(PlanDocument plan) =>
    [
        .. plan.Targets.SelectMany(t => t.Entries).Select(e => (Entry: e, File: FileOf(e.Because))).Where(e => e.File is not null)
            .GroupBy(e => e.File ?? "", e => e.Entry, StringComparer.Ordinal)
            .Select(g => new Vanished(g.Key, [.. g])).OrderByDescending(v => v.Entries.Length),
    ];

    public static string? FileOf(string? because) =>
        because is not null && because.StartsWith(Head, StringComparison.Ordinal) && because.EndsWith(Tail, StringComparison.Ordinal)
            && because.Length > Head.Length + Tail.Length ? because[Head.Length..^Tail.Length] : null;

    /// <summary>Who: a person and their accounts have one name.</summary>
    public ImmutableArray<string> Names => [.. Entries.Select(e => e.Name).Distinct(StringComparer.OrdinalIgnoreCase)];

    public string Sentence =>
        $"{File} is gone, and with it {string.Join(" and ", Entries.GroupBy(e => e.Kind).Select(g => Words.Count(g.Count(), g.Key)))}:";

    /// <summary>Whether a guard's cause says the same.</summary>
    public bool IsCause(string cause) => cause.EndsWith($"{Head}{File}{Tail}", StringComparison.Ordinal);

    public static void Write(Page page, IEnumerable<Vanished> files, bool full)
    {
        foreach (var file in files)
        {
            file.Write(page, full);
            page.Blank();
        }
    }

    private void Write(Page page, bool full)
    {
        page.Row([], 2, Flow.Words(Sentence, Role.Danger));
        var all = Names;
        var shown = full ? all : [.. all.Take(NamesShown)];
        var atoms = shown.Select((n, i) => Atom.Of(n + (i + 1 < all.Length ? "," : ""))).ToList();
        if (shown.Length < all.Length)
            atoms.Add(Atom.Of($"and {Words.Number(all.Length - shown.Length)} more (--full)", Role.Dim));
        page.Row([], 4, atoms);
    }
}
