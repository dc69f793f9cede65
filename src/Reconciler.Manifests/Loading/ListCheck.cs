using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;

namespace Reconciler.Manifests.Loading;

/// <summary>Sorts the ends of every list by meaning and reports names that mean nothing, are listed twice, or belong to somebody who left.</summary>
internal static class ListCheck
{
    private static readonly Comparison<DraftEnd> ByMeaning = (x, y) =>
    {
        var byRank = x.To.Rank.CompareTo(y.To.Rank);
        if (byRank != 0)
            return byRank;
        var byLine = x.Line.CompareTo(y.Line);
        return byLine != 0 ? byLine : x.Column.CompareTo(y.Column);
    };

    public static void Run(Draft draft, KeyIndex keys)
    {
        var unknown = new Repeats<Mention>(ReferenceEqualityComparer.Instance);
        var leavers = new Repeats<DraftResource>(ReferenceEqualityComparer.Instance);
        foreach (var resource in keys.All)
        {
            foreach (var list in resource.Lists)
                Check(resource, list, draft, unknown, leavers);
        }

        foreach (var (mention, span) in draft.Uses)
        {
            if (mention.Meaning is null)
                unknown.Add(mention, span);
        }

        if (draft.IsWhole)
            Report(unknown, draft.Faults, keys);
        leavers.Report(draft.Faults, (person, places) => person.Left is { } left
            ? LoadingFaults.LeaverListed(places, person, left)
            : throw new System.Diagnostics.UnreachableException());
    }

    private static void Check(DraftResource resource, DraftList list, Draft draft, Repeats<Mention> unknown, Repeats<DraftResource> leavers)
    {
        var ends = list.Ends;
        var file = resource.Span.File;
        Array.Sort(ends, ByMeaning);
        for (var i = 0; i < ends.Length; i++)
        {
            var to = ends[i].To;
            if (to.Meaning is null)
                unknown.Add(to, ends[i].In(file));
            else if (i > 0 && ends[i - 1].To.Rank == to.Rank)
                draft.Faults.Add(LoadingFaults.ListedTwice(ends[i].In(file), to.Text, list.Link, ends[i - 1].In(file)));
            if (to.Declared?.Left is { } left && left.Date <= draft.AsOf)
                leavers.Add(to.Declared, ends[i].In(file));
        }
    }

    private static void Report(Repeats<Mention> unknown, ICollection<Diagnostic> faults, KeyIndex keys)
    {
        var suggester = new Suggester();
        unknown.Report(faults, (mention, places) =>
        {
            var kind = mention.Form.KindOf();
            if (keys.Find(kind == Kind.User ? Kind.Group : Kind.User, mention.Text) is { } other)
                return LoadingFaults.OtherKind(places, kind, other);
            var meant = suggester.Nearest(mention.Text, keys.OfKind(kind).Select(r => new Written(r.Key.Name, r.Span)));
            return kind == Kind.User ? LoadingFaults.UnknownUser(places, mention.Text, meant) : LoadingFaults.UnknownGroup(places, mention.Text, meant);
        });
    }
}
