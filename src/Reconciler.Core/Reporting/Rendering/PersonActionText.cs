using Reconciler.Core.Reporting.Explaining;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>The action of an explanation: each value before and after, its source and what the source read.</summary>
internal static class PersonActionText
{
    private const int WidestName = 32;

    public static void Write(Page page, ActionStep action, int column, bool full)
    {
        var role = action.Action switch
        {
            "blocked" => Role.Danger,
            "disable" or "delete" => Role.Loss,
            "create" => Role.Gain,
            "keep" => Role.Kept,
            _ => Role.Change,
        };
        var word = (action.Action == "keep" ? "nothing" : action.Action) + (action.Observed ? ", only observed" : "");
        page.Row(PersonText.Step("action"), column, [Atom.Of(word, role), .. action.Because is { } because ? Flow.Words(because, Role.Plain, ": ") : []], action.Action is "keep" or "blocked" or "disable" or "delete" ? action.Where : null);
        if (action.Conflict is { } conflict)
            PersonText.Write(page, conflict, column);
        var shown = action.Values.Where(v => full || (v.Changes && !IsImplied(v, action)) || v.Note?.StartsWith("error", StringComparison.Ordinal) == true).ToArray();
        // A long path takes a line of its own and pushes nobody else's value away.
        var values = column + 2 + shown.Select(v => DisplayWidth.Of(v.Attribute)).Where(w => w <= WidestName).DefaultIfEmpty(0).Max() + 2;
        values = Math.Min(values, Math.Max(column + 14, page.Width / 2));
        foreach (var value in shown)
            Write(page, value.Note == action.Because ? value with { Note = null } : value, column + 2, values, full);
        foreach (var link in action.Links)
        {
            page.Row([], column, [Atom.Of(link.Gains ? "+" : "-", link.Gains ? Role.Gain : Role.Loss), .. Flow.Words(link.What),
                .. link.Because is { } why ? Flow.Words(why, Role.Dim, " · ") : []], link.Where);
        }

        foreach (var held in action.Held)
        {
            page.Row([], column, [Atom.Of("!", Role.Danger), Atom.Of($"{held.What} held:"), .. Flow.Words(held.Why)], held.Where);
            page.Row([], column + 2, Flow.Words(held.Advice));
        }

        var kept = full ? 0 : action.Values.Count(v => !v.Changes);
        if (kept > 0)
            page.Row([], column + 2, [.. Flow.Words($"{Words.Count(kept, "value")} unchanged", Role.Dim), Atom.Of("--full", Role.Code, " · ")]);
    }

    private static void Write(Page page, ValueStep value, int indent, int column, bool full)
    {
        StyledSpan[] left = [Page.Space(indent), new StyledSpan(value.Attribute, value.Changes ? Role.Plain : Role.Dim)];
        if (indent + DisplayWidth.Of(value.Attribute) + 2 > column)
        {
            page.Line(left);
            left = [];
        }

        // What the directory gets comes from a line; what an account gets, from a row and its source.
        var right = value.Source is null && value.Note is { } origin ? value.Where is { } at ? $"{origin}, {at}" : origin : value.Where;
        Atom[] source = value.Source is { Length: > 0 } text && text != $"\"{value.After}\"" ? [Atom.Of("←", Role.Dim, "  "), .. Flow.Words(text, Role.Code)] : [];
        Atom[] body = value is { Changes: true, Before: not null }
            ? [.. EntryText.Change(Shown.Value(value.Before), Shown.Value(value.After))]
            : [.. Flow.Words(Shown.Value(value.After), value.Changes ? Role.Plain : Role.Dim)];
        var room = page.Width - column - (right is null ? 0 : DisplayWidth.Of(right) + 2);
        if (body.Concat(source).Sum(a => a.Width + DisplayWidth.Of(a.Gap)) <= room)
        {
            page.Row(left, column, [.. body, .. source], right);
        }
        else
        {
            if (value is { Changes: true, Before: { } before })
                page.Row(left, column, Shown.Value(before), Shown.Value(value.After), right);
            else
                page.Row(left, column, body, right);
            if (source.Length > 0)
                page.Row([], column, source);
        }

        foreach (var part in full ? value.Parts.Skip(1) : value.Parts.Where(p => p.Depth > 0 && p.Text.StartsWith('[')).DistinctBy(p => p.Text))
            page.Row([], column + 2 + (full ? (part.Depth - 1) * 2 : 0), [.. Flow.Words(part.Text, Role.Code), .. Flow.Words($"= {part.Gives}", Role.Dim)]);
        if (value is { Note: { } note, Source: not null })
            page.Row([], column, Flow.Words(note, Role.Dim));
    }

    // Every owned object bears the mark; only where it comes or goes is it news.
    private static bool IsImplied(ValueStep value, ActionStep action) => value.Attribute == "owner mark" && action.Action is not ("adopt" or "rekey" or "release");
}
