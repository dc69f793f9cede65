using Reconciler.Core.Model;

namespace Reconciler.Connectors.Scim.Listing;

/// <summary>One listing's parameters, all but the place in it; those that a service refuses are dropped for good.</summary>
internal sealed record ListQuery(ScimProfile.ResourcePart Part)
{
    public string? Filter { get; init; }

    public string? Excluded { get; init; }

    public bool Sorted { get; init; }

    public int? Count { get; init; }

    /// <summary>Whether a refusal may be due to a parameter that only spares work.</summary>
    public bool HasExtras => Sorted || Excluded is not null;

    public ListQuery Bare => this with { Sorted = false, Excluded = null };

    public string At(long? startIndex) => Address(("startIndex", startIndex is { } at ? ScimAddress.Number(at) : null));

    /// <param name="cursor">Empty for the first page (RFC 9865 §2).</param>
    public string From(string cursor) => Address(("cursor", cursor));

    private string Address((string, string?) place) => ScimAddress.Collection(Part) + ScimAddress.Query(
        ("filter", Filter), place, ("count", Count is { } count ? ScimAddress.Number(count) : null),
        ("sortBy", Sorted ? "id" : null), ("excludedAttributes", Excluded));
}
