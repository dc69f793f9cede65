using Reconciler.Core.Planning;

namespace Reconciler.Core.Guards;

/// <summary>Fear: a lost file, a lost default or a misread system disables or deletes many at once. Guard <c>removals</c>.</summary>
internal static class MassRemoval
{
    public static IEnumerable<GuardFinding> Check(GuardInput input) =>
        from kind in input.Kinds
        let hits = input.Changes.Where(e => e.Kind == kind && (e.Effects & (Effects.Disabled | Effects.Deleted)) != Effects.None
            && !e.Effects.HasFlag(Effects.Announced)).ToArray()
        select input.Weigh("removals", input.Plural(kind), hits, input.Owned(kind));
}
