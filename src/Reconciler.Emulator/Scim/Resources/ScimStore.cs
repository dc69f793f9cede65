using Reconciler.Emulator.Scim.Schemas;

namespace Reconciler.Emulator.Scim.Resources;

/// <summary>The resources of one application with their indexes: ids, userName, displayName of groups, externalId, memberships backwards.</summary>
internal sealed class ScimStore
{
    private readonly Dictionary<string, ScimResource> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<long, ScimResource>> _byType = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _userNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SortedSet<long>> _displayNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SortedSet<long>> _externalIds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<long>> _groupsOf = new(StringComparer.Ordinal);
    private readonly Dictionary<long, ScimResource> _byOrder = [];

    /// <summary>Place of the next resource in listings.</summary>
    public long NextOrder { get; private set; } = 1;

    /// <summary>Number of the last change.</summary>
    public long Sequence { get; set; }

    public ScimResource? Find(string id) => _byId.GetValueOrDefault(id);

    public ScimResource? Find(ResourceType type, string id) => Find(id) is { } found && found.Type == type ? found : null;

    /// <summary>Oldest first.</summary>
    public IReadOnlyCollection<ScimResource> All(ResourceType type) => _byType.TryGetValue(type.Name, out var all) ? all.Values : [];

    public ScimResource? ByUserName(string userName) => _userNames.TryGetValue(userName, out var id) ? Find(id) : null;

    public IEnumerable<ScimResource> GroupsByName(string displayName) => At(_displayNames, displayName);

    public IEnumerable<ScimResource> ByExternalId(string externalId) => At(_externalIds, externalId);

    /// <summary>Groups that name this resource among their members.</summary>
    public IEnumerable<ScimResource> GroupsOf(string memberId) => At(_groupsOf, memberId);

    public void Put(ScimResource resource)
    {
        var before = Find(resource.Id);
        if (before is not null)
            Unindex(before);
        _byId[resource.Id] = resource;
        _byOrder[resource.Order] = resource;
        NextOrder = Math.Max(NextOrder, resource.Order + 1);
        if (!_byType.TryGetValue(resource.Type.Name, out var all))
            _byType[resource.Type.Name] = all = [];
        all[resource.Order] = resource;
        Index(resource);
        Members(before, resource);
    }

    public void Remove(string id)
    {
        if (Find(id) is not { } resource)
            return;
        Unindex(resource);
        Members(resource, null);
        _byId.Remove(id);
        _byOrder.Remove(resource.Order);
        _byType[resource.Type.Name].Remove(resource.Order);
    }

    private static bool IsUser(ResourceType type) => type.Name == "User";

    private void Index(ScimResource resource)
    {
        if (resource.ExternalId is { } externalId)
            Add(_externalIds, externalId, resource.Order);
        if (IsUser(resource.Type) && resource.UserName is { } userName)
            _userNames[userName] = resource.Id;
        if (!IsUser(resource.Type) && resource.DisplayName is { } displayName)
            Add(_displayNames, displayName, resource.Order);
    }

    private void Unindex(ScimResource resource)
    {
        if (resource.ExternalId is { } externalId)
            Drop(_externalIds, externalId, resource.Order);
        if (IsUser(resource.Type) && resource.UserName is { } userName)
            _userNames.Remove(userName);
        if (!IsUser(resource.Type) && resource.DisplayName is { } displayName)
            Drop(_displayNames, displayName, resource.Order);
    }

    private void Members(ScimResource? before, ScimResource? after)
    {
        if (before is null && after is null || ReferenceEquals(before?.Values["members"], after?.Values["members"]))
            return;
        var order = (after ?? before)?.Order ?? 0;
        var kept = after?.MemberIds.ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var gone in (before?.MemberIds ?? []).Where(m => !kept.Contains(m)))
            Drop(_groupsOf, gone, order);
        foreach (var member in kept)
            Add(_groupsOf, member, order);
    }

    private IEnumerable<ScimResource> At(Dictionary<string, SortedSet<long>> index, string key) =>
        index.TryGetValue(key, out var orders) ? orders.Select(o => _byOrder[o]) : [];

    private static void Add(Dictionary<string, SortedSet<long>> index, string key, long order)
    {
        if (!index.TryGetValue(key, out var orders))
            index[key] = orders = [];
        orders.Add(order);
    }

    private static void Drop(Dictionary<string, SortedSet<long>> index, string key, long order)
    {
        if (!index.TryGetValue(key, out var orders))
            return;
        orders.Remove(order);
        if (orders.Count == 0)
            index.Remove(key);
    }
}
