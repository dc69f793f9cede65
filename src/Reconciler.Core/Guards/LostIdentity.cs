using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Guards;

/// <summary>Fear: a changed rule or default renames people, and every system that knows them by name loses them. Guard <c>identifiers</c>.</summary>
internal static class LostIdentity
{
    public const string Guard = "identifiers";

    public static bool Counts(Entry entry) => entry.IsChange && entry.Effects.HasFlag(Effects.IdentifierChanged);

    public static IEnumerable<GuardFinding> Check(GuardInput input) =>
        from kind in input.Kinds
        let hits = input.Plan.Entries.Where(e => e.Kind == kind && Counts(e)).ToArray()
        where hits.Length > 0 || kind == Kind.User
        select input.Weigh(Guard, input.Plural(kind), hits, input.Owned(kind));
}
