using Reconciler.Core.Planning;

namespace Reconciler.Core.Guards;

/// <summary>
/// Fear: a lost file, a lost default or a misread system disables or deletes many at once. Guard <c>removals</c>; however few there were, not all of a
/// kind go at once.
/// </summary>
internal static class MassRemoval
{
    public const string Guard = "removals";

    public static bool Counts(Entry entry) => entry.IsChange && (entry.Effects & (Effects.Disabled | Effects.Deleted)) != Effects.None && !entry.Effects.HasFlag(Effects.Announced);

    public static IEnumerable<GuardFinding> Check(GuardInput input)
    {
        foreach (var kind in input.Kinds)
        {
            var hits = input.Plan.Entries.Where(e => e.Kind == kind && Counts(e)).ToArray();
            var finding = input.Weigh(Guard, input.Plural(kind), hits, input.Owned(kind));
            // One alone is one too many for nobody: it is how a trial is taken back.
            var isLast = hits.Length > 1 && !input.Plan.Entries.Any(e => e.Kind == kind && Stays(e));
            yield return !isLast ? finding : finding with
            {
                IsLast = true,
                Limit = Math.Min(finding.Limit, hits.Length - 1),
                Causes = [.. finding.Causes, $"no {finding.Counted} would be left"],
            };
        }
    }

    // Wanted, and not going: what nobody declared or knows does not speak for the desired side being there.
    private static bool Stays(Entry entry) => entry.Change switch
    {
        Change.Keep { Why: KeepReason.Unchanged or KeepReason.Protected or KeepReason.NotYetVisible or KeepReason.NotYetDue or KeepReason.InConflict } =>
            entry.Key is not null && entry.Cause is not (Cause.Undeclared or Cause.Left or Cause.GraceOver or Cause.NoAccess),
        Change.Keep or Change.Release => false,
        _ => (entry.Effects & (Effects.Disabled | Effects.Deleted)) == Effects.None,
    };
}
