using Reconciler.Core.Planning;

namespace Reconciler.Core.Guards;

/// <summary>Fear: a wrong match rule takes over objects that belong to others. Guard <c>adoptions</c>; an <c>id:</c> line is consent and not counted.</summary>
internal static class HostileTakeover
{
    public const string Guard = "adoptions";

    public static bool Counts(Entry entry) => entry.Change is Change.Adopt { Consented: false };

    public static IEnumerable<GuardFinding> Check(GuardInput input) =>
        from kind in input.Kinds
        let hits = input.Plan.Entries.Where(e => e.Kind == kind && Counts(e)).ToArray()
        where hits.Length > 0
        select input.Weigh(Guard, input.Plural(kind), hits, input.Owned(kind));
}
