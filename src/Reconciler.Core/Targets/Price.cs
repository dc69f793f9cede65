namespace Reconciler.Core.Targets;

/// <summary>What a service meters.</summary>
public enum Metered
{
    /// <summary>Graph resource units; of other services nothing.</summary>
    Units,
    Writes,
}

/// <summary>What requests take of a target.</summary>
/// <param name="Requests">How many there are, batch items counted.</param>
/// <param name="Units">Graph resource units.</param>
/// <param name="Writes">Writes as the service meters them: one request may be several.</param>
public readonly record struct Price(int Requests, int Units, int Writes)
{
    public static Price operator +(Price a, Price b) => new(a.Requests + b.Requests, a.Units + b.Units, a.Writes + b.Writes);

    public int Of(Metered metered) => metered == Metered.Units ? Units : Writes;
}
