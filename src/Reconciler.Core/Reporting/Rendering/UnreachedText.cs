namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Targets that could not be read: what, why, what to do, and that nothing else is touched by it.</summary>
internal static class UnreachedText
{
    public const string Consequence = "Nothing is planned for it; the other targets are not affected.";
    public const string Left = "It is left as it is; the other targets are not affected.";

    public static IEnumerable<UnreachedRow> Of(PlanDocument plan) =>
        plan.Targets.SelectMany(t => t.Unreached is { } fault ? new[] { new UnreachedRow(t.Name, fault) } : []);

    /// <summary>What and what to do, as sentences of a comment.</summary>
    public static string Markdown(UnreachedRow target, string consequence)
    {
        var said = MarkdownEncoder.Prose(target.Fault.Message);
        string[] sentences = [said.Length == 0 || said[^1] is '.' or '?' ? said : said + ".", MarkdownEncoder.Prose(target.Fault.Advice), consequence];
        return $"**Not read**: {MarkdownEncoder.Code(target.Target)}: {string.Join(' ', sentences.Where(s => s.Length > 0))}";
    }

    public static void Write(Page page, IReadOnlyCollection<UnreachedRow> targets, string consequence)
    {
        if (targets.Count == 0)
            return;
        page.Blank();
        page.Line("NOT READ", Role.Heading);
        var column = 4 + Math.Clamp(targets.Max(t => DisplayWidth.Of(t.Target)), 8, 24) + 2;
        foreach (var (name, fault) in targets)
        {
            page.Row([new("  ! ", Role.Danger), new(name, Role.Strong)], column, Flow.Words(fault.Message), fault.Code.Length > 0 ? fault.Code : null);
            if (fault.Advice.Length > 0)
                page.Row([], column, Flow.Words(fault.Advice));
            page.Row([], column, Flow.Words(consequence));
        }
    }
}
