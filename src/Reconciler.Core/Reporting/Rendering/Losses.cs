using System.Collections.Immutable;
using System.Text;
using static Reconciler.Core.Reporting.Rendering.MarkdownEncoder;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Everybody who loses the same: deleted, disabled, without a role of an application.</summary>
/// <param name="What">In Markdown: <c>57 people lose **Wiki** (User)</c>.</param>
internal sealed record Loss(string What, ImmutableArray<string> Names);

/// <summary>
/// Names of those who lose something, as close as they stand legibly: nothing of it is ever cut. What one text does not hold goes on in the next;
/// only where no further one is allowed, the rest is counted and said where it is.
/// </summary>
internal static class Losses
{
    private const int LineWidth = 110;
    private const int LongestName = 256;
    private const int LongestTitle = 100;

    /// <summary>By what is lost, the worst first: deletions, disablings, access application by application.</summary>
    /// <param name="plan">A plan in the words of people.</param>
    public static ImmutableArray<Loss> Of(PlanDocument plan) => PrivacyWords.IsOnlyCounted(plan.Privacy) ? [] :
    [
        .. new[] { Section.Deleted, Section.Disabled }.SelectMany(s => plan.Targets.SelectMany(t => t.Entries.Where(e => e.Section == s)
            .GroupBy(e => e.Kind, StringComparer.Ordinal).Select(g => new Loss(Entries([.. g]), [.. g.Select(e => e.Name)])))),
        .. plan.Access.SelectMany(a => a.Changes.Where(c => !c.Gained).GroupBy(c => c.Role, StringComparer.Ordinal)
            .Select(g => new Loss(Access(a, g.Key, g.Count()), [.. g.Select(c => c.Person)]))),
    ];

    /// <summary>Who was deleted, disabled or taken out of an application by a run.</summary>
    /// <param name="report">A report in the words of people.</param>
    public static ImmutableArray<Loss> Of(ReportDocument report)
    {
        if (PrivacyWords.IsOnlyCounted(report.Privacy))
            return [];
        var done = report.Operations.Where(o => o.Outcome is "applied" or "acceptedNotApplied" or "alreadyDone").ToArray();
        return
        [
            .. new[] { "delete", "disable" }.SelectMany(a => done.Where(o => o.Action == a).GroupBy(o => (o.Target, o.Kind))
                .Select(g => new Loss(Done(Sections.Done(a, g.Key.Kind), g.Key.Target, g.Key.Kind, g.Count()), [.. g.Select(o => o.Name)]))),
            .. done.Where(o => o.Action == "unlink").SelectMany(o => o.Links.Where(l => l.Link == MarkdownTable.Assignments && !l.Removes.IsEmpty)
                .Select(l => new Loss($"{Words.Number(l.Removes.Length)} no longer assigned to {Value(o.Name)}", [.. l.Removes.Select(e => e.Kind == "user" ? e.Name : $"{e.Kind} {e.Name}")]))),
        ];
    }

    /// <summary>The names in parts: the first has less room, since other things stand before it. A part that holds nothing is empty.</summary>
    /// <param name="first">Bytes of the first part.</param>
    /// <param name="next">Bytes of each further part.</param>
    /// <param name="most">How many parts there may be.</param>
    /// <param name="whole">Where the rest is, in Markdown.</param>
    public static ImmutableArray<string> Parts(ImmutableArray<Loss> losses, int first, int next, int most, string whole)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        var text = new StringBuilder();
        var left = first;
        var told = losses.Sum(l => l.Names.Length);
        var end = Omitted(told, whole);
        foreach (var loss in losses)
        {
            var fence = DiffText.Fence(loss.Names.Select(Shown));
            var (head, tail) = ($"\n{loss.What}\n\n{fence}text\n", $"{fence}\n");
            var isOpen = false;
            foreach (var (line, names) in Lines(loss.Names))
            {
                var need = MarkdownSection.Bytes(line) + (isOpen ? 0 : MarkdownSection.Bytes(head) + MarkdownSection.Bytes(tail));
                // The last part keeps room for what it must say of the rest.
                if (need > left - (parts.Count + 1 == most ? MarkdownSection.Bytes(end) : 0))
                {
                    if (isOpen)
                        text.Append(tail);
                    isOpen = false;
                    if (parts.Count + 1 == most)
                    {
                        parts.Add(text.Append(Omitted(told, whole)).ToString());
                        return parts.ToImmutable();
                    }

                    parts.Add(text.ToString());
                    text.Clear();
                    left = next;
                    need = MarkdownSection.Bytes(line) + MarkdownSection.Bytes(head) + MarkdownSection.Bytes(tail);
                }

                if (!isOpen)
                    text.Append(head);
                text.Append(line);
                (isOpen, left, told) = (true, left - need, told - names);
            }

            if (isOpen)
                text.Append(tail);
        }

        parts.Add(text.ToString());
        return parts.ToImmutable();
    }

    /// <summary>A title that cannot take the room of what it names.</summary>
    public static string Title(string? text) => Prose(Clipped(text ?? "", LongestTitle));

    /// <summary>The same for a value that is shown as code.</summary>
    public static string Value(string? text) => Code(Clipped(text ?? "", LongestTitle));

    private static string Omitted(int names, string whole) => $"\n… {Words.Count(names, "more name")} of those who lose something: {whole}\n";

    private static string Shown(string name) => TerminalEncoder.Encode(Clipped(name, LongestName));

    private static string Clipped(string text, int length) => text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)] + "…";

    private static IEnumerable<(string Line, int Names)> Lines(ImmutableArray<string> names)
    {
        var (line, count) = (new StringBuilder(), 0);
        for (var i = 0; i < names.Length; i++)
        {
            var name = Shown(names[i]) + (i + 1 < names.Length ? "," : "");
            if (count > 0 && line.Length + 1 + name.Length > LineWidth)
            {
                yield return (line.Append('\n').ToString(), count);
                (line, count) = (new StringBuilder(), 0);
            }

            line.Append(count > 0 ? " " : "").Append(name);
            count++;
        }

        if (count > 0)
            yield return (line.Append('\n').ToString(), count);
    }

    /// <summary>How many of one section, kind and target: <c>57 users **disabled**</c>.</summary>
    public static string Entries(ImmutableArray<EntryRow> alike) => Done(Sections.Name(alike[0].Section, alike[0].Target), alike[0].Target, alike[0].Kind, alike.Length);

    private static string Done(string done, string? target, string kind, int count) =>
        $"{Prose(Words.Count(count, kind))} **{Prose(done)}**{(Spoken.IsDirectory(target) ? "" : $" in {Value(target)}")}";

    private static string Access(AccessRow application, string role, int count) =>
        $"{Words.Count(count, "people")} {(count == 1 ? "loses" : "lose")} **{Title(application.DisplayName)}**{(role.Length > 0 ? $" ({Title(role)})" : "")}";
}
