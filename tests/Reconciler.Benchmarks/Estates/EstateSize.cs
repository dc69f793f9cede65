namespace Reconciler.Benchmarks.Estates;

/// <summary>How big an estate is. Everything else about it follows from the seed.</summary>
internal sealed record EstateSize(int Users, int Groups, int Memberships, int Applications)
{
    /// <summary>Lists only, the same length each, without owners, managers, rules and applications.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Groups that the files name more members of than are live.</summary>
    public int Growing { get; init; }

    /// <summary>How many more, in each of them.</summary>
    public int Joining { get; init; }

    /// <summary>The proportions of an ordinary tenant: users : groups : memberships = 10 : 1 : 100, 50 applications for 100,000 users.</summary>
    public static EstateSize Tenant(int users) => new(users, users / 10, users * 10, Math.Max(1, users / 2000));

    /// <summary>What Terraform's azuread provider was measured with.</summary>
    public static EstateSize Small { get; } = new(1_000, 50, 1_000, 0) { IsPlain = true };

    public override string ToString() => $"{Users:N0} users, {Groups:N0} groups, {Memberships:N0} memberships, {Applications:N0} applications" + (Growing > 0 ? $"; {Growing * Joining:N0} to add in {Growing:N0} groups" : "");
}
