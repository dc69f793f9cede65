using System.Collections.Immutable;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>What a target says about itself.</summary>
public sealed record TargetFacts
{
    /// <summary>The tenant's id; null where a target has none.</summary>
    public string? TenantId { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>Domains that addresses may end in; empty = not known.</summary>
    public ImmutableArray<string> VerifiedDomains { get; init; } = [];

    /// <summary>Verified domains whose sign-in lies with another identity provider: a new person there needs an immutable id.</summary>
    public ImmutableArray<string> FederatedDomains { get; init; } = [];

    /// <summary>The object that we sign in as, never touched.</summary>
    public RemoteId? OwnPrincipal { get; init; }
}

/// <summary>One object's links of one name.</summary>
public readonly record struct LinkSource(string Link, Handle From);

/// <summary>The state of a target at an instant: objects, links, and how complete each collection was read.</summary>
public sealed class Snapshot(Roster roster, ValuePool pool, TargetSchema schema, DateTimeOffset takenAt)
{
    private readonly Dictionary<Kind, ResourceTable> _tables = schema.Kinds.ToDictionary(k => k.Kind, k => new ResourceTable(k));
    private readonly Dictionary<LinkSource, LinkSet> _links = [];
    private readonly Dictionary<string, Completeness> _completeness = [];
    private readonly Dictionary<LinkSource, string> _unproven = [];

    public Roster Roster { get; } = roster;

    public ValuePool Pool { get; } = pool;

    public TargetSchema Schema { get; } = schema;

    public DateTimeOffset TakenAt { get; } = takenAt;

    public TargetFacts Facts { get; set; } = new();

    /// <summary>HTTP requests that the read took, a batch item counting as one, and its resource units.</summary>
    public ReadCost Cost { get; set; }

    public ResourceTable this[Kind kind] => _tables[kind];

    /// <summary>The live ends of a link; nothing read is nothing there, so ask <see cref="CompletenessOf(string)"/> before you remove.</summary>
    public LinkSet Links(string link, Handle from) => _links.GetValueOrDefault(new LinkSource(link, from), LinkSet.Empty);

    public void SetLinks(string link, Handle from, LinkSet ends) => _links[new LinkSource(link, from)] = ends;

    public IEnumerable<KeyValuePair<LinkSource, LinkSet>> AllLinks => _links;

    /// <summary>How a kind (by its name) or a link (by its name) was read; what nobody spoke of was not read.</summary>
    public Completeness CompletenessOf(string kindOrLink) => _completeness.GetValueOrDefault(kindOrLink, NotRead);

    /// <summary>How one object's list was read: a doubt about that one list, else what holds for the link.</summary>
    public Completeness CompletenessOf(string link, Handle from) =>
        _unproven.TryGetValue(new LinkSource(link, from), out var why) ? new Completeness.Unproven(why) : CompletenessOf(link);

    /// <summary>States how a kind or link was read. Confidence only falls: an unproven collection stays so.</summary>
    public void Completed(string kindOrLink, Completeness completeness)
    {
        if (CompletenessOf(kindOrLink) is not Completeness.Unproven)
            _completeness[kindOrLink] = completeness;
    }

    /// <summary>Casts doubt on one object's list.</summary>
    public void Doubt(string link, Handle from, string why) => _unproven[new LinkSource(link, from)] = why;

    /// <summary>Whether any single list is in doubt.</summary>
    public bool AnyDoubt => _unproven.Count > 0;

    public IEnumerable<KeyValuePair<string, Completeness>> AllCompleteness => _completeness.OrderBy(c => c.Key, StringComparer.Ordinal);

    /// <summary>
    /// The same state with a roster of its own, to plan something else on it. A schema that asks for other attributes has those that were read.
    /// </summary>
    public Snapshot Apart(TargetSchema other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var copy = new Snapshot(Roster.Apart(), Pool, other, TakenAt) { Facts = Facts, Cost = Cost };
        foreach (var kind in other.Kinds)
        {
            if (_tables.TryGetValue(kind.Kind, out var table))
                copy._tables[kind.Kind] = table.As(kind);
        }

        foreach (var (source, ends) in _links)
            copy._links.Add(source, ends);
        foreach (var (part, completeness) in _completeness)
            copy._completeness.Add(part, completeness);
        foreach (var (source, why) in _unproven)
            copy._unproven.Add(source, why);
        return copy;
    }

    private static Completeness NotRead { get; } = new Completeness.NotRead();
}

/// <summary>What a read cost: requests (batch items counted), HTTP envelopes, and Graph resource units as the service metered them.</summary>
public readonly record struct ReadCost(int Requests, int Envelopes, int ResourceUnits)
{
    /// <summary>What was chosen between ways to read, and by which arithmetic: one clause; null = nothing worth telling.</summary>
    public string? Told { get; init; }
}
