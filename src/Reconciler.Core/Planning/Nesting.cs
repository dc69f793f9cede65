using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>Groups inside a group, at any depth. Entra gives a role to the direct members of an assigned group only.</summary>
internal static class Nesting
{
    /// <summary>The object itself and, of a group, every group in it.</summary>
    public static HashSet<Handle> Of(DirectoryView view, Handle root)
    {
        var found = new HashSet<Handle> { root };
        var open = new Queue<Handle>(found);
        while (open.TryDequeue(out var next))
        {
            foreach (var member in view.Links("members", next).Ends)
            {
                if (view.Roster.KindOf(member.To) == Kind.Group && found.Add(member.To))
                    open.Enqueue(member.To);
            }
        }

        return found;
    }
}
