using System.Collections.Immutable;
using Reconciler.Connectors.Http;
using Reconciler.Connectors.Scim.Listing;
using Reconciler.Connectors.Scim.Values;
using Reconciler.Core.Model;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Scim.Reading;

/// <summary>
/// Reads the members of groups in the profile's forms. A form that is refused, or that shows no member of any group, gives way to the next;
/// the last one is believed.
/// </summary>
/// <param name="single">The groups come one by one, by their ids, and not from a listing.</param>
internal sealed class MemberReads(ScimSession session, LinkSchema link, bool single = false)
{
    private const int MostPairs = 5_000;

    private readonly List<(Handle Handle, RemoteId Id, ImmutableArray<ShownEnd> Listed)> _groups = [];
    private readonly Dictionary<Handle, int> _places = [];
    private readonly Dictionary<RemoteId, List<ShownEnd>> _ofUsers = [];

    private ImmutableArray<MemberReading> Forms => session.Profile.Members.Read;

    /// <summary>Whether group listings have to show members.</summary>
    public bool FromListing => Forms.Contains(MemberReading.List) || (single && Forms.Contains(MemberReading.Get));

    /// <summary>A group that was listed.</summary>
    public void Group(Handle handle, ScimResource resource, RemoteId id)
    {
        (Handle, RemoteId, ImmutableArray<ShownEnd>) group = (handle, id, FromListing ? [.. session[Kind.Group].EndsOf(resource, link.Name)] : []);
        if (_places.TryAdd(handle, _groups.Count))
            _groups.Add(group);
        else
            _groups[_places[handle]] = group;
    }

    /// <summary>A user that was listed; its groups may tell the memberships.</summary>
    public void User(ScimResource resource, RemoteId id)
    {
        if (!Forms.Contains(MemberReading.UserGroups))
            return;
        foreach (var group in resource.Member("groups").Items().Where(g => !"indirect".Equals(g.Text("type"), StringComparison.OrdinalIgnoreCase)))
        {
            if (ShownEnd.Read(group) is { } reference)
                Add(reference.Id, new ShownEnd(id, Kind.User));
        }
    }

    public async Task<Completeness> ReadAsync(CancellationToken cancellationToken)
    {
        if (Forms.IsEmpty)
            return new Completeness.Unproven("the profile says that members cannot be read");
        if (_groups.Count == 0)
            return new Completeness.Proven("there are no groups");
        if (single)
            return await SingleAsync(cancellationToken);
        var refused = "";
        for (var i = 0; i < Forms.Length; i++)
        {
            var isLast = i == Forms.Length - 1;
            var read = await (Forms[i] switch
            {
                MemberReading.List => Task.FromResult(Listed(isLast)),
                MemberReading.Get => OneByOneAsync(cancellationToken),
                MemberReading.FilterByGroup => ByGroupAsync(cancellationToken),
                MemberReading.FilterByUser => ByUserAsync(cancellationToken),
                MemberReading.FilterByPair => ByPairAsync(cancellationToken),
                _ => Task.FromResult(ByUsersGroups(isLast)),
            });
            if (read is not null)
                return read;
            refused += $"{(refused.Length == 0 ? "" : ", ")}{Forms[i]}";
        }

        return new Completeness.Unproven($"no form of reading members works ({refused}): check members.read in the profile");
    }

    private async Task<Completeness> SingleAsync(CancellationToken cancellationToken)
    {
        if (FromListing)
            return Listed(isLast: true) ?? Proven;
        return Forms.Contains(MemberReading.FilterByGroup) && await ByGroupAsync(cancellationToken) is { } read
            ? read
            : new Completeness.Unproven("the members of single groups cannot be read here");
    }

    private Completeness? Listed(bool isLast)
    {
        if (!isLast && _groups.All(g => g.Listed.IsEmpty))
            return null;
        foreach (var (handle, _, listed) in _groups)
            session.SetMembers(link, handle, listed, Proven);
        return new Completeness.Proven(single ? "members by id" : "members in group listings");
    }

    private async Task<Completeness?> OneByOneAsync(CancellationToken cancellationToken)
    {
        var shape = session[Kind.Group];
        await EachAsync(_groups, async group =>
        {
            var (answer, resource) = await session.Client.OneAsync(shape.Part, group.Id, cancellationToken);
            if (resource is not null)
                session.SetMembers(link, group.Handle, shape.EndsOf(resource, link.Name), Proven);
            else if (session.Profile.Errors.NotFound.Contains(answer.Status))
                session.SetMembers(link, group.Handle, [], new Completeness.Unproven("the group went away while it was read"));
            else
                throw answer.IsSuccess ? session.Client.Faults.NotUnderstood(answer, $"group {group.Id}", "it is not that group") : session.Client.Faults.Refused(answer, $"group {group.Id}");
        });
        return new Completeness.Proven("group by group");
    }

    private async Task<Completeness?> ByGroupAsync(CancellationToken cancellationToken)
    {
        var users = session[Kind.User].Part;
        if (!await SelectsAsync(users, "groups.value", cancellationToken))
            return null;
        await EachAsync(_groups, async group =>
        {
            var members = new List<ShownEnd>();
            var whole = await session.Lister.AllAsync(new ListQuery(users) { Filter = ScimAddress.Equal("groups.value", group.Id.Value) },
                u => Found(u, Kind.User, members), null, cancellationToken);
            session.SetMembers(link, group.Handle, members, whole);
        });
        return new Completeness.Proven("users filtered by each group");
    }

