using System.Collections.Immutable;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting;

/// <summary>What becomes of each sort of text about people: who it is, a value of theirs, a sentence that may quote either.</summary>
internal sealed record PersonalWords(Func<string, string> Name, Func<string, string> Value, Func<string, string> Sentence)
{
    public static PersonalWords Alike(Func<string, string> text) => new(text, text, text);
}

/// <summary>
/// Which texts of a report are about people: values, addresses, keys and names of users, link ends that are people, and sentences that may quote them.
/// Ids of targets, lines, counts and codes are not: they are what remains of a record whose personal values were removed.
/// </summary>
internal static class PersonalTexts
{
    /// <summary>The same report with each of those texts put through <paramref name="text"/>.</summary>
    public static ReportDocument Map(ReportDocument report, Func<string, string> text) => Map(report, PersonalWords.Alike(text));

    public static ReportDocument Map(ReportDocument report, PersonalWords words) => report with
    {
        Guards = Of(report.Guards, words),
        Unreached = [.. report.Unreached.Select(u => u with { Fault = Of(u.Fault, words) })],
        Convergence = report.Convergence is { } after ? after with { Remaining = All(after.Remaining, words.Name) } : null,
        Deferred = [.. report.Deferred.Select(d => Of(d, words))],
        Since = report.Since is { } since ? Of(since, words) : null,
        Withheld = Of(report.Withheld, words),
        Fault = report.Fault is { } fault ? Of(fault, words) : null,
        Waiting = [.. report.Waiting.Select(e => Of(e, words))],
        Operations = [.. report.Operations.Select(o => Of(o, words))],
    };

    /// <summary>The same for what a plan and a report share.</summary>
    public static ImmutableArray<GuardRow> Of(ImmutableArray<GuardRow> guards, PersonalWords words) =>
        [.. guards.Select(g => g with { Causes = All(g.Causes, words.Sentence), Names = All(g.Names, words.Name) })];

    public static CountRow Of(CountRow count, PersonalWords words) => count with { Names = All(count.Names, words.Name) };

    // The objects that would go, or that would lose a link: people, unless the list is one of a group or of an application.
    public static ImmutableArray<WithheldRow> Of(ImmutableArray<WithheldRow> rows, PersonalWords words) =>
        [.. rows.Select(r => r.What is "groups" or "members" or "owners" or "assignments" ? r : r with { Names = All(r.Names, words.Name) })];

    private static OperationRow Of(OperationRow row, PersonalWords words)
    {
        var person = IsPerson(row.Kind);
        return row with
        {
            Key = person ? Maybe(row.Key, words.Name) : row.Key,
            Name = person ? words.Name(row.Name) : row.Name,
            Because = person ? Maybe(row.Because, words.Sentence) : row.Because,
            Cells = person ? Cells(row.Cells, words) : row.Cells,
            Links = Links(row.Links, words),
            Fault = row.Fault is { } fault ? Of(fault, words) : null,
            LeftOut = All(row.LeftOut, words.Name),
        };
    }

    /// <summary>The same for an entry.</summary>
    public static EntryRow Of(EntryRow row, PersonalWords words)
    {
        var person = IsPerson(row.Kind);
        return row with
        {
            Key = person ? Maybe(row.Key, words.Name) : row.Key,
            Name = person ? words.Name(row.Name) : row.Name,
            Because = person ? Maybe(row.Because, words.Sentence) : row.Because,
            Cells = person ? Cells(row.Cells, words) : row.Cells,
            Links = Links(row.Links, words),
            Conflict = row.Conflict is { } conflict ? conflict with { Message = words.Sentence(conflict.Message), Advice = words.Sentence(conflict.Advice) } : null,
            Held = [.. row.Held.Select(h => h with { What = words.Sentence(h.What), Why = words.Sentence(h.Why), Advice = words.Sentence(h.Advice) })],
            // What stands in a list may be people.
            Standing = [.. row.Standing.Select(s => s with { Stands = words.Sentence(s.Stands) })],
        };
    }

    public static bool IsPerson(string kind) => kind == Kind.User.Name;

    private static ImmutableArray<CellRow> Cells(ImmutableArray<CellRow> cells, PersonalWords words) =>
        [.. cells.Select(c => c with { Before = Maybe(c.Before, words.Value), After = Maybe(c.After, words.Value) })];

    private static ImmutableArray<LinkRow> Links(ImmutableArray<LinkRow> links, PersonalWords words) =>
        [.. links.Select(l => l with { Adds = Ends(l.Adds, words), Removes = Ends(l.Removes, words), WithheldWhy = Maybe(l.WithheldWhy, words.Sentence) })];

    private static ImmutableArray<LinkEndRow> Ends(ImmutableArray<LinkEndRow> ends, PersonalWords words) =>
        [.. ends.Select(e => IsPerson(e.Kind) ? e with { Name = words.Name(e.Name), Because = Maybe(e.Because, words.Sentence) } : e)];

    public static FaultRow Of(FaultRow fault, PersonalWords words) => fault with { Message = words.Sentence(fault.Message), Advice = words.Sentence(fault.Advice) };

    private static ImmutableArray<string> All(ImmutableArray<string> texts, Func<string, string> text) => [.. texts.Select(text)];

    private static string? Maybe(string? value, Func<string, string> text) => value is null ? null : text(value);
}
