using System.Collections.Immutable;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>What a guard found, in sentences.</summary>
internal static class GuardText
{
    public const string AccessLost = "accessLost";
    private const int NamesShown = 8;

    /// <summary>"57 people would be disabled, the limit is 50".</summary>
    public static string Sentence(GuardRow guard, PlanCounts counts) =>
        $"{Fear(guard, counts)}{(guard.Earlier > 0 ? $" and {Words.Number(guard.Earlier)} were in the last 24 hours" : "")}, the limit is {Words.Number(guard.Limit)}";

    public static void WriteBlocks(Page page, IReadOnlyList<GuardRow> guards, PlanCounts counts, IReadOnlyList<Vanished> vanished, bool full)
    {
        foreach (var guard in guards)
        {
            page.Row([], 0, [Atom.Of($"BLOCKED by {guard.Guard}:", Role.Danger), .. Flow.Words(Sentence(guard, counts), Role.Strong)], guard.Where, hang: 2);
            if (Measured(guard) is { } measured)
                page.Row([], 2, Flow.Words(measured));
            foreach (var cause in guard.Causes.Where(c => !vanished.Any(v => v.IsCause(c))))
                page.Row([], 2, Flow.Words(cause));
            if (guard.Names.Length > 0 && (vanished.Count == 0 || guard.Guard == AccessLost))
                page.Row([], 2, Flow.Words(Words.Names(guard.Names, NamesShown), Role.Dim));
            page.Blank();
        }

        Vanished.Write(page, vanished, full);
        page.Row([], 2, Flow.Words("Nothing has been written, to any target.", Role.Strong));
        var lines = guards.Select(g => g.OverrideLine).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        if (lines.Length == 0)
            return;
        page.Blank();
        page.Row([], 2, Flow.Words("If this is meant, add under guards.overrides:"));
        foreach (var line in lines)
            page.Line($"    {(line.StartsWith('-') ? line : "- " + line)}", Role.Code);
    }

    /// <summary>
    /// The guards' figures for the footer: for each target each guard once, where it came nearest to its limit; of applications those that count
    /// anything. The target is null where there is only the directory, and for access, which names its application.
    /// </summary>
    public static IEnumerable<(string? Target, ImmutableArray<(string Text, bool Blocks)> Figures)> Figures(IReadOnlyCollection<GuardRow> guards)
    {
        var several = Spoken.AreSeveral(guards.Select(g => g.Target));
        var quiet = new List<string>();
        foreach (var target in guards.Where(g => g.Guard != AccessLost).GroupBy(g => g.Target, StringComparer.Ordinal)
            .OrderBy(g => Spoken.IsDirectory(g.Key) ? 0 : 1).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            var worst = target.GroupBy(g => g.Guard, StringComparer.Ordinal).Select(g => g.MaxBy(r => (r.Blocks, (double)r.Figure / Math.Max(r.Limit, 1))) ?? g.First());
            var shown = worst.Where(g => Spoken.IsDirectory(g.Target) || g.Figure > 0).Select(g => (Figure(g) + Part(g), g.Blocks)).ToImmutableArray();
            if (shown.IsEmpty)
                quiet.Add(target.Key);
            else
                yield return (several ? target.Key : null, shown);
        }

        if (quiet.Count > 0)
            yield return (null, [($"nothing counted in {(quiet.Count <= 3 ? string.Join(", ", quiet) : Words.Count(quiet.Count, "target"))}", false)]);

        var access = guards.Where(g => g.Guard == AccessLost).ToArray();
        var clear = access.Count(g => g.Figure == 0);
        var lost = access.Where(g => g.Figure > 0).OrderByDescending(g => (g.Blocks, (double)g.Figure / Math.Max(g.Limit, 1)))
            .Select(g => ($"{AccessLost} {g.Of ?? g.Target} {Words.Number(g.Figure)} of {Words.Number(g.Limit)}", g.Blocks)).ToList();
        if (clear > 0)
            lost.Add(($"{(lost.Count == 0 ? AccessLost + " " : "")}0 in {Words.Number(clear)}{(lost.Count == 0 ? "" : " other")} {Words.Agree(clear, "application")}", false));
        if (lost.Count > 0)
            yield return (null, [.. lost]);
    }

    /// <summary>What the figure is of: <c>57 of 1,204 that bear our mark</c>; null where the sentence says it.</summary>
    private static string? Measured(GuardRow guard) => guard switch
    {
        { Base: 0 } => null,
        { Guard: AccessLost } => $"{Words.Number(guard.Figure)} of the {Words.Count(guard.Base, "people")} who have it",
        { Of: not null } => null,
        _ when Spoken.IsDirectory(guard.Target) => $"{Words.Number(guard.Figure)} of {Words.Number(guard.Base)} that bear our mark",
        _ => $"{Words.Number(guard.Figure)} of {Words.Number(guard.Base)} that are linked",
    };

    // What an override lifts is measured against what is left of it alone.
    private static string Figure(GuardRow guard) =>
        $"{guard.Guard} {Words.Number(guard.Figure)}{(guard is { Figure: > 0, Earlier: > 0, Override: null } ? $" + {Words.Number(guard.Earlier)} in 24 h" : "")} of {Words.Number(guard.Limit)}";

    private static string Part(GuardRow guard) => guard switch
    {
        { Figure: 0 } => "",
        { Of: { } of } => $" in {of}",
        { Counted: "users" or "leavers" or "accounts" } => "",
        _ => $" {guard.Counted}",
    };

    private static string Fear(GuardRow guard, PlanCounts counts)
    {
        var who = Who(guard.Figure, guard.Counted) + (Spoken.IsDirectory(guard.Target) || guard.Guard is AccessLost or "members" ? "" : $" in {guard.Target}");
        return guard.Guard switch
        {
            "removals" or "announcedLeavers" => $"{who} would be {Removed(counts, Spoken.IsDirectory(guard.Target) ? "disabled" : "deactivated")}",
            AccessLost => $"{who} would lose {guard.Of ?? guard.Target}",
            "members" when guard.Of is { } of => $"{Words.Number(guard.Figure)} of the {Words.Count(guard.Base, "member")} of {of} would be removed",
            "identifiers" => $"{who} would get another sign-in name or address",
            "updates" => $"{who} would be changed",
            "adoptions" => $"{who} would be taken over",
            _ => $"{guard.Guard} counts {who}",
        };
    }

    private static string Removed(PlanCounts counts, string closed) => counts switch
    {
        { Deleted: 0 } => closed,
        { Disabled: 0 } => "deleted",
        _ => $"{closed} or deleted",
    };

    private static string Who(int count, string counted) => counted switch
    {
        "users" => count == 1 ? "1 person" : $"{Words.Number(count)} people",
        _ => Words.Count(count, counted),
    };
}
