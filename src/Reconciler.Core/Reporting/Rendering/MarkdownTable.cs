using System.Collections.Immutable;
using static Reconciler.Core.Reporting.Rendering.MarkdownEncoder;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Who loses and gains what, one row each, by danger: losses of a list stand before what is adopted or created.</summary>
internal static class MarkdownTable
{
    private const int NamesShown = 20;

    public static IEnumerable<(string Block, int Rows)> Rows(PlanDocument plan)
    {
        foreach (var section in Sections.ByDanger)
        {
            if (section == Section.Adopted)
            {
                foreach (var row in Lists(plan, l => l.Removes, "−", "leaves", "leave"))
                    yield return (row, 1);
            }

            if (section is Section.Blocked or Section.Changed or Section.Observed)
                continue;
            foreach (var fold in plan.Targets.SelectMany(t => Folding.Of(t.Entries.Where(e => e.Section == section), _ => true)))
                yield return (Row(fold), 1);
        }

        foreach (var row in Lists(plan, l => l.Adds, "+", "joins", "join"))
            yield return (row, 1);
    }

    private static string Row(Folded fold)
    {
        var first = fold.First;
        var who = fold.IsOne ? Code(first.Name)
            : Vanished.FileOf(first.Because) is not null ? Prose(Words.Count(fold.Entries.Length, first.Kind)) + " named above"
            : $"{Prose(Words.Count(fold.Entries.Length, first.Kind))}: {MarkdownCaution.Codes([.. fold.Entries.Select(e => e.Name)], NamesShown)}";
        var what = new List<string> { first.Section == Section.Held ? "held" : Prose(Sections.Done(Doing(first))) };
        if (first.Privileged)
            what.Add("**privileged**");
        if (first.SessionsRevoked)
            what.Add("sessions revoked");
        if (first.DeletedOn is { } day)
            what.Add($"deleted {Words.Day(day)}");
        what.AddRange(first.Held.Select(h => $"{Code(h.What)}: {Prose(h.Why)}. {Prose(h.Advice)}"));
        what.AddRange(first.Links.Where(l => l.Withheld > 0)
            .Select(l => $"{Words.Count(l.Withheld, "removal withheld")} from {Code(l.Link)}: {Prose(l.WithheldWhy)}"));
        var files = fold.Entries.Select(e => fold.IsOne ? e.Where : Shown.File(e.Where)).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var reasons = fold.Entries.Select(e => e.Because).Distinct(StringComparer.Ordinal).Take(2).ToArray();
        string[] because =
        [
            .. reasons is [{ } alike] ? new[] { Prose(alike) } : [],
            .. files.Length is > 0 and <= 3 ? files.Select(Code) : files.Length > 3 ? [Words.Count(files.Length, "file")] : [],
        ];
        return Cells(Sign(first.Section), who, string.Join(", ", what), string.Join(", ", because));
    }

    private static IEnumerable<string> Lists(PlanDocument plan, Func<LinkRow, ImmutableArray<LinkEndRow>> endsOf, string sign, string one, string many) =>
        from entry in plan.Targets.SelectMany(t => t.Entries)
        where entry.Section is not (Section.Observed or Section.Blocked)
        from link in entry.Links
        where !link.Single && endsOf(link).Length > 0
        let ends = endsOf(link)
        let list = link.Link == "members" ? Code(entry.Name) : $"{Code(link.Link)} of {Code(entry.Name)}"
        let count = ends.Length > NamesShown ? $"{Words.Number(ends.Length)}: " : ""
        let names = ends.Select(e => e.Kind == "user" ? e.Name : $"{e.Kind} {e.Name}").ToArray()
        select Cells(sign, count + MarkdownCaution.Codes(names, NamesShown), $"{(ends.Length == 1 ? one : many)} **{list}**", Because(ends, link, entry));

    private static string Because(ImmutableArray<LinkEndRow> ends, LinkRow link, EntryRow entry)
    {
        var reasons = ends.Select(e => e.Because).Distinct(StringComparer.Ordinal).Take(2).ToArray();
        var places = ends.Select(e => e.Where).Distinct(StringComparer.Ordinal).Take(2).ToArray();
        var where = (places.Length == 1 ? places[0] : null) ?? link.Where ?? entry.Where;
        string?[] parts = [reasons is [{ } reason] ? Prose(reason) : null, where is null ? null : Code(where)];
        return string.Join(", ", parts.OfType<string>());
    }

    private static string Doing(EntryRow entry) => entry.Section == Section.Disabled ? "disable" : entry.Action;

    private static string Sign(Section section) => Sections.Sign(section) == "-" ? "−" : Sections.Sign(section);

    private static string Cells(params string[] cells) => $"| {string.Join(" | ", cells)} |\n";
}
