using System.Collections.Immutable;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting;

/// <summary>
/// Which texts of a report are about people: values, addresses, keys and names of users, link ends that are people, and sentences that may quote them.
/// Ids of targets, lines, counts and codes are not: they are what remains of a record whose personal values were removed.
/// </summary>
internal static class PersonalTexts
{
    /// <summary>The same report with each of those texts put through <paramref name="text"/>.</summary>
    public static ReportDocument Map(ReportDocument report, Func<string, string> text) => report with
    {
        Guards = [.. report.Guards.Select(g => g with { Causes = All(g.Causes, text), Names = All(g.Names, text) })],
        Unreached = [.. report.Unreached.Select(u => u with { Fault = Of(u.Fault, text) })],
        Convergence = report.Convergence is { } after ? after with { Remaining = All(after.Remaining, text) } : null,
        Deferred = [.. report.Deferred.Select(d => d with { Names = All(d.Names, text) })],
        Fault = report.Fault is { } fault ? Of(fault, text) : null,
        Waiting = [.. report.Waiting.Select(e => Of(e, text))],
        Operations = [.. report.Operations.Select(o => Of(o, text))],
    };

    private static OperationRow Of(OperationRow row, Func<string, string> text)
    {
        var person = IsPerson(row.Kind);
        return row with
        {
            Key = person ? Maybe(row.Key, text) : row.Key,
            Name = person ? text(row.Name) : row.Name,
            Because = person ? Maybe(row.Because, text) : row.Because,
            Cells = person ? Cells(row.Cells, text) : row.Cells,
            Links = Links(row.Links, text),
            Fault = row.Fault is { } fault ? Of(fault, text) : null,
            LeftOut = All(row.LeftOut, text),
        };
    }

    private static EntryRow Of(EntryRow row, Func<string, string> text)
    {
        var person = IsPerson(row.Kind);
        return row with
        {
            Key = person ? Maybe(row.Key, text) : row.Key,
            Name = person ? text(row.Name) : row.Name,
            Because = person ? Maybe(row.Because, text) : row.Because,
            Cells = person ? Cells(row.Cells, text) : row.Cells,
            Links = Links(row.Links, text),
            Conflict = row.Conflict is { } conflict ? conflict with { Message = text(conflict.Message), Advice = text(conflict.Advice) } : null,
            Held = [.. row.Held.Select(h => h with { What = text(h.What), Why = text(h.Why), Advice = text(h.Advice) })],
            // What stands in a list may be people.
            Standing = [.. row.Standing.Select(s => s with { Stands = text(s.Stands) })],
        };
    }

    private static bool IsPerson(string kind) => kind == Kind.User.Name;

    private static ImmutableArray<CellRow> Cells(ImmutableArray<CellRow> cells, Func<string, string> text) =>
        [.. cells.Select(c => c with { Before = Maybe(c.Before, text), After = Maybe(c.After, text) })];

    private static ImmutableArray<LinkRow> Links(ImmutableArray<LinkRow> links, Func<string, string> text) =>
        [.. links.Select(l => l with { Adds = Ends(l.Adds, text), Removes = Ends(l.Removes, text), WithheldWhy = Maybe(l.WithheldWhy, text) })];

    private static ImmutableArray<LinkEndRow> Ends(ImmutableArray<LinkEndRow> ends, Func<string, string> text) =>
        [.. ends.Select(e => IsPerson(e.Kind) ? e with { Name = text(e.Name), Because = Maybe(e.Because, text) } : e)];

    private static FaultRow Of(FaultRow fault, Func<string, string> text) => fault with { Message = text(fault.Message), Advice = text(fault.Advice) };

    private static ImmutableArray<string> All(ImmutableArray<string> texts, Func<string, string> text) => [.. texts.Select(text)];

    private static string? Maybe(string? value, Func<string, string> text) => value is null ? null : text(value);
}
