using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Projection;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Access;

/// <summary>One person gains or loses one role of an application, and by what.</summary>
public sealed record AccessChange(Handle Person, string Name, string Role, bool IsGained, Cause Cause)
{
    /// <summary>The key of a declared person; null for one who is only live.</summary>
    public ResourceKey? Key { get; init; }

    /// <summary>Holds a directory role: never folded into a count.</summary>
    public bool IsPrivileged { get; init; }

    /// <summary>The group through which the access comes or came; null = directly.</summary>
    public string? Through { get; init; }

    /// <summary>That group in the directory.</summary>
    public Handle? Group { get; init; }

    /// <summary>Membership of that group is computed by Entra, from a rule that this plan touches: nobody knows yet.</summary>
    public bool IsApproximate { get; init; }

    /// <summary>The account itself is closed or removed by this plan, which other guards count.</summary>
    public bool ByLeaving { get; init; }
}

/// <summary>Who may use one application before and after a plan: assigned, enabled and not deleted.</summary>
public sealed record ApplicationAccess(ApplicationSettings Application, int HoldersBefore, int HoldersAfter, ImmutableArray<AccessChange> Changes)
{
    /// <summary>The directory keeps who is assigned; its handles are the directory's, else those of the accounts.</summary>
    public bool IsFromDirectory { get; init; }

    /// <summary>Assignment is not required: everyone in the tenant can sign in.</summary>
    public bool IsOpenToEveryone { get; init; }
}

/// <summary>Compares effective access before and after a plan, through groups and rules.</summary>
public static class EffectiveAccess
{
    /// <param name="outlook">The directory as it will be.</param>
    /// <param name="accounts">The plans of the applications' accounts: they speak where no directory keeps who is assigned.</param>
    public static ImmutableArray<ApplicationAccess> Of(DirectoryOutlook outlook, IReadOnlyCollection<TargetPlan> accounts)
    {
        ArgumentNullException.ThrowIfNull(outlook);
        ArgumentNullException.ThrowIfNull(accounts);
        var live = DirectoryView.Foresee(outlook.Snapshot, []);
        return [.. outlook.Model.Applications.Select(a => outlook.KeepsAssignments(a) ? Of(outlook, live, a)
            : accounts.FirstOrDefault(t => t.Target == a.AccountTarget) is { } plan ? AccountAccess.Of(a, plan) : new ApplicationAccess(a, 0, 0, []))];
    }

    private static ApplicationAccess Of(DirectoryOutlook outlook, DirectoryView live, ApplicationSettings application)
    {
        var (before, after) = (outlook.Before(application), outlook.After(application));
        var changes = new List<AccessChange>();
        var (had, has) = (0, 0);
        foreach (var person in before.People.Union(after.People))
        {
            var could = live.Exists(person) && live.IsEnabled(person);
            var can = outlook.View.Exists(person) && outlook.View.IsEnabled(person);
            var rolesBefore = could ? Roles(before.WaysOf(person)) : [];
            var rolesAfter = can ? Roles(after.WaysOf(person)) : [];
            had += rolesBefore.Count > 0 ? 1 : 0;
            has += rolesAfter.Count > 0 ? 1 : 0;
            foreach (var (role, way) in rolesAfter.Where(r => !rolesBefore.ContainsKey(r.Key)))
                changes.Add(Change(outlook, application, person, role, way, isGained: true, could && !can));
            foreach (var (role, way) in rolesBefore.Where(r => !rolesAfter.ContainsKey(r.Key)))
                changes.Add(Change(outlook, application, person, role, way, isGained: false, could && !can));
        }

        return new ApplicationAccess(application, had, has, [.. changes.OrderBy(c => c.IsGained).ThenBy(c => c.Name, StringComparer.OrdinalIgnoreCase).ThenBy(c => c.Role, StringComparer.Ordinal)])
        {
            IsFromDirectory = true,
            IsOpenToEveryone = outlook.HandleOf(application) is { } handle && outlook.View.Value(handle, "assignmentRequired") == AttributeValue.Of(false),
        };
    }

    // The first way to each role.
    private static Dictionary<ValueId, AccessWay> Roles(IReadOnlyList<AccessWay> ways)
    {
        var roles = new Dictionary<ValueId, AccessWay>();
        foreach (var way in ways)
            roles.TryAdd(way.Role, way);
        return roles;
    }

    private static AccessChange Change(DirectoryOutlook outlook, ApplicationSettings application, Handle person, ValueId role, AccessWay way, bool isGained, bool isLeaving) =>
        new(person, outlook.Roster.NameOf(person), outlook.View.Pool[role].ToString(), isGained, outlook.CauseOf(application, person, way, isGained))
        {
            Key = outlook.Roster.KeyOf(person),
            IsPrivileged = outlook.EntryOf(person)?.Privileged ?? false,
            Through = way.Through is { } group ? outlook.Roster.NameOf(group) : null,
            Group = way.Through,
            IsApproximate = way.Through is { } computed && outlook.EntryOf(computed)?.Cells.Any(c => c.Attribute.Name == "membershipRule") == true,
            ByLeaving = !isGained && isLeaving,
        };
}
