using Reconciler.Core.Planning;

namespace Reconciler.Core.Guards;

/// <summary>Fear: one edited default rewrites everybody. Guard <c>updates</c>; what is adopted is not ours yet and has a guard of its own.</summary>
internal static class SweepingUpdate
{
    public const string Guard = "updates";

    public static bool Counts(Entry entry) => entry.IsChange && entry.Change is not (Change.Create or Change.Adopt) && entry.Effects.HasFlag(Effects.Updated);

    public static IEnumerable<GuardFinding> Check(GuardInput input) =>
        from kind in input.Kinds
        let hits = input.Plan.Entries.Where(e => e.Kind == kind && Counts(e)).ToArray()
        select input.Weigh(Guard, input.Plural(kind), hits, input.Owned(kind));
}
