using System.Collections.Immutable;
using static Reconciler.Core.Reporting.Rendering.MarkdownEncoder;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Who loses and gains what, one row each, by danger: losses of a list stand before what is adopted or created.</summary>
internal static class MarkdownTable
{
    public const string Assignments = "assignments";

    private const int NamesShown = 20;

    public static IEnumerable<(string Block, int Rows)> Rows(PlanDocument plan)
    {
        foreach (var section in Sections.ByDanger)
        {
            if (section == Section.Released)
            {
                foreach (var row in Access(plan, isGained: false))
                    yield return (row, 1);
            }
            else if (section == Section.Adopted)
            {
                foreach (var row in Lists(plan, l => l.Removes, "−", "leaves", "leave", "no longer assigned"))
                    yield return (row, 1);
            }
            else if (section == Section.Restored)
            {
                foreach (var row in Access(plan, isGained: true))
                    yield return (row, 1);
            }

            if (section is Section.Blocked or Section.Changed or Section.Observed)
                continue;
            foreach (var fold in plan.Targets.SelectMany(t => Folds(t.Entries.Where(e => e.Section == section))))
                yield return (Row(fold), 1);
        }

        foreach (var row in Lists(plan, l => l.Adds, "+", "joins", "join", "assigned"))
            yield return (row, 1);
    }

    // New accounts differ in every value, and are one thing to a reader.
    private static IEnumerable<Folded> Folds(IEnumerable<EntryRow> entries)
    {
        var (accounts, others) = (entries.Where(IsPlainNew).ToArray(), entries.Where(e => !IsPlainNew(e)));
        return accounts.GroupBy(e => (e.Because, e.Where)).Select(g => new Folded([.. g])).Concat(Folding.Of(others, _ => true));
    }

    private static bool IsPlainNew(EntryRow entry) => entry is { Section: Section.Created, Kind: Spoken.Account, Privileged: false, Held.IsEmpty: true };

    private static IEnumerable<string> Access(PlanDocument plan, bool isGained)
    {
        foreach (var application in AccessGroups.Of(plan, fewest: 2))
        {
            var name = $"**{Prose(application.Application.DisplayName)}**";
            foreach (var group in application.Groups.Where(g => g.First.Gained == isGained))
            {
                var who = MarkdownCaution.Codes([.. group.People.Select(p => p.Person)], NamesShown);
                string?[] what = [$"{Verb(group, isGained)} {name}{(group.First.Role.Length > 0 ? $" ({Prose(group.First.Role)})" : "")}", group.First.Privileged ? "**privileged**" : null];
                string?[] because = [Prose(group.Way), group.First.Because is { } why ? Prose(why) : null, group.First.Where is { } where ? Code(where) : null];
                yield return Cells(isGained ? "+" : "−", (group.People.Length > NamesShown ? $"{Prose(group.Who)}: " : "") + who,
                    string.Join(", ", what.OfType<string>()), string.Join(", ", because.OfType<string>()));
            }

            if (isGained && application.Application.OpenToEveryone)
                yield return Cells(application.OpensToEveryone ? "+" : "=", "everyone", $"can sign in to {name}", $"assignment is {(application.OpensToEveryone ? "no longer" : "not")} required");
        }
    }

    private static string Verb(AccessGroup group, bool isGained) => (isGained ? "gain" : "lose") + (group.IsOne ? "s" : "");

