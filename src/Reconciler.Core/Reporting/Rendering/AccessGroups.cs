using System.Collections.Immutable;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>People whose access to one application changes in the same way, by the same line; or one person.</summary>
internal sealed record AccessGroup(ImmutableArray<AccessChangeRow> People)
{
    private const int Examples = 3;

    public AccessChangeRow First => People[0];

    public bool IsOne => People.Length == 1;

    /// <summary>The rest of an application: roles and ways of all kinds, of which only the figures are shown.</summary>
    public bool IsRest { get; init; }

    /// <summary>How many, or who.</summary>
    public string Who => IsOne ? First.Person : Words.Count(IsRest ? Persons.Count() : People.Length, "people");

    public string Names => string.Join(", ", Persons.Take(Examples)) + (Persons.Skip(Examples).Any() ? ", …" : "");

    /// <summary>Since when it has been due; null where that is not the same for all.</summary>
    public string? Label => People.All(p => p.Label == First.Label) ? First.Label : null;

    public string Role => IsRest ? "" : First.Role;

    /// <summary>The one line that all have in common, else their file or how many files.</summary>
    public string? Where
    {
        get
        {
            if (People.All(p => p.Where == First.Where))
                return First.Where;
            var files = People.Select(p => Shown.File(p.Where)).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
            return files.Length switch { 0 => null, 1 => files[0], _ => Words.Count(files.Length, "file") };
        }
    }

    /// <summary>Through what: <c>as members of sales-emea</c>, <c>was assigned directly</c>.</summary>
    public string Way
    {
        get
        {
            if (IsRest)
                return Ways();
            var way = (First.Through, First.Gained, IsOne) switch
            {
                (null, true, _) => "directly",
                (null, false, true) => "was assigned directly",
                (null, false, false) => "were assigned directly",
                ({ } group, true, true) => $"as a member of {group}",
                ({ } group, true, false) => $"as members of {group}",
                ({ } group, false, true) => $"was a member of {group}",
                ({ } group, false, false) => $"were members of {group}",
            };
            return First.Approximate ? $"≈ {way}, whose rule changes" : way;
        }
    }

    private IEnumerable<string> Persons => People.Select(p => p.Person).Distinct(StringComparer.OrdinalIgnoreCase);

    // "in 361 other roles, directly or through 290 groups".
    private string Ways()
    {
        var roles = People.Select(p => p.Role).Distinct(StringComparer.Ordinal).Count();
        var groups = People.Select(p => p.Through).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Count();
        string?[] ways = [People.Any(p => p.Through is null) ? "directly" : null, groups > 0 ? $"through {Words.Count(groups, "group")}" : null];
        return $"in {Words.Count(roles, "role")}, {string.Join(" or ", ways.OfType<string>())}";
    }
}

/// <summary>The changes of access to one application, who loses first; and whether everyone can sign in anyway.</summary>
internal sealed record AccessGroups(AccessRow Application, ImmutableArray<AccessGroup> Groups)
{
    private const int FewestAlike = 5;
    private const int MostLosses = 20;

    /// <summary>By this plan everyone can sign in, and could not before.</summary>
    public bool OpensToEveryone { get; init; }

    /// <summary>Applications of which access changes, or that change themselves and let everyone in.</summary>
    /// <param name="plan">A plan.</param>
    /// <param name="fewest">How many that are alike become one; null = as many as read well.</param>
    public static IEnumerable<AccessGroups> Of(PlanDocument plan, int? fewest = null)
    {
        var changed = plan.Targets.Where(t => Spoken.IsDirectory(t.Name)).SelectMany(t => t.Entries).Where(e => e.Kind == "application" && e.Key is not null)
            .GroupBy(e => e.Key ?? "", StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        foreach (var row in plan.Access)
        {
            var entry = changed.GetValueOrDefault(row.Application);
            if (row.Changes.IsEmpty && (entry is null || !row.OpenToEveryone))
                continue;
            yield return new AccessGroups(row, [.. Alike(row.Changes, isGained: false, fewest ?? MostLosses + 1, plan.Base is not null), .. Alike(row.Changes, isGained: true, fewest ?? FewestAlike, plan.Base is not null)])
            {
                OpensToEveryone = row.OpenToEveryone && entry is { Section: not (Section.Blocked or Section.Observed) } && entry.Cells.Any(c => c is { Attribute: "assignmentRequired", After: "false" }),
            };
        }
    }

    private static IEnumerable<AccessGroup> Alike(IEnumerable<AccessChangeRow> changes, bool isGained, int fewest, bool isLabelled)
    {
        var groups = changes.Where(c => c.Gained == isGained).GroupBy(c => c.Privileged ? (object)c : (c.Role, c.Through, c.Approximate, c.Because, c.Where, Label: isLabelled ? c.Label : null)).ToArray();
        return groups.Where(g => g.Count() >= fewest && g.Count() > 1).OrderByDescending(g => g.Count()).Select(g => new AccessGroup([.. g]))
            .Concat(groups.Where(g => g.Count() < fewest || g.Count() == 1).SelectMany(g => g)
                .OrderBy(c => c.Person, StringComparer.OrdinalIgnoreCase).Select(c => new AccessGroup([c])));
    }
}
