using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Guards;

/// <summary>Fear: a wrong date makes a whole department leave. Guard <c>announcedLeavers</c>.</summary>
internal static class LeaverWave
{
    public const string Guard = "announcedLeavers";

    public static bool Counts(Entry entry) => entry.IsChange && (entry.Effects & (Effects.Disabled | Effects.Deleted)) != Effects.None && entry.Effects.HasFlag(Effects.Announced);

    public static string Counted(Kind kind, TargetPlan plan) => kind == Kind.User ? "leavers" : GuardInput.Plural(plan.Target, kind);

    public static IEnumerable<GuardFinding> Check(GuardInput input) =>
        from kind in input.Kinds
        let hits = input.Plan.Entries.Where(e => e.Kind == kind && Counts(e)).ToArray()
        where hits.Length > 0 || kind == Kind.User
        select input.Weigh(Guard, Counted(kind, input.Plan), hits, input.Owned(kind));
}
