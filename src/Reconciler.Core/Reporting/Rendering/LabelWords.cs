using System.Collections.Immutable;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Since when a change has been due, in words. What this change brings needs none.</summary>
internal static class LabelWords
{
    private const string Ours = "change";

    private static readonly ImmutableArray<(string Label, string Word, string Counted)> Words =
    [
        (Ours, "this change", "by this change"), ("pending", "already pending", "already pending"), ("due", "due", "due"), ("drift", "drift", "drift"),
    ];

    /// <summary>Whether it belongs to what is under review; without a base revision everything does.</summary>
    public static bool IsOurs(string? label) => label is null or Ours;

    /// <summary>A label by itself: <c>this change</c>, <c>already pending</c>.</summary>
    public static string Of(string label) => Words.FirstOrDefault(w => w.Label == label).Word ?? label;

    /// <summary>The label before the line that asks for it; null where there is neither.</summary>
    public static string? Beside(string? label, string? where)
    {
        var word = IsOurs(label) ? null : Words.FirstOrDefault(w => w.Label == label).Word ?? label;
        // What is due says so by itself: `due, people.yaml:50`.
        var isSaid = where is not null && word is not null && where.StartsWith($"{word}, ", StringComparison.Ordinal);
        return word is null || isSaid ? where : where is null ? word : $"{word} · {where}";
    }

    /// <summary>Objects by label, <c>3 by this change · 2 already pending</c>; null without a base revision or without changes.</summary>
    public static string? Counts(PlanDocument plan)
    {
        if (plan.Base is null)
            return null;
        var counts = plan.Targets.SelectMany(t => t.Entries).Select(e => e.Label).OfType<string>().CountBy(l => l).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        var words = Words.Where(w => counts.ContainsKey(w.Label)).Select(w => $"{Rendering.Words.Number(counts[w.Label])} {w.Counted}").ToArray();
        return words.Length == 0 ? null : string.Join(" · ", words);
    }

    /// <summary>A plan of the changes under review alone, and one of those that were due before. Verdict, guards and reads are the same in both.</summary>
    public static (PlanDocument Ours, PlanDocument Earlier) Split(PlanDocument plan) => plan.Base is null ? (plan, plan with { Targets = [], Access = [] }) : (Only(plan, IsOurs), Only(plan, l => !IsOurs(l)));

    /// <summary>Without a base revision a text says nothing of labels.</summary>
    public static PlanDocument Shown(PlanDocument plan) => plan.Base is not null ? plan : plan with
    {
        Targets = [.. plan.Targets.Select(t => t with { Entries = [.. t.Entries.Select(Plain)] })],
        Access = [.. plan.Access.Select(a => a with { Changes = [.. a.Changes.Select(c => c with { Label = null })] })],
    };

    private static EntryRow Plain(EntryRow entry) => entry with
    {
        Label = null,
        Cells = [.. entry.Cells.Select(c => c with { Label = null })],
        Links = [.. entry.Links.Select(l => l with { Adds = Plain(l.Adds), Removes = Plain(l.Removes) })],
    };

    private static ImmutableArray<LinkEndRow> Plain(ImmutableArray<LinkEndRow> ends) => [.. ends.Select(e => e with { Label = null })];

    private static PlanDocument Only(PlanDocument plan, Func<string?, bool> isMeant) => plan with
    {
        Targets = [.. plan.Targets.Select(t => t with { Entries = t.Entries.RemoveAll(e => !isMeant(e.Label)) })],
        Access = [.. plan.Access.Select(a => a with { Changes = a.Changes.RemoveAll(c => !isMeant(c.Label)), OpenToEveryone = a.OpenToEveryone && isMeant(null) })],
    };
}
