using System.Collections.Immutable;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>The change of one list: who comes, who goes, how many stay, what was kept back and why.</summary>
internal static class LinkText
{
    /// <summary>Longer lists show their first names and a count.</summary>
    private const int AddsShown = 8;
    private const int RemovesShown = 16;

    public static void Write(Page page, LinkRow link, EntryRow entry, PlanColumns columns, bool full)
    {
        var left = PlanColumns.Attributed(link.Link);
        var changes = link.Single ? Single(link, entry) : Many(link, full);
        if (changes.Count > 0)
        {
            page.Row(left, columns.Value, changes, Provenance(link, entry));
            left = [];
        }

        if (link.Withheld > 0)
        {
            var words = Words.Count(link.Withheld, "removal withheld") + (link.WithheldWhy is null ? "" : ":");
            page.Row(left, columns.Value, [Atom.Of(words, Role.Danger), .. Flow.Words(link.WithheldWhy ?? "")]);
        }
        else if (link.WithheldWhy is { } doubt)
        {
            page.Row(left, columns.Value, [Atom.Of("removals would be withheld:", Role.Danger), .. Flow.Words(doubt)]);
        }
    }

    private static List<Atom> Many(LinkRow link, bool full)
    {
        var atoms = new List<Atom>();
        Add(atoms, link.Adds, "+", Role.Gain, full ? int.MaxValue : AddsShown);
        Add(atoms, link.Removes, "-", Role.Loss, full ? int.MaxValue : RemovesShown);
        if (atoms.Count == 0)
            return atoms;
        if (link.Stays > 0)
            atoms.Add(Atom.Of(link.Stays == 1 ? "1 stays" : $"{Words.Number(link.Stays)} stay", Role.Dim, "   "));
        if (link.Kept > 0)
            atoms.Add(Atom.Of($"{Words.Number(link.Kept)} kept", Role.Dim, link.Stays > 0 ? " · " : "   "));
        return atoms;
    }

    private static void Add(List<Atom> atoms, ImmutableArray<LinkEndRow> ends, string sign, Role role, int most)
    {
        var counted = ends.Length > most;
        if (counted)
            atoms.Add(Atom.Of($"{sign} {Words.Number(ends.Length)}:", role, "   "));
        foreach (var (i, end) in (counted ? ends.Take(most / 2) : ends).Index())
        {
            atoms.Add(counted
                ? Atom.Of(Name(end) + (i + 1 < most / 2 ? "," : ""), role)
                : new Atom("   ", [new StyledSpan($"{sign} {Name(end)}", role), .. Why(end)]));
        }

        if (counted)
            atoms.Add(Atom.Of($"and {Words.Number(ends.Length - (most / 2))} more", role));
    }

    private static List<Atom> Single(LinkRow link, EntryRow entry)
    {
        var before = link.Removes.FirstOrDefault();
        var after = link.Adds.FirstOrDefault();
        if (before is null && after is null)
            return [];
        return entry.Section == Section.Created && before is null && after is not null
            ? [Atom.Of(Name(after))]
            : [.. EntryText.Change(before is null ? Shown.Nothing : Name(before), after is null ? Shown.Nothing : Name(after))];
    }

    private static StyledSpan[] Why(LinkEndRow end) => LabelWords.Beside(end.Label, end.Because) is { } because ? [new StyledSpan($" ({because})", Role.Dim)] : [];

    private static string Name(LinkEndRow end) => end.Kind == "user" ? end.Name : $"{end.Kind} {end.Name}";

    // Where all ends that change come from one line, that line; else the line of the list.
    private static string? Provenance(LinkRow link, EntryRow entry)
    {
        var lines = link.Adds.Concat(link.Removes).Select(e => e.Where).OfType<string>().Distinct(StringComparer.Ordinal).Take(2).ToArray();
        var where = lines.Length == 1 ? lines[0] : link.Where;
        return where == entry.Where || (entry.Section == Section.Created && Shown.File(where) == Shown.File(entry.Where)) ? null : where;
    }
}
