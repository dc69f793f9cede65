using Reconciler.Core.Diagnostics;

namespace Reconciler.Manifests.Loading;

/// <summary>Finds lines that a day has made empty: they only mislead who reads them.</summary>
internal static class DateCheck
{
    public static void Run(Draft draft, KeyIndex keys)
    {
        if (draft.AsOf is not { } today)
            return;
        var over = new Repeats<DateOnly>();
        foreach (var resource in keys.All)
        {
            foreach (var list in resource.Lists)
            {
                foreach (var end in list.Ends)
                    Judge(end, resource.Span.File, today, over);
            }
        }

        foreach (var line in draft.Applications.Assignments)
            Judge(line.To, line.Span.File, today, over);
        over.Report(draft.Faults, (until, places) => RuleFaults.UntilOver(places, until));
    }

    private static void Judge(DraftEnd end, string file, DateOnly today, Repeats<DateOnly> over)
    {
        if (end.Terms?.Until is { } until && until < today)
            over.Add(until, end.In(file));
    }
}
