using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;

namespace Reconciler.Emulator.Groups;

/// <summary>Who may be a member or an owner of which group.</summary>
internal static class Nesting
{
    public static HandleSet AllMembers(DirectoryStore store, DirectoryObject group)
    {
        var found = new HandleSet();
        var open = new Queue<DirectoryObject>([group]);
        while (open.TryDequeue(out var next))
        {
            foreach (var member in next.Links(Relation.Members).Span)
            {
                if (found.Add(member) && store[member].Kind == ObjectKind.Group)
                    open.Enqueue(store[member]);
            }
        }

        return found;
    }

    public static void Check(bool isUnified, bool isAssignableToRole, Relation relation, DirectoryObject target)
    {
        if (relation == Relation.Owners)
        {
            if (target.Kind is not (ObjectKind.User or ObjectKind.ServicePrincipal))
                throw Invalid(relation);
            return;
        }

        var allowed = target.Kind switch
        {
            ObjectKind.User => true,
            ObjectKind.ServicePrincipal => !isUnified,
            ObjectKind.Group => !isUnified && !isAssignableToRole && !IsUnified(target),
            _ => false,
        };
        if (!allowed)
            throw Invalid(relation);
    }

    public static bool IsUnified(DirectoryObject group) => group.Texts("groupTypes").Contains("Unified", StringComparer.Ordinal);

    private static GraphException Invalid(Relation relation) =>
        Errors.BadRequest($"An invalid operation was included in the following modified references: '{relation.Name()}'.");
}
