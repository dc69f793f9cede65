using Reconciler.Core.Planning;

namespace Reconciler.Core.Guards;

/// <summary>Fear: one edited default rewrites everybody. Guard <c>updates</c>; what is adopted is not ours yet and has a guard of its own.</summary>
internal static class SweepingUpdate
{
    public static IEnumerable<GuardFinding> Check(GuardInput input) =>
        from kind in input.Kinds
        let hits = input.Changes.Where(e => e.Kind == kind && e.Change is not (Change.Create or Change.Adopt) && e.Effects.HasFlag(Effects.Updated)).ToArray()
        select input.Weigh("updates", input.Plural(kind), hits, input.Owned(kind));
}
