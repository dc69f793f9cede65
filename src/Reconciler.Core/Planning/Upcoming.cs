using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>Something that a date will do later: listed, not counted.</summary>
public sealed record Upcoming(DateOnly Date, string Kind, string Name, string What, SourceSpan Span)
{
    /// <summary>Deletions that a mark announces, as the plan leaves them.</summary>
    public static IEnumerable<Upcoming> Deletions(TargetPlan plan, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var view = DirectoryView.Foresee(plan.Snapshot, plan.Entries);
        foreach (var entry in plan.Entries)
        {
            if (plan.Snapshot.Schema.Find(entry.Kind)?.WithRole(Schemas.AttributeRole.Mark) is { } mark && entry.Change is not Change.Delete && view.Exists(entry.Object)
                && OwnerMark.TryParse(view.Value(entry.Object, mark.Name).ToString(), out var found) && found.DeleteDue is { } due && due > day)
                yield return new Upcoming(due, entry.Kind.Name, entry.Name, "is deleted", entry.Cause.Span);
        }
    }

    /// <summary>The soonest first.</summary>
    public static ImmutableArray<Upcoming> Sorted(IEnumerable<Upcoming> upcoming) =>
        [.. upcoming.OrderBy(u => u.Date).ThenBy(u => u.Name, StringComparer.Ordinal).ThenBy(u => u.What, StringComparer.Ordinal)];

    /// <summary>Every written date after the day of the plan, soonest first.</summary>
    public static ImmutableArray<Upcoming> After(DateOnly day, IEnumerable<DeclaredResource> resources)
    {
        var all = new List<Upcoming>();
        var declared = resources.ToArray();
        // Whoever is gone loses nothing any more.
        var gone = declared.Where(r => Stage.Of(r, day) is Stage.Leaver).Select(r => r.Key).ToHashSet();
        foreach (var resource in declared)
        {
            void Add(DateOnly date, string what, SourceSpan span)
            {
                if (date > day)
                    all.Add(new Upcoming(date, resource.Key.Kind.Name, resource.Key.Name, what, span));
            }

            if (resource.Left is { } left)
                Add(left.Date, "leaves", left.Span);
            if (resource.Employment is { } employment)
            {
                if (employment.Starts is { } starts)
                {
                    if (employment.PrepareDays > 0)
                        Add(starts.Date.AddDays(-employment.PrepareDays), "account is prepared", employment.Span);
                    Add(starts.Date, "starts", starts.Span);
                }

                if (employment.Ends is { } ends)
                    Add(ends.Date.AddDays(1), "employment has ended", ends.Span);
            }

            foreach (var links in resource.Links)
            {
                foreach (var end in links.Ends)
                {
                    if (end.Until is { } until && !(end.To is Reference.ByKey { Key: var holder } && gone.Contains(holder)))
                        Add(until.AddDays(1), links.Link == "assignments" ? $"{end.To} loses access{(end.Role is { } role ? $" as {role}" : "")}" : $"{end.To} is no longer in {links.Link}", end.Span);
                }
            }
        }

        return Sorted(all);
    }
}
