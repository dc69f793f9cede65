using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Guards;

/// <summary>Fear: a wrong date makes a whole department leave. Guard <c>announcedLeavers</c>.</summary>
internal static class LeaverWave
{
    public static IEnumerable<GuardFinding> Check(GuardInput input)
    {
        var hits = input.Changes.Where(e => (e.Effects & (Effects.Disabled | Effects.Deleted)) != Effects.None && e.Effects.HasFlag(Effects.Announced)).ToArray();
        yield return input.Weigh("announcedLeavers", "leavers", hits, input.Owned(Kind.User));
    }
}
