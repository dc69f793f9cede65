using System.Collections.Immutable;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Entries of one section and kind that are shown together, or one entry alone.</summary>
internal sealed record Folded(ImmutableArray<EntryRow> Entries)
{
    public EntryRow First => Entries[0];

    public bool IsOne => Entries.Length == 1;
}

/// <summary>
/// Puts what is alike into one line: first what is exactly equal, then what ends equal, and where more than a screenful of a kind
/// is left, what has the same shape. Privileged people are never folded, nor is a loss that nobody announced and that differs.
/// </summary>
internal static class Folding
{
    /// <summary>Fewer equal changes are shorter singly.</summary>
    private const int FewestEqual = 5;

    /// <summary>More single entries of one kind than this nobody reads.</summary>
    private const int MostSingle = 20;

    /// <summary>More lines than this about the same rows of a mapping are shown by examples.</summary>
    private const int MostMapped = 10;

    /// <summary>Folds first, the largest in front, then the exceptions in their order.</summary>
    /// <param name="eager">Entries that are folded as soon as two are equal, because their names are shown anyway.</param>
    public static ImmutableArray<Folded> Of(IEnumerable<EntryRow> entries, Func<EntryRow, bool>? eager = null)
    {
        var rest = entries.ToList();
        var folds = new List<Folded>();
        rest = FoldMapped(rest, folds);
        rest = Fold(rest, folds, Exact, e => eager?.Invoke(e) == true ? 2 : IsRemoval(e.Section) && !IsByScope(e) ? MostSingle + 1 : FewestEqual);
        rest = Fold(rest, folds, Ending, e => IsRemoval(e.Section) ? MostSingle + 1 : FewestEqual);
        rest = Fold(rest, folds, Shape, _ => MostSingle + 1);
        return [.. folds.OrderByDescending(f => f.Entries.Length), .. rest.Select(e => new Folded([e]))];
    }

    /// <summary>The rows of a mapping that change an account, and nothing else does; null where something else takes part.</summary>
    public static string? Rows(EntryRow e) => e is { Section: Section.Changed, Conflict: null, Held.IsEmpty: true, Links.IsEmpty: true, Cells.IsEmpty: false } && e.Cells.All(c => c.Mapping is not null)
        ? Key([e.Label, e.Target, e.Kind, e.Action, e.Because, .. e.Cells.SelectMany(c => new[] { c.Attribute, c.Mapping, c.Where, c.Rule })]) : null;

    // What a changed row does to many: equal ends are told as such as long as that takes few lines.
    private static List<EntryRow> FoldMapped(List<EntryRow> entries, List<Folded> folds)
    {
        var many = entries.Where(e => !e.Privileged && Rows(e) is not null).GroupBy(e => Rows(e) ?? "", StringComparer.Ordinal)
            .Where(g => g.GroupBy(Ending, StringComparer.Ordinal).Sum(alike => alike.Count() < FewestEqual ? alike.Count() : 1) > MostMapped)
            .Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        return many.Count == 0 ? entries : Fold(entries, folds, e => Rows(e) is { } rows && many.Contains(rows) ? rows : null, _ => 2);
    }

    // One line of the configuration takes all of these out.
    private static bool IsByScope(EntryRow e) => e.Because?.StartsWith("out of scope of ", StringComparison.Ordinal) == true && e.Where is not null;

    private static List<EntryRow> Fold(List<EntryRow> entries, List<Folded> folds, Func<EntryRow, string?> keyOf, Func<EntryRow, int> fewest)
    {
        if (entries.Count < 2)
            return entries;
        var groups = new Dictionary<string, List<EntryRow>>(StringComparer.Ordinal);
        var rest = new List<EntryRow>();
        var keys = entries.Select(e => e.Privileged ? null : keyOf(e)).ToArray();
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] is not { } key)
                continue;
            if (!groups.TryGetValue(key, out var group))
                groups[key] = group = [];
            group.Add(entries[i]);
        }

        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] is not { } key || groups[key] is not { } group || group.Count < fewest(entries[i]))
                rest.Add(entries[i]);
            else if (ReferenceEquals(group[0], entries[i]))
                folds.Add(new Folded([.. group]));
        }

        return rest;
    }

    private static bool IsRemoval(Section section) => section is Section.Deleted or Section.Disabled or Section.Released or Section.Adopted;

    private static string? Exact(EntryRow e) => e.Conflict is not null || !e.Held.IsEmpty ? null : Key(
    [
        e.Label, e.Kind, e.Action, e.Because, e.SessionsRevoked ? "1" : "", e.DeletedOn?.DayNumber.ToString(),
        .. e.Standing.SelectMany(s => new[] { s.What, s.Stands }),
        .. e.Cells.SelectMany(c => new[] { c.Attribute, c.Before, c.After, c.Origin, c.Origin == "declared" ? null : c.Where }),
        .. e.Links.SelectMany(l => l.Adds.Select(a => a.Name).Append("|").Concat(l.Removes.Select(r => r.Name)).Prepend(l.Link)
            .Append(l.Withheld.ToString()).Append(l.WithheldWhy)),
    ]);

    private static string? Ending(EntryRow e) => e.Conflict is not null || !e.Held.IsEmpty || !e.Links.IsEmpty || e.Cells.IsEmpty ? null : Key(
    [
        e.Label, e.Kind, e.Action, e.Because, e.SessionsRevoked ? "1" : "", e.DeletedOn?.DayNumber.ToString(),
        .. e.Cells.SelectMany(c => new[] { c.Attribute, c.After, c.Origin, c.Origin == "declared" ? null : c.Where }),
    ]);

    private static string? Shape(EntryRow e) => e.Section switch
    {
        Section.Deleted or Section.Disabled or Section.Released or Section.Adopted => null,
        _ when e.Links.Any(l => l.Removes.Any(r => r.Because is null)) => null,
        Section.Blocked => Key([e.Label, e.Kind, e.Conflict?.Code]),
        Section.Created => Key([e.Label, e.Kind]),
        _ => Key(
        [
            e.Label, e.Kind, e.Action, .. e.Cells.Select(c => c.Attribute), .. e.Links.Select(l => l.Link),
            .. e.Held.SelectMany(h => new[] { h.What, h.Why }),
        ]),
    };

    private static string Key(IEnumerable<string?> parts) => string.Join('\u001f', parts.Select(p => p ?? "\u001e"));
}