    private async Task<Completeness?> ByUserAsync(CancellationToken cancellationToken)
    {
        var groups = session[Kind.Group].Part;
        if (!await SelectsAsync(groups, session.Profile.Members.FilterPath, cancellationToken))
            return null;
        var doubt = (Completeness)Proven;
        await EachAsync(Users(), async user =>
        {
            var found = new List<ShownEnd>();
            var whole = await session.Lister.AllAsync(
                new ListQuery(groups) { Filter = ScimAddress.Equal(session.Profile.Members.FilterPath, user.Value), Excluded = session.Profile.Projection.ExcludedAttributes ? "members" : null },
                g => Found(g, Kind.Group, found), null, cancellationToken);
            lock (_ofUsers)
            {
                doubt = whole.IsProven ? doubt : whole;
                foreach (var group in found)
                    Add(group.Id, new ShownEnd(user, Kind.User));
            }
        });
        return Asked(doubt, "groups filtered by each user");
    }

    private async Task<Completeness?> ByPairAsync(CancellationToken cancellationToken)
    {
        var part = session[Kind.Group].Part;
        ImmutableArray<RemoteId> users = [.. Users()];
        if ((long)users.Length * _groups.Count > MostPairs)
            return new Completeness.Unproven($"{_groups.Count} groups and {users.Length} users are more pairs than are asked for ({MostPairs})");
        // A pair that cannot be: a service that finds it anyway takes no such filter.
        if (users.IsEmpty || await PairAsync(part, _groups[0].Id, new RemoteId("reconciler-nobody"), cancellationToken) != false)
            return users.IsEmpty ? new Completeness.Proven("there are no users") : null;
        var works = true;
        await EachAsync(_groups.SelectMany(g => users.Select(u => (Group: g.Id, User: u))), async pair =>
        {
            var holds = await PairAsync(part, pair.Group, pair.User, cancellationToken);
            lock (_ofUsers)
            {
                works &= holds is not null;
                if (holds == true)
                    Add(pair.Group, new ShownEnd(pair.User, Kind.User));
            }
        });
        return works ? Asked(Proven, "asked for each pair of group and user") : null;
    }

    /// <summary>Whether the user is in the group; null where the question is refused, or crashes the service.</summary>
    private async Task<bool?> PairAsync(ScimProfile.ResourcePart part, RemoteId group, RemoteId user, CancellationToken cancellationToken)
    {
        try
        {
            var filter = $"{ScimAddress.Equal("id", group.Value)} and {ScimAddress.Equal(session.Profile.Members.FilterPath, user.Value)}";
            var answer = await session.Client.TryAsync(ScimAddress.Collection(part) + ScimAddress.Query(("filter", filter)), cancellationToken);
            if (answer.Status == 429)
                answer = await session.Client.GetAsync(ScimAddress.Collection(part) + ScimAddress.Query(("filter", filter)), cancellationToken);
            return answer.IsSuccess && ListPage.Read(answer) is { } page ? page.Resources.Any(r => r.Id == group) : null;
        }
        catch (WireException)
        {
            return null;
        }
    }

    private Completeness? ByUsersGroups(bool isLast)
    {
        if (_ofUsers.Count == 0 && !isLast)
            return null;
        return Asked(session.Snapshot.CompletenessOf(Kind.User.Name), "groups in each user");
    }

    private Completeness Asked(Completeness asked, string how)
    {
        var users = session.Snapshot.CompletenessOf(Kind.User.Name);
        var whole = !asked.IsProven ? asked : users.IsProven ? new Completeness.Proven(how) : new Completeness.Unproven($"{how}, and not all users are known");
        foreach (var (handle, id, _) in _groups)
            session.SetMembers(link, handle, _ofUsers.GetValueOrDefault(id) ?? [], whole);
        return whole;
    }

    /// <summary>Whether a filter selects at all: one that nothing can match must find nothing.</summary>
    private async Task<bool> SelectsAsync(ScimProfile.ResourcePart part, string path, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await session.Client.TryAsync(ScimAddress.Collection(part) + ScimAddress.Query(("filter", ScimAddress.Equal(path, "reconciler-nobody"))), cancellationToken);
            return answer.IsSuccess && ListPage.Read(answer) is { Resources.IsEmpty: true };
        }
        catch (WireException)
        {
            return false;
        }
    }

    private static void Found(ScimResource resource, Kind kind, List<ShownEnd> found)
    {
        if (resource.Id is { } id)
            found.Add(new ShownEnd(id, kind));
    }

    private IEnumerable<RemoteId> Users()
    {
        var snapshot = session.Snapshot;
        return [.. snapshot[Kind.User].Rows.Select(r => snapshot.Roster.IdOf(r)).OfType<RemoteId>()];
    }

    private void Add(RemoteId group, ShownEnd member)
    {
        if (!_ofUsers.TryGetValue(group, out var members))
            _ofUsers.Add(group, members = []);
        members.Add(member);
    }

    /// <summary>All at once, as far as the connection's gate lets them; in slices, so that a million questions are not a million tasks.</summary>
    private async Task EachAsync<T>(IEnumerable<T> items, Func<T, Task> ask)
    {
        foreach (var slice in items.Chunk(Math.Max(1, session.Profile.Http.Concurrency) * 8))
            await Task.WhenAll(slice.Select(ask));
    }

    private static Completeness.Proven Proven { get; } = new("read");
}
