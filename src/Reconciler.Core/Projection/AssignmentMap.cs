using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Projection;

/// <summary>One way to a role of an application: directly, or as a direct member of an assigned group. An absent role is the application as such.</summary>
public readonly record struct AccessWay(ValueId Role, Handle? Through);

/// <summary>
/// Who is assigned to one application: directly, or as a direct member of an assigned group (Entra does not look into nested ones).
/// </summary>
public sealed class AssignmentMap
{
    private readonly Dictionary<Handle, List<AccessWay>> _people = [];

    private AssignmentMap(ImmutableArray<LinkEnd> groups) => Groups = groups;

    public static AssignmentMap Nobody { get; } = new([]);

    /// <summary>Everybody who is assigned, enabled or not.</summary>
    public IReadOnlyCollection<Handle> People => _people.Keys;

    /// <summary>The assigned groups with their roles.</summary>
    public ImmutableArray<LinkEnd> Groups { get; }

    public IReadOnlyList<AccessWay> WaysOf(Handle person) => _people.TryGetValue(person, out var ways) ? ways : [];

    public bool Has(Handle person) => _people.ContainsKey(person);

    /// <param name="assigned">The principals of the application.</param>
    /// <param name="membersOf">The direct members of a group.</param>
    public static AssignmentMap Of(IEnumerable<LinkEnd> assigned, Func<Handle, LinkSet> membersOf, Roster roster)
    {
        var ends = assigned.ToArray();
        var map = new AssignmentMap([.. ends.Where(e => roster.KindOf(e.To) == Kind.Group)]);
        foreach (var end in ends)
        {
            if (roster.KindOf(end.To) == Kind.User)
                map.Add(end.To, new AccessWay(end.Role, null));
        }

        foreach (var group in map.Groups)
        {
            foreach (var member in membersOf(group.To).Ends)
            {
                if (roster.KindOf(member.To) == Kind.User)
                    map.Add(member.To, new AccessWay(group.Role, group.To));
            }
        }

        return map;
    }

    private void Add(Handle person, AccessWay way)
    {
        ref var ways = ref CollectionsMarshal.GetValueRefOrAddDefault(_people, person, out _);
        (ways ??= []).Add(way);
    }
}
