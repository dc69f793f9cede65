using System.Globalization;
using System.Text;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Core.Reporting.Forge;

/// <summary>
/// What a person must see beside the lines of a pull request, as workflow commands, the most dangerous first. GitHub shows ten errors and ten warnings
/// of a step; what is beyond is counted in the tenth.
/// </summary>
public static class Annotations
{
    private const int MostOfAKind = 10;
    private const int NamesShown = 5;

    /// <param name="folder">The workspace's folder in the repository, with a slash at its end; empty = its root.</param>
    public static string Of(PlanDocument plan, string folder)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(folder);
        plan = Spoken.Of(plan);
        return Render(Lines(plan).Concat(plan.Findings.Select(f => new Line(f.Severity == "error", f.Where, f.Code, string.Join('\n', [f.Message, .. f.Help])))), folder);
    }

    /// <summary>What a run did not do, and who must look at it.</summary>
    /// <param name="folder">The workspace's folder in the repository, with a slash at its end; empty = its root.</param>
    public static string Of(ReportDocument report, string folder)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(folder);
        report = Spoken.Of(report);
        return Render(
        [
            .. report.Guards.Where(g => g.Blocks).Select(g => new Line(true, g.Where, $"blocked by {g.Guard}", $"{GuardText.Sentence(g, report.Planned)}. Nothing was written, to any target.")),
            .. report.Fault is { } ended ? new[] { new Line(true, null, ended.Code, $"{ended.Message}\n{ended.Advice}") } : [],
            .. report.Unreached.Select(t => new Line(true, null, $"{t.Target} not read", $"{t.Fault.Message}\n{t.Fault.Advice}")),
            .. OperationText.GroupsOf(report).SelectMany(g => g.Alike.Select(a => Failed(g.Heading, a))),
            .. report.Waiting.Select(e => new Line(true, e.Where, e.Conflict?.Code ?? "held",
                e.Conflict is { } conflict ? $"{Who(e)}: {conflict.Message}\n{conflict.Advice}" : string.Join('\n', e.Held.Select(h => $"{Who(e)}: {h.What}: {h.Why}\n{h.Advice}")))),
        ], folder);
    }

    private static Line Failed(string heading, IReadOnlyList<OperationRow> alike) => new(alike[0].Outcome is "failed" or "conflict" or "unknown",
        alike[0].Where, heading.ToLowerInvariant(), $"{alike[0].Action} of {Names(alike[0].Kind, [.. alike.Select(o => o.Name)])}{(alike[0].Fault is { } fault ? $": {fault.Message}\n{fault.Advice}" : "")}");

    /// <param name="folder">The workspace's folder in the repository, with a slash at its end; empty = its root.</param>
    public static string Of(IEnumerable<Diagnostic> diagnostics, string folder)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        ArgumentNullException.ThrowIfNull(folder);
        return Render(diagnostics.Where(d => d.Severity is Severity.Error or Severity.Warning).Select(d => new Line(d.Severity is Severity.Error,
            d.Span.IsNone ? null : string.Create(CultureInfo.InvariantCulture, $"{d.Span.File}:{d.Span.Line}:{d.Span.Column}"), d.Code,
            string.Join('\n', [d.Label.Length == 0 ? d.Message : $"{d.Message}: {d.Label}", .. d.Help]))), folder);
    }

    private static IEnumerable<Line> Lines(PlanDocument plan)
    {
        foreach (var guard in plan.Guards.Where(g => g.Blocks))
            yield return new Line(true, guard.Where, $"blocked by {guard.Guard}", $"{GuardText.Sentence(guard, plan.Counts)}. Nothing is written, to any target.");
        var entries = plan.Targets.SelectMany(t => t.Entries).ToArray();
        foreach (var entry in entries)
        {
            if (entry.Conflict is { } conflict)
                yield return new Line(true, entry.Where, conflict.Code, $"{Who(entry)}: {conflict.Message}\n{conflict.Advice}");
        }

        foreach (var target in UnreachedText.Of(plan))
            yield return new Line(true, null, $"{target.Target} not read", $"{target.Fault.Message}\n{target.Fault.Advice}");
        foreach (var section in new[] { Section.Deleted, Section.Disabled })
        {
            foreach (var alike in entries.Where(e => e.Section == section).GroupBy(e => (e.Where, e.Because, e.Kind, e.Target)))
            {
                yield return new Line(false, alike.Key.Where, Sections.Name(section, alike.Key.Target),
                    $"{Names(alike.Key.Kind, [.. alike.Select(e => e.Name)])}{(Spoken.IsDirectory(alike.Key.Target) ? "" : $" in {alike.Key.Target}")} {Sections.Name(section, alike.Key.Target)}{(alike.Key.Because is { } why ? $": {why}" : "")}");
            }
        }

        foreach (var application in AccessGroups.Of(plan, fewest: 2))
        {
            foreach (var group in application.Groups.Where(g => !g.First.Gained))
            {
                yield return new Line(false, group.First.Where, "access lost",
                    $"{Names("people", [.. group.People.Select(p => p.Person)])} {(group.IsOne ? "loses" : "lose")} {application.Application.DisplayName}{(group.First.Role.Length > 0 ? $" ({group.First.Role})" : "")}: {group.Way}");
            }
        }

        foreach (var row in plan.Withheld)
            yield return new Line(false, null, "removals withheld", $"{Words.Count(row.Count, row.What)} in {row.Target}: {row.Why}");
        foreach (var entry in entries.Where(e => !e.Held.IsEmpty))
        {
            foreach (var held in entry.Held)
                yield return new Line(false, held.Where ?? entry.Where, "held", $"{Who(entry)}: {held.What}: {held.Why}\n{held.Advice}");
        }
    }

    private static string Who(EntryRow entry) => $"{entry.Kind} {entry.Name}";

    private static string Names(string kind, IReadOnlyCollection<string> names) =>
        names.Count == 1 ? kind == "people" ? names.First() : $"{kind} {names.First()}" : $"{Words.Count(names.Count, kind)} ({Words.Names(names, NamesShown)})";

    private static string Render(IEnumerable<Line> lines, string folder)
    {
        var text = new StringBuilder();
        foreach (var kind in lines.GroupBy(l => l.IsError).OrderByDescending(g => g.Key))
        {
            var all = kind.ToArray();
            var shown = all.Length <= MostOfAKind ? all.Length : MostOfAKind - 1;
            foreach (var line in all.Take(shown))
                Write(text, line, folder);
            if (shown < all.Length)
                Write(text, new Line(kind.Key, null, "and more", $"{Words.Count(all.Length - shown, kind.Key ? "error" : "warning")} more: the plan in this step's summary has them all"), folder);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, Line line, string folder)
    {
        var place = Place(line.Where) is var (file, number, column)
            ? $"file={WorkflowEncoder.Property(folder + file)},line={number}{(column is null ? "" : $",col={column}")},"
            : "";
        text.Append("::").Append(line.IsError ? "error" : "warning").Append(' ').Append(place).Append("title=").Append(WorkflowEncoder.Property(line.Title))
            .Append("::").Append(WorkflowEncoder.Data(line.Text.TrimEnd())).Append('\n');
    }

    // `file:line` or `file:line:column`; what stands in another revision has no line here.
    private static (string File, string Line, string? Column)? Place(string? where)
    {
        var parts = where?.Split(':') ?? [];
        var numbers = parts.Reverse().TakeWhile(p => p.Length > 0 && p.All(char.IsAsciiDigit)).Take(2).Reverse().ToArray();
        return numbers.Length == 0 || numbers.Length == parts.Length ? null : (string.Join(':', parts[..^numbers.Length]), numbers[0], numbers.Length > 1 ? numbers[1] : null);
    }

    private sealed record Line(bool IsError, string? Where, string Title, string Text);
}
