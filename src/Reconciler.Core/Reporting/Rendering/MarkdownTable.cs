using System.Collections.Immutable;
using static Reconciler.Core.Reporting.Rendering.MarkdownEncoder;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>One row of a plan's table.</summary>
/// <param name="Keeps">When it gives way; null = somebody loses something by it, and it never does.</param>
/// <param name="Unnamed">Who loses something by it, where the row does not name all of them.</param>
internal sealed record MarkdownRow(string Block, Keeps? Keeps, Loss? Unnamed = null);

/// <summary>Who loses and gains what, one row each, by danger: losses of a list stand before what is adopted or created.</summary>
internal static class MarkdownTable
{
    public const string Head = "| | who | what | because |\n|---|---|---|---|\n";

    public const string Assignments = "assignments";

    private const int NamesShown = 20;

    /// <summary>Of those who lose something, where all of them are named below.</summary>
    private const int Examples = 8;

    public static IEnumerable<MarkdownRow> Rows(PlanDocument plan)
    {
        foreach (var section in Sections.ByDanger)
        {
            if (section == Section.Released)
            {
                foreach (var row in Access(plan, isGained: false))
                    yield return row;
            }
            else if (section == Section.Adopted)
            {
                foreach (var row in Lists(plan, l => l.Removes, "−", "leaves", "leave", "no longer assigned"))
                    yield return new MarkdownRow(row, Keeps.Leaves);
            }
            else if (section == Section.Restored)
            {
                foreach (var row in Access(plan, isGained: true))
                    yield return row;
            }

            if (section is Section.Blocked or Section.Changed or Section.Observed)
                continue;
            foreach (var fold in plan.Targets.SelectMany(t => Folds(t.Entries.Where(e => e.Section == section))))
                yield return Row(fold);
        }

        foreach (var row in Lists(plan, l => l.Adds, "+", "joins", "join", "assigned"))
            yield return new MarkdownRow(row, Keeps.Gains);
    }

    /// <summary>A row that counts those who are named elsewhere.</summary>
    public static string Row(Loss loss) => Cells("−", loss.What, "named below", "");

    // New accounts differ in every value, and are one thing to a reader.
    private static IEnumerable<Folded> Folds(IEnumerable<EntryRow> entries)
    {
        var (accounts, others) = (entries.Where(IsPlainNew).ToArray(), entries.Where(e => !IsPlainNew(e)));
        return accounts.GroupBy(e => (e.Because, e.Where)).Select(g => new Folded([.. g])).Concat(Folding.Of(others, _ => true));
    }

    private static bool IsPlainNew(EntryRow entry) => entry is { Section: Section.Created, Kind: Spoken.Account, Privileged: false, Held.IsEmpty: true };

    private static IEnumerable<MarkdownRow> Access(PlanDocument plan, bool isGained)
    {
        foreach (var application in AccessGroups.Of(plan, fewest: 2))
        {
            var name = $"**{Prose(application.Application.DisplayName)}**";
            foreach (var group in application.Groups.Where(g => g.First.Gained == isGained))
            {
                var names = group.People.Select(p => p.Person).ToImmutableArray();
                var who = MarkdownCaution.Codes(names, !isGained && names.Length > NamesShown ? Examples : NamesShown);
                string?[] what = [$"{Verb(group, isGained)} {name}{(group.First.Role.Length > 0 ? $" ({Prose(group.First.Role)})" : "")}", group.First.Privileged ? "**privileged**" : null];
                string?[] because = [Prose(group.Way), group.First.Because is { } why ? Prose(why) : null, group.First.Where is { } where ? Code(where) : null];
                var row = Cells(isGained ? "+" : "−", (names.Length > NamesShown ? $"{Prose(group.Who)}: " : "") + who,
                    string.Join(", ", what.OfType<string>()), string.Join(", ", because.OfType<string>()));
                yield return isGained ? new MarkdownRow(row, Keeps.Gains) : new MarkdownRow(row, null, Unnamed(names, () => $"{Prose(group.Who)} {string.Join(", ", what.OfType<string>())}: {string.Join(", ", because.OfType<string>())}"));
            }

            if (isGained && application.Application.OpenToEveryone)
            {
                yield return new MarkdownRow(Cells(application.OpensToEveryone ? "+" : "=", "everyone", $"can sign in to {name}",
                    $"assignment is {(application.OpensToEveryone ? "no longer" : "not")} required"), Keeps.Caution);
            }
        }
    }

    private static string Verb(AccessGroup group, bool isGained) => (isGained ? "gain" : "lose") + (group.IsOne ? "s" : "");

    private static MarkdownRow Row(Folded fold)
    {
        var first = fold.First;
        var isLoss = first.Section is Section.Deleted or Section.Disabled;
        var who = fold.IsOne ? Code(first.Name)
            : $"{Prose(Words.Count(fold.Entries.Length, first.Kind))}: {MarkdownCaution.Codes([.. fold.Entries.Select(e => e.Name)], isLoss && fold.Entries.Length > NamesShown ? Examples : NamesShown)}";
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
        var row = Cells(Sign(first.Section), who, string.Join(", ", what), string.Join(", ", because));
        return first.Section switch
        {
            _ when isLoss => new MarkdownRow(row, null, Unnamed([.. fold.Entries.Select(e => e.Name)], () => string.Join(": ", [Losses.Entries(fold.Entries), .. because.Length == 0 ? [] : new[] { string.Join(", ", because) }]))),
            Section.Held => new MarkdownRow(row, Keeps.Caution),
            _ => new MarkdownRow(row, Keeps.Gains),
        };
    }

    private static Loss? Unnamed(ImmutableArray<string> names, Func<string> what) => names.Length <= NamesShown ? null : new Loss(what(), names);

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
