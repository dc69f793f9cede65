using System.Collections.Immutable;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Core.Reporting.Pages;

/// <summary>The first thing on a page: what it comes to in one sentence, the figures, then what could hurt.</summary>
internal static class Verdict
{
    private const int NamesShown = 12;
    private const int ConflictsShown = 20;
    private const string NothingWritten = "Nothing has been written, to any target.";

    public static void Write(Markup page, PlanDocument plan, IReadOnlyList<ChangeRow> rows)
    {
        var blocking = plan.Guards.Where(g => g.Blocks).ToArray();
        var unread = plan.Targets.Count(t => t.Unreached is not null);
        var isEmpty = rows.Count == 0 && !plan.Counts.HasChanges;
        var waits = Waits(plan.Counts.Blocked + plan.Counts.Held, plan.Counts.Withheld, unread);
        using var section = page.Line().In("section", ("id", "verdict"), ("aria-labelledby", "verdict-title"));
        var (tone, sentence) = plan switch
        {
            { Blocked: true } => (Role.Danger, $"Blocked by {string.Join(" and ", blocking.Select(g => g.Guard).Distinct(StringComparer.Ordinal))}"),
            _ when isEmpty && unread > 0 => (Role.Danger, $"Nothing to do where it was looked; {Words.Count(unread, "target")} could not be read"),
            _ when isEmpty => (Role.Gain, PartWords.NothingToDo(plan.Narrowed).TrimEnd('.')),
            _ when waits.Length > 0 => (Role.Danger, waits),
            _ when TakesAway(plan) => (Role.Loss, "Something is taken away"),
            _ => (Role.Change, "Nothing is taken away"),
        };
        WriteSentence(page, tone, sentence, isEmpty ? null : plan.Blocked ? NothingWritten : $"{Words.Count(plan.Counts.Operations, "operation")} planned. Nothing has been written.");
        WriteTiles(page, Tallies.Of(plan).Select(t => (t.Count, t.Planned, t.Role, ActionOf(t.Planned, rows) is { } action ? $"action={Uri.EscapeDataString(action)}" : null)));
        if (LabelWords.Counts(plan) is { } labels)
            page.Add("p", $"{labels}, compared with {plan.Base?.Name}", ("class", "quiet"));
        using (page.Line().In("div", ("class", "dangers")))
            WriteDangers(page, plan, blocking);
        if (PlanFooter.Next(plan) is { } next)
        {
            using var line = page.In("p", ("class", "next"));
            page.Text("Next: ").Add("code", next);
        }
    }

    public static void Write(Markup page, ReportDocument report, IReadOnlyList<ChangeRow> rows)
    {
        using var section = page.Line().In("section", ("id", "verdict"), ("aria-labelledby", "verdict-title"));
        var blocking = report.Guards.Where(g => g.Blocks).ToArray();
        WriteSentence(page, report.ExitCode == 0 ? Role.Gain : Role.Danger, Sentence(ReportWords.Result(report)), report.Result == RunResult.Blocked ? NothingWritten : After(report.Convergence));
        if (HtmlEncoder.Link(report.RunUrl) is { } link)
        {
            using var line = page.In("p", ("class", "quiet"));
            page.Add("a", report.RunUrl, ("href", link), ("rel", "noreferrer noopener"));
        }

        var counts = report.Counts;
        WriteTiles(page, new (int Count, string Words, Role Role, string Result)[]
        {
            (counts.Conflict, "in conflict", Role.Danger, "in conflict"), (counts.Unknown, "outcome unknown", Role.Danger, "outcome unknown"), (counts.Failed, "failed", Role.Danger, "failed"),
            (counts.Waiting, counts.Waiting == 1 ? ReportRows.Waits : "wait for a person", Role.Danger, ReportRows.Waits), (counts.Skipped, "skipped", Role.Kept, "skipped"),
            (counts.NotAttempted, "not attempted", Role.Kept, "not attempted"), (counts.Applied, "applied", Role.Gain, "applied"), (counts.AlreadyDone, "already done", Role.Kept, "already done"),
        }.Where(t => t.Count > 0).Select(t => (t.Count, t.Words, t.Role, rows.Any(r => r.Result == t.Result) ? $"result={Uri.EscapeDataString(t.Result)}" : null)));
        using var dangers = page.Line().In("div", ("class", "dangers"));
        if (report.Result == RunResult.Blocked)
            WriteGuards(page, blocking, report.Planned, []);
        if (report.Stopped is { } stopped)
            WriteCard(page, Role.Danger, "Stopped", [stopped], null, null);
        if (report.Fault is { } fault)
            WriteCard(page, Role.Danger, fault.Message, [fault.Advice], null, null);
        WriteUnread(page, report.Unreached, UnreachedText.Left);
        WriteWithheld(page, report.Withheld);
        if (report.Since is { } since)
            WriteCard(page, Role.Kept, "Not in this plan", [ReportWords.Since(since)], null, null);
        WriteWaiting(page, report.Waiting);
    }

