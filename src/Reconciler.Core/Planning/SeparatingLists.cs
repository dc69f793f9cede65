using Reconciler.Core.Model;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>
/// The lists by which people hold roles that nobody may hold together: assignments of those roles, and members of the groups that have them.
/// Leaving one of them comes before entering another, so that nobody holds both for a moment, or for good when a run ends between the two.
/// </summary>
internal sealed class SeparatingLists
{
    private readonly HashSet<(Handle Application, ValueId Role)> _roles = [];
    private readonly HashSet<Handle> _groups = [];

    private SeparatingLists()
    {
    }

    public static SeparatingLists None { get; } = new();

    public static SeparatingLists Of(IdentityModel model, Snapshot snapshot)
    {
        var lists = new SeparatingLists();
        foreach (var (application, role) in model.Conflicts.SelectMany(c => c.All))
        {
            if (snapshot.Roster.Find(new ResourceKey(Kind.Application, application)) is not { } handle)
                continue;
            var id = snapshot.Pool.Intern(role);
            lists._roles.Add((handle, id));
            lists._groups.UnionWith(snapshot.Links("assignments", handle).Ends.Where(e => e.Role == id && snapshot.Roster.KindOf(e.To) == Kind.Group).Select(e => e.To));
        }

        return lists;
    }

    public bool Covers(LinkSchema link, Handle from, LinkEnd end) =>
        link.Name == "members" ? _groups.Contains(from) : link.Name == "assignments" && _roles.Contains((from, end.Role));
}
