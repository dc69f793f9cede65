using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Core.Values;

namespace Reconciler.Manifests.Loading;

/// <summary>What an object must say about itself: enough to be created, or enough to be found.</summary>
internal sealed class CompletenessCheck(Draft draft)
{
    private readonly ImmutableDictionary<Kind, ImmutableArray<string>> match = draft.Directory?.Match ?? DirectorySettings.DefaultMatch;

    public void Run(KeyIndex keys)
    {
        foreach (var resource in keys.All)
        {
            if (resource.IsDoubtful)
                continue;
            if (resource.Existing is not null)
                CheckFindable(resource, match.GetValueOrDefault(resource.Key.Kind, []));
            else if (resource.IsGuest && resource.Left is null)
                CheckFindable(resource, ["mail"]);
            else if (resource.Left is null)
                CheckCreatable(resource);
            if (resource.Key.Kind == Kind.Group)
                CheckMembership(resource);
            CheckUnmanaged(resource);
        }
    }

    // Guests are matched by mail whatever directory.match says.
    private void CheckFindable(DraftResource resource, ImmutableArray<string> attributes)
    {
        if (resource.IsGuest)
            attributes = ["mail"];
        if (resource.Id is null && !attributes.Any(a => Has(resource, a)))
            draft.Faults.Add(LoadingFaults.NotFindable(resource, string.Join(" or ", attributes.Append("id").Select(a => $"`{a}`"))));
    }

    private void CheckCreatable(DraftResource resource)
    {
        ImmutableArray<string> needed = resource.Key.Kind == Kind.User ? ["userPrincipalName", "displayName"] : ["displayName"];
        var missing = needed.RemoveAll(a => Has(resource, a));
        if (!missing.IsEmpty)
            draft.Faults.Add(LoadingFaults.Missing(resource, missing));
    }

    // A list on a group that already existed may hold people whom nobody wrote down yet.
    private void CheckMembership(DraftResource group)
    {
        if (group.Id is null && group.Existing is null)
            return;
        var silent = group.Lists.Where(l => l.Mode is null).ToArray();
        if (silent.Length == 0)
            return;
        draft.Faults.Add(group.MembershipSpan is { } membership
            ? LoadingFaults.ModeMissing(membership, silent[0].Link)
            : LoadingFaults.MembershipMissing(group, silent[0].Span));
    }

    private void CheckUnmanaged(DraftResource resource)
    {
        foreach (var name in resource.Unmanaged)
        {
            var list = Array.Find(resource.Lists, l => l.Link == name.Text);
            var managed = list?.Span ?? resource.Cells.FirstOrDefault(c => Names.Covers(name.Text, c.Attribute)).Span;
            if (!managed.IsNone)
                draft.Faults.Add(LoadingFaults.ManagedAndUnmanaged(name.Span, name.Text, managed));
        }
    }

    private static bool Has(DraftResource resource, string attribute) => resource.Find(attribute) is { Value.IsAbsent: false };
}