    private static void WriteDangers(Markup page, PlanDocument plan, GuardRow[] blocking)
    {
        var vanished = Vanished.Of(plan);
        WriteGuards(page, blocking, plan.Counts, vanished);
        foreach (var file in vanished)
            WriteCard(page, Role.Danger, file.Sentence, [Words.Names(file.Names, NamesShown)], null, null);
        WriteUnread(page, UnreachedText.Of(plan), UnreachedText.Consequence);
        WriteWithheld(page, plan.Withheld);
        WriteWaiting(page, [.. plan.Targets.SelectMany(t => t.Entries).Where(e => e.Conflict is not null || (!e.Held.IsEmpty && e.Section != Section.Observed))]);
    }

    private static string Waits(int objects, int withheld, int unread) => string.Join(", ", new[]
    {
        objects > 0 ? $"{Words.Count(objects, "object")} {(objects == 1 ? "waits" : "wait")} for a person" : "",
        withheld > 0 ? $"{Words.Count(withheld, "removal")} withheld" : "",
        unread > 0 ? $"{Words.Count(unread, "target")} not read" : "",
    }.Where(p => p.Length > 0));

    private static bool TakesAway(PlanDocument plan) => plan.Counts is { Deleted: > 0 } or { Disabled: > 0 } or { AccessLost: > 0 }
        || plan.Targets.SelectMany(t => t.Entries).Any(e => e.Section != Section.Observed && e.Links.Any(l => !l.Single && !l.Removes.IsEmpty));

    private static string? After(ConvergenceRow? after) => after switch
    {
        null => null,
        { Converged: true } => $"Nothing is left to do, seen within {Words.Duration(after.Seconds).Replace("under ", "", StringComparison.Ordinal)}.",
        _ => $"{Words.Count(after.Residual, "operation")} left after {Words.Duration(after.Seconds)}.",
    };

    private static string Sentence(string result) => result.TrimEnd('.');

    private static void WriteSentence(Markup page, Role tone, string sentence, string? then)
    {
        using var line = page.In("h2", ("id", "verdict-title"), ("class", $"verdict {ChangeRow.ClassOf(tone)}"));
        page.Add("span", ChangeRow.SignOf(tone == Role.Gain ? Role.Kept : tone), ("class", "sign"), ("aria-hidden", "true")).Text(" ");
        using var words = page.In("span");
        page.Text(sentence + ".");
        if (then is not null)
            page.Text(" ").Add("small", then);
    }

    // A figure leads to its lines, where there are any.
    private static void WriteTiles(Markup page, IEnumerable<(int Count, string Words, Role Role, string? Filter)> figures)
    {
        var tiles = figures.ToArray();
        if (tiles.Length == 0)
            return;
        using var list = page.Line().In("ul", ("class", "tiles"), ("aria-label", "Figures"));
        foreach (var (count, words, role, filter) in tiles)
        {
            using var item = page.In("li", ("class", ChangeRow.ClassOf(role)));
            using var link = page.In(filter is null ? "span" : "a", ("href", filter is null ? null : $"#{filter}"), ("class", "tile"));
            page.Add("span", ChangeRow.SignOf(role), ("class", "sign"), ("aria-hidden", "true")).Add("strong", Words.Number(count)).Text(" ").Add("span", words);
        }
    }

