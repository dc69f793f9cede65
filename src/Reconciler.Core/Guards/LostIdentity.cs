using Reconciler.Core.Planning;

namespace Reconciler.Core.Guards;

/// <summary>Fear: a changed rule or default renames people, and every system that knows them by name loses them. Guard <c>identifiers</c>.</summary>
internal static class LostIdentity
{
    public static IEnumerable<GuardFinding> Check(GuardInput input) =>
        from kind in input.Kinds
        let hits = input.Changes.Where(e => e.Kind == kind && e.Effects.HasFlag(Effects.IdentifierChanged)).ToArray()
        where hits.Length > 0 || kind == Values.Kind.User
        select input.Weigh("identifiers", input.Plural(kind), hits, input.Owned(kind));
}
