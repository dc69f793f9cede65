using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Access;

/// <summary>
/// Access to an application of which no directory keeps the assignments: whoever has an open, linked account has access, and the plan of its
/// accounts says who will.
/// </summary>
public static class AccountAccess
{
    public static ApplicationAccess Of(ApplicationSettings application, TargetPlan accounts)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        var enablement = accounts.Snapshot.Schema[Kind.User].WithRole(AttributeRole.Enablement);
        var changes = new List<AccessChange>();
        var (had, has) = (0, 0);
        foreach (var entry in accounts.Entries.Where(e => e.Kind == Kind.User && e.Key is not null))
        {
            var isOpen = enablement is null || accounts.Snapshot.Pool[accounts.Snapshot[Kind.User].Cell(entry.Object, enablement.Name)] != AttributeValue.Of(false);
            var before = entry.Id is not null && isOpen && entry.Change is not (Change.Adopt or Change.Blocked);
            var after = WillBeOpen(entry, enablement, before);
            had += before ? 1 : 0;
            has += after ? 1 : 0;
            if (before == after)
                continue;
            changes.Add(new AccessChange(entry.Object, entry.Name, "", after, entry.Cause)
            {
                Key = entry.Key,
                IsPrivileged = entry.Privileged,
                ByLeaving = !after && entry.Cause is Cause.NoAccess { Root: Cause.Left or Cause.Undeclared },
            });
        }

        return new ApplicationAccess(application, had, has, [.. changes.OrderBy(c => c.IsGained).ThenBy(c => c.Name, StringComparer.OrdinalIgnoreCase)]);
    }

    private static bool WillBeOpen(Entry entry, AttributeSchema? enablement, bool isOpen) => entry.Change switch
    {
        Change.Create or Change.Adopt => !IsClosed(entry, enablement),
        Change.Delete or Change.Disable => false,
        _ when enablement is not null && entry.Cells.FirstOrDefault(c => c.Attribute == enablement) is { } cell => cell.After != AttributeValue.Of(false),
        _ => isOpen,
    };

    private static bool IsClosed(Entry entry, AttributeSchema? enablement) =>
        enablement is not null && entry.Cells.Any(c => c.Attribute == enablement && c.After == AttributeValue.Of(false));
}
