namespace Reconciler.Core.Reporting.Rendering;

/// <summary>What a guard found, in sentences.</summary>
internal static class GuardText
{
    private const int NamesShown = 8;

    /// <summary>"57 people would be disabled, the limit is 50".</summary>
    public static string Sentence(GuardRow guard, PlanCounts counts) =>
        $"{Fear(guard, counts)}, the limit is {Words.Number(guard.Limit)}";

    public static void WriteBlocks(Page page, IReadOnlyList<GuardRow> guards, PlanCounts counts, IReadOnlyList<Vanished> vanished, bool full)
    {
        foreach (var guard in guards)
        {
            page.Row([], 0, [Atom.Of($"BLOCKED by {guard.Guard}:", Role.Danger), .. Flow.Words(Sentence(guard, counts), Role.Strong)], guard.Where);
            if (guard is { Of: null, Base: > 0 })
                page.Line($"  {Words.Number(guard.Figure)} of {Words.Number(guard.Base)} that bear our mark");
            foreach (var cause in guard.Causes.Where(c => !vanished.Any(v => v.IsCause(c))))
                page.Row([], 2, Flow.Words(cause));
            if (guard.Names.Length > 0 && vanished.Count == 0)
                page.Row([], 2, Flow.Words(Words.Names(guard.Names, NamesShown), Role.Dim));
            page.Blank();
        }

        Vanished.Write(page, vanished, full);
        page.Line("  Nothing has been written, to any target.", Role.Strong);
        var lines = guards.Select(g => g.OverrideLine).OfType<string>().ToArray();
        if (lines.Length == 0)
            return;
        page.Blank();
        page.Line("  If this is meant, add under guards.overrides:");
        foreach (var line in lines)
            page.Line($"    {(line.StartsWith('-') ? line : "- " + line)}", Role.Code);
    }

    /// <summary>The guard's figures for the footer: each guard once, where it came nearest to its limit.</summary>
    public static IEnumerable<(string Text, bool Blocks)> Figures(IEnumerable<GuardRow> guards) =>
        from guard in guards
        group guard by guard.Guard into rows
        let worst = rows.OrderByDescending(r => r.Blocks).ThenByDescending(r => (double)r.Figure / Math.Max(r.Limit, 1)).First()
        select ($"{worst.Guard} {Words.Number(worst.Figure)} of {Words.Number(worst.Limit)}{Part(worst)}", worst.Blocks);

    public static IEnumerable<Atom> FooterOf(IEnumerable<GuardRow> guards) =>
        PlanFooter.Dotted(Figures(guards).Select(f => (f.Text, f.Blocks ? Role.Danger : Role.Plain)));

    private static string Part(GuardRow guard) => guard switch
    {
        { Figure: 0 } => "",
        { Of: { } of } => $" in {of}",
        { Counted: "users" or "leavers" } => "",
        _ => $" {Words.Agree(guard.Figure, guard.Counted)}",
    };

    private static string Fear(GuardRow guard, PlanCounts counts)
    {
        var who = Who(guard.Figure, guard.Counted);
        return guard.Guard switch
        {
            "removals" or "announcedLeavers" => $"{who} would be {Removed(counts)}",
            "members" when guard.Of is { } of => $"{Words.Number(guard.Figure)} of the {Words.Count(guard.Base, "member")} of {of} would be removed",
            "identifiers" => $"{who} would get another sign-in name or address",
            "updates" => $"{who} would be changed",
            "adoptions" => $"{who} would be taken over",
            _ => $"{guard.Guard} counts {who}",
        };
    }

    private static string Removed(PlanCounts counts) => counts switch
    {
        { Deleted: 0 } => "disabled",
        { Disabled: 0 } => "deleted",
        _ => "disabled or deleted",
    };

    private static string Who(int count, string counted) => counted switch
    {
        "users" => count == 1 ? "1 person" : $"{Words.Number(count)} people",
        _ => Words.Count(count, counted),
    };
}
