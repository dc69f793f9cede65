using System.Collections.Immutable;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>People whose access to one application changes in the same way, by the same line; or one person.</summary>
internal sealed record AccessGroup(ImmutableArray<AccessChangeRow> People)
{
    private const int Examples = 3;

    public AccessChangeRow First => People[0];

    public bool IsOne => People.Length == 1;

    /// <summary>How many, or who.</summary>
    public string Who => IsOne ? First.Person : Words.Count(People.Length, "people");

    public string Names => string.Join(", ", People.Take(Examples).Select(p => p.Person)) + ", …";

    /// <summary>Through what: <c>as members of sales-emea</c>, <c>was assigned directly</c>.</summary>
    public string Way
    {
        get
        {
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
            yield return new AccessGroups(row, [.. Alike(row.Changes, isGained: false, fewest ?? MostLosses + 1), .. Alike(row.Changes, isGained: true, fewest ?? FewestAlike)])
            {
                OpensToEveryone = row.OpenToEveryone && entry is { Section: not (Section.Blocked or Section.Observed) } && entry.Cells.Any(c => c is { Attribute: "assignmentRequired", After: "false" }),
            };
        }
    }

    private static IEnumerable<AccessGroup> Alike(IEnumerable<AccessChangeRow> changes, bool isGained, int fewest)
    {
        var groups = changes.Where(c => c.Gained == isGained).GroupBy(c => c.Privileged ? (object)c : (c.Role, c.Through, c.Approximate, c.Because, c.Where)).ToArray();
        return groups.Where(g => g.Count() >= fewest && g.Count() > 1).OrderByDescending(g => g.Count()).Select(g => new AccessGroup([.. g]))
            .Concat(groups.Where(g => g.Count() < fewest || g.Count() == 1).SelectMany(g => g)
                .OrderBy(c => c.Person, StringComparer.OrdinalIgnoreCase).Select(c => new AccessGroup([c])));
    }
}
