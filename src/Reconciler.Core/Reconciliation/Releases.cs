using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reconciliation;

/// <summary>A list or attribute that was managed and is omitted now, what of it still stands live, and the line that managed it.</summary>
/// <param name="IsFault">A list that nobody wrote to be left alone.</param>
public sealed record ReleasedPart(string Name, string Stands, SourceSpan Before, bool IsFault);

/// <summary>An object of which something was managed at the earlier revision and is left as it is from now on.</summary>
/// <param name="IsWhole">Its key is no longer declared, and it is not removed.</param>
/// <param name="Span">Its line: of this revision, or of the earlier one when it is gone.</param>
public sealed record ReleasedObject(ResourceKey Key, RemoteId? Id, bool IsWhole, SourceSpan Span, ImmutableArray<ReleasedPart> Parts);

/// <summary>Finds what nobody manages any more: omitted is not managed, and nothing that stands live says so by itself.</summary>
internal static class Releases
{
    private const int NamesShown = 3;

    private static readonly ImmutableArray<string> Lists = ["members", "owners", "licenses", "assignments"];

    public static ImmutableArray<ReleasedObject> Of(IdentityModel model, TargetPlan plan, RunPlan earlier, ResourceKey? only)
    {
        if (model.Earlier is not { } revision || earlier.Whole.FirstOrDefault(t => t.Target == plan.Target) is not { } before)
            return [];
        var entries = plan.Entries.Where(e => e.Key is not null).GroupBy(e => e.Key ?? default).ToDictionary(g => g.Key, g => g.First());
        var objects = plan.Entries.ToLookup(e => e.Object);
        var declared = model.Resources.ToDictionary(r => r.Key);
        var released = new List<ReleasedObject>();
        foreach (var was in before.Entries)
        {
            if (was.Key is not { } key || (only is { } one && one != key) || revision.Find(key) is not { Left: null } managed || Live(plan.Snapshot, before.Snapshot, was) is not { } live)
                continue;
            var found = declared.TryGetValue(key, out var now)
                ? Omitted(plan.Snapshot, managed, now, entries.GetValueOrDefault(key), live)
                : Gone(plan.Snapshot, managed, objects[live], live);
            if (found is not null)
                released.Add(found);
        }

        return [.. released.OrderBy(r => r.Key)];
    }

    /// <summary>Lists that nobody gave up on purpose.</summary>
    public static IEnumerable<Diagnostic> Faults(IdentityModel model, ImmutableArray<ReleasedObject> released) =>
        from item in released
        from part in item.Parts
        where part.IsFault
        select PlanFaults.ListReleased(item.Key, part.Name, part.Stands, item.Span, model.Earlier?.LineOf(part.Before) ?? "");

    // Live objects have one handle in both plans.
    private static Handle? Live(Snapshot now, Snapshot before, Entry was) =>
        before.Roster.IdOf(was.Object) is { } id && now.Roster.Find(id) is { } handle && now[was.Kind].RowOf(handle) is >= 0 and var row && !now[was.Kind].IsDeleted(row) ? handle : null;

    private static ReleasedObject? Omitted(Snapshot live, DeclaredResource before, DeclaredResource now, Entry? entry, Handle handle)
    {
        if (now.Left is not null || entry?.Change is Change.Blocked)
            return null;
        var parts = ImmutableArray.CreateBuilder<ReleasedPart>();
        foreach (var cell in before.Cells.Where(c => !now.Cells.Any(n => n.Attribute == c.Attribute)))
        {
            if (live.Schema[now.Key.Kind].Find(cell.Attribute) is { Role: not AttributeRole.Mark } attribute && live.Pool[live[now.Key.Kind].Cell(handle, attribute.Name)] is { IsAbsent: false } value)
                parts.Add(new ReleasedPart(attribute.Name, $"{value} stays", cell.Span, Lists.Contains(attribute.Name) && !now.Unmanaged.Contains(attribute.Name)));
        }

        // Membership that a rule computes from now on is managed by the rule.
        var isRuled = !now.Value("membershipRule").IsAbsent;
        foreach (var list in before.Links.Where(l => !now.Links.Any(n => n.Link == l.Link) && !(isRuled && l.Link == "members")))
        {
            var ends = live.Links(list.Link, handle).Ends;
            if (ends.Length > 0)
                parts.Add(new ReleasedPart(list.Link, Stays(live, ends), list.Span, Lists.Contains(list.Link) && !now.Unmanaged.Contains(list.Link)));
        }

        return parts.Count == 0 ? null : new ReleasedObject(now.Key, live.Roster.IdOf(handle), false, now.Span, parts.ToImmutable());
    }

    // What is disabled, deleted, released or known by another key has a line of its own in the plan.
    private static ReleasedObject? Gone(Snapshot live, DeclaredResource before, IEnumerable<Entry> entries, Handle handle)
    {
        if (!entries.All(IsLeft))
            return null;
        ImmutableArray<ReleasedPart> parts =
        [
            .. before.Links.Select(l => (List: l, live.Links(l.Link, handle).Ends)).Where(l => l.Ends.Length > 0)
                .Select(l => new ReleasedPart(l.List.Link, Stays(live, l.Ends), l.List.Span, IsFault: false)),
        ];
        return new ReleasedObject(before.Key, live.Roster.IdOf(handle), true, before.Span, parts);
    }

    private static bool IsLeft(Entry entry) => entry.Change is Change.Keep { Why: var why }
        && (entry.Kind == Kind.Application || why is KeepReason.Orphan or KeepReason.NotOurs or KeepReason.Policy or KeepReason.Protected);

    private static string Stays(Snapshot live, ImmutableArray<LinkEnd> ends)
    {
        var names = ends.Select(e => live.Roster.NameOf(e.To)).Distinct().Order(StringComparer.OrdinalIgnoreCase).ToArray();
        return $"{string.Join(", ", names.Take(NamesShown))}{(names.Length > NamesShown ? $" and {names.Length - NamesShown} more" : "")} {(names.Length == 1 ? "stays" : "stay")}";
    }
}
