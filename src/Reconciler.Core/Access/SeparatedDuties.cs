using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Projection;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Access;

/// <summary>Judges <c>conflicts:</c> over effective access: nobody may hold all roles of a rule, whichever way they come by them.</summary>
public static class SeparatedDuties
{
    /// <summary>An error for everybody who would come to hold them by this plan, a warning for those who do already.</summary>
    public static IEnumerable<Diagnostic> Check(DirectoryOutlook outlook)
    {
        ArgumentNullException.ThrowIfNull(outlook);
        var live = DirectoryView.Foresee(outlook.Snapshot, []);
        foreach (var rule in outlook.Model.Conflicts)
        {
            var before = Holders(outlook, rule, live, (o, a) => o.Before(a));
            foreach (var person in Holders(outlook, rule, outlook.View, (o, a) => o.After(a)).OrderBy(outlook.Roster.NameOf, StringComparer.OrdinalIgnoreCase))
            {
                yield return PlanFaults.RolesHeldTogether(rule.Name, outlook.Roster.NameOf(person), string.Join(" and ", rule.All.Select(r => $"{r.Application}/{r.Role}")),
                    isNew: !before.Contains(person), rule.Span);
            }
        }
    }

    private static HashSet<Handle> Holders(DirectoryOutlook outlook, ConflictRule rule, DirectoryView view, Func<DirectoryOutlook, ApplicationSettings, AssignmentMap> assigned)
    {
        HashSet<Handle>? holders = null;
        foreach (var (key, role) in rule.All)
        {
            if (outlook.Model.Applications.FirstOrDefault(a => string.Equals(a.Key, key, StringComparison.OrdinalIgnoreCase)) is not { } application)
                return [];
            var map = assigned(outlook, application);
            var id = outlook.View.Pool.Intern(role);
            var hold = map.People.Where(p => view.Exists(p) && view.IsEnabled(p) && map.WaysOf(p).Any(w => w.Role == id));
            holders = holders is null ? [.. hold] : [.. hold.Where(holders.Contains)];
        }

        return holders ?? [];
    }
}