    // "to disable", "accounts to deactivate", "lose access": each names one action of the list by its last words.
    private static string? ActionOf(string words, IEnumerable<ChangeRow> rows)
    {
        var done = words switch
        {
            "lose access" => "loses access",
            "gain access" => "gains access",
            _ when words.LastIndexOf("to ", StringComparison.Ordinal) is >= 0 and var at => words[(at + 3)..] is "change" ? "changed" : Sections.Done(words[(at + 3)..]),
            _ => words,
        };
        return rows.Any(r => r.Action == done) ? done : null;
    }

    private static void WriteGuards(Markup page, IReadOnlyList<GuardRow> guards, PlanCounts counts, ImmutableArray<Vanished> vanished)
    {
        foreach (var guard in guards)
        {
            WriteCard(page, Role.Danger, $"Blocked by {guard.Guard}: {GuardText.Sentence(guard, counts)}",
                [.. guard.Causes.Where(c => !vanished.Any(v => v.IsCause(c))), Words.Names(guard.Names, NamesShown)], null, guard.Where);
        }

        var lines = guards.Select(g => g.OverrideLine).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        if (lines.Length == 0)
            return;
        using var card = page.In("div", ("class", "card whole"));
        page.Add("p", "If this is meant, add under guards.overrides:");
        using var code = page.In("pre");
        foreach (var line in lines)
            page.Add("code", line.StartsWith('-') ? line : $"- {line}").Line();
    }

    private static void WriteUnread(Markup page, IEnumerable<UnreachedRow> targets, string consequence)
    {
        foreach (var (target, fault) in targets)
            WriteCard(page, Role.Danger, $"Not read: {target}", [fault.Message, fault.Advice, consequence], null, null);
    }

    private static void WriteWithheld(Markup page, IEnumerable<WithheldRow> rows)
    {
        foreach (var row in rows)
            WriteCard(page, Role.Danger, $"Removals withheld: {WithheldText.Sentence(row)}", [Words.Names(row.Names, NamesShown)], null, null);
    }

    private static void WriteWaiting(Markup page, IReadOnlyList<EntryRow> entries)
    {
        foreach (var entry in entries.Take(ConflictsShown))
        {
            var place = Spoken.IsDirectory(entry.Target) ? "" : $" in {entry.Target}";
            if (entry.Conflict is { } conflict)
                WriteCard(page, Role.Danger, $"{entry.Kind} {entry.Name}{place} is blocked", [conflict.Message, conflict.Advice], Words.Explain(conflict.Code), entry.Where);
            foreach (var held in entry.Held)
                WriteCard(page, Role.Danger, $"{entry.Kind} {entry.Name}{place}: {held.What} is held", [held.Why, held.Advice], null, held.Where ?? entry.Where);
        }

        if (entries.Count > ConflictsShown)
            page.Add("p", $"and {Words.Number(entries.Count - ConflictsShown)} more, in the list below", ("class", "quiet"));
    }

    private static void WriteCard(Markup page, Role tone, string title, ImmutableArray<string> lines, string? command, string? where)
    {
        using var card = page.Line().In("div", ("class", $"card {ChangeRow.ClassOf(tone)}"));
        using (page.In("h3"))
            page.Add("span", ChangeRow.SignOf(tone), ("class", "sign"), ("aria-hidden", "true")).Text($" {title}");
        foreach (var line in lines.Where(l => l.Length > 0))
            page.Add("p", line);
        if (command is null && where is null)
            return;
        using var last = page.In("p", ("class", "from"));
        if (where is not null)
            page.Add("code", where).Text(" ");
        if (command is not null)
            page.Add("code", command);
    }
}
