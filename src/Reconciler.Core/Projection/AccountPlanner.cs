using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Projection;

/// <summary>
/// Computes the plan of one application's accounts on the directory as it will be. Every live account falls in one bucket: assigned, unassigned,
/// unlinked, unknown or ignored; none but the first two is touched unless <c>unknown: deactivate</c> says so.
/// </summary>
public static class AccountPlanner
{
    /// <param name="application">It has <c>scim:</c>.</param>
    /// <param name="target">What was read of its accounts.</param>
    /// <param name="ledger">What earlier applies wrote down of its accounts.</param>
    /// <param name="retried">The person or group whose parked operations are tried again; null = none.</param>
    public static TargetPlan Plan(ApplicationSettings application, DirectoryOutlook outlook, Snapshot target, Ledger ledger, DateTimeOffset now, ResourceKey? retried = null)
    {
        ArgumentNullException.ThrowIfNull(application);
        ArgumentNullException.ThrowIfNull(outlook);
        ArgumentNullException.ThrowIfNull(target);
        var scim = application.Scim ?? throw new ArgumentException("the application has no accounts", nameof(application));
        var context = new AccountContext(application, scim, outlook, target, ledger, now);
        var accounts = new Accounts(context);
        var users = accounts.Plan().Select(e => Enforcing.Apply(e, application.Enforce)).ToList();
        var live = new LiveIndex(target, Kind.User);
        var (ordered, waves) = UniqueValues.Order(live, target, users);
        var entries = ordered.Select(e => Enforcing.Links(accounts.WithReferences(e), application.Enforce)).ToList();
        var owned = ImmutableDictionary<Kind, int>.Empty.Add(Kind.User, accounts.Linked);
        if (scim.Groups is { } push && target.Schema.Find(Kind.Group) is not null)
        {
            var groups = new PushedGroups(context, push, accounts);
            entries.AddRange(groups.Plan().Select(e => Enforcing.Links(Enforcing.Apply(e, application.Enforce), application.Enforce)));
            owned = owned.Add(Kind.Group, groups.Linked);
        }

        var plan = new TargetPlan(application.AccountTarget, target, [], [])
        {
            Order = new OperationOrder(waves, SeparatingLists.None),
            Findings = [.. Protected(context)],
            Owned = owned,
            Values = new PendingValues(context, accounts),
            Fingerprint = accounts.Fingerprint,
        };
        return Parking.Without(plan.With(entries), ledger.Parked, retried);
    }

    private static IEnumerable<Diagnostic> Protected(AccountContext context)
    {
        if (!context.Target.CompletenessOf(Kind.User.Name).IsProven || context.Target.Schema[Kind.User].WithRole(AttributeRole.Unique) is not { } name)
            yield break;
        var live = new LiveIndex(context.Target, Kind.User);
        foreach (var line in context.Scim.Protected)
        {
            if (live.With(name.Name, AttributeValue.Of(line.UserName)).Count == 0)
                yield return PlanFaults.ProtectedNotFound(line.UserName, line.Span);
        }
    }
}
