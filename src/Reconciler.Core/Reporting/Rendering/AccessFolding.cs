using System.Collections.Immutable;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>
/// Makes what many gain short enough to be read: those who gain the same, each by a line of their own, are one line; and of an application
/// where still more than a screenful is left, the largest are named and the rest is counted. Losses and privileged people stand as they are.
/// </summary>
internal static class AccessFolding
{
    private const int FewestAlike = 5;

    /// <summary>More lines about one application than this nobody reads.</summary>
    private const int MostLines = 20;

    /// <summary>So many of them are named.</summary>
    private const int Named = 10;

    public static AccessGroups Of(AccessGroups application)
    {
        var gained = application.Groups.Where(IsFoldable).ToList();
        var folded = ButForTheirLines(gained);
        if (folded.Count > MostLines)
        {
            AccessGroup[] named = [.. folded.Where(g => !g.IsOne).Take(Named)];
            var rest = folded.Except(named).SelectMany(g => g.People).OrderBy(c => c.Person, StringComparer.OrdinalIgnoreCase);
            folded = [.. named, new AccessGroup([.. rest]) { IsRest = true }];
        }

        return folded.Count == gained.Count ? application : application with
        {
            Groups = [.. application.Groups.Where(g => !g.First.Gained), .. folded.Where(g => !g.IsOne), .. Single(application.Groups.Where(g => g.First.Gained && !IsFoldable(g)).Concat(folded.Where(g => g.IsOne)))],
        };
    }

    private static bool IsFoldable(AccessGroup group) => group.First is { Gained: true, Privileged: false };

    // The largest first, and those of one person by name.
    private static List<AccessGroup> ButForTheirLines(IEnumerable<AccessGroup> groups)
    {
        var folded = new List<AccessGroup>();
        foreach (var alike in groups.GroupBy(g => (g.First.Role, g.First.Through, g.First.Approximate, g.First.Because, g.First.Label)))
        {
            if (alike.Sum(g => g.People.Length) >= FewestAlike)
                folded.Add(new AccessGroup([.. alike.SelectMany(g => g.People)]));
            else
                folded.AddRange(alike);
        }

        return [.. folded.Where(g => !g.IsOne).OrderByDescending(g => g.People.Length), .. Single(folded.Where(g => g.IsOne))];
    }

    private static IOrderedEnumerable<AccessGroup> Single(IEnumerable<AccessGroup> groups) => groups.OrderBy(g => g.First.Person, StringComparer.OrdinalIgnoreCase);
}