    private static string Row(Folded fold)
    {
        var first = fold.First;
        var who = fold.IsOne ? Code(first.Name)
            : Vanished.FileOf(first.Because) is not null ? Prose(Words.Count(fold.Entries.Length, first.Kind)) + " named above"
            : $"{Prose(Words.Count(fold.Entries.Length, first.Kind))}: {MarkdownCaution.Codes([.. fold.Entries.Select(e => e.Name)], NamesShown)}";
        var what = new List<string> { Done(first) };
        if (first.Privileged)
            what.Add("**privileged**");
        if (first.SessionsRevoked)
            what.Add("sessions revoked");
        if (first.DeletedOn is { } day)
            what.Add($"deleted {Words.Day(day)}");
        what.AddRange(first.Held.Select(h => $"{Code(h.What)}: {Prose(h.Why)}. {Prose(h.Advice)}"));
        what.AddRange(first.Standing.Select(s => $"{Code(s.What)}: {Prose(s.Stands)}"));
        what.AddRange(first.Links.Where(l => l.Withheld > 0)
            .Select(l => $"{Words.Count(l.Withheld, "removal withheld")} from {Code(l.Link)}: {Prose(l.WithheldWhy)}"));
        var isOneLine = fold.Entries.All(e => e.Where == first.Where);
        var files = fold.Entries.Select(e => isOneLine ? e.Where : Shown.File(e.Where)).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var reasons = fold.Entries.Select(e => e.Because).Distinct(StringComparer.Ordinal).Take(2).ToArray();
        string[] because =
        [
            .. reasons is [{ } alike] ? new[] { Prose(alike) } : [],
            .. files.Length is > 0 and <= 3 ? files.Select(Code) : files.Length > 3 ? [Words.Count(files.Length, "file")] : [],
        ];
        return Cells(Sign(first.Section), who, string.Join(", ", what), string.Join(", ", because));
    }

    private static IEnumerable<string> Lists(PlanDocument plan, Func<LinkRow, ImmutableArray<LinkEndRow>> endsOf, string sign, string one, string many, string assigned) =>
        from entry in plan.Targets.SelectMany(t => t.Entries)
        where entry.Section is not (Section.Observed or Section.Blocked)
        from link in entry.Links
        where !link.Single && endsOf(link).Length > 0
        let ends = endsOf(link)
        let verb = (link.Link == Assignments, ends.Length == 1) switch
        {
            (true, true) => $"is {assigned} to",
            (true, false) => $"are {assigned} to",
            (false, true) => one,
            _ => many,
        }
        let list = link.Link is "members" or Assignments ? Code(entry.Name) : $"{Code(link.Link)} of {Code(entry.Name)}"
        let place = Spoken.IsDirectory(entry.Target) ? "" : $" in {Code(entry.Target)}"
        let count = ends.Length > NamesShown ? $"{Words.Number(ends.Length)}: " : ""
        let names = ends.Select(e => e.Kind == "user" ? e.Name : $"{e.Kind} {e.Name}").ToArray()
        select Cells(sign, count + MarkdownCaution.Codes(names, NamesShown), $"{verb} **{list}**{place}", Because(ends, link, entry));

    private static string Because(ImmutableArray<LinkEndRow> ends, LinkRow link, EntryRow entry)
    {
        var reasons = ends.Select(e => e.Because).Distinct(StringComparer.Ordinal).Take(2).ToArray();
        var places = ends.Select(e => e.Where).Distinct(StringComparer.Ordinal).Take(2).ToArray();
        var where = (places.Length == 1 ? places[0] : null) ?? link.Where ?? entry.Where;
        string?[] parts = [reasons is [{ } reason] ? Prose(reason) : null, where is null ? null : Code(where)];
        return string.Join(", ", parts.OfType<string>());
    }

    private static string Done(EntryRow entry)
    {
        var done = entry.Section == Section.Held ? "held" : Prose(Sections.Done(Doing(entry), entry.Kind));
        return Spoken.IsDirectory(entry.Target) ? done : $"{Prose(entry.Kind)} {done} in {Code(entry.Target)}";
    }

    private static string Doing(EntryRow entry) => entry.Section == Section.Disabled ? "disable" : entry.Action;

    private static string Sign(Section section) => Sections.Sign(section) == "-" ? "−" : Sections.Sign(section);

    private static string Cells(params string[] cells) => $"| {string.Join(" | ", cells)} |\n";
}
