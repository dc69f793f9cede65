using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;

namespace Reconciler.Core.Planning;

/// <summary>Something that a date will do later: listed, not counted.</summary>
public sealed record Upcoming(DateOnly Date, string Kind, string Name, string What, SourceSpan Span)
{
    /// <summary>Every written date after the day of the plan, soonest first.</summary>
    public static ImmutableArray<Upcoming> After(DateOnly day, IEnumerable<DeclaredResource> resources)
    {
        var all = new List<Upcoming>();
        foreach (var resource in resources)
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
                    if (end.Until is { } until)
                        Add(until.AddDays(1), $"{end.To} is no longer in {links.Link}", end.Span);
                }
            }
        }

        return [.. all.OrderBy(u => u.Date).ThenBy(u => u.Name, StringComparer.Ordinal).ThenBy(u => u.What, StringComparer.Ordinal)];
    }
}
