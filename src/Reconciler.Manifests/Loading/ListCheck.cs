using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;

namespace Reconciler.Manifests.Loading;

/// <summary>Sorts the ends of every list by meaning and reports names that mean nothing, are listed twice, or belong to somebody who left.</summary>
internal static class ListCheck
{
    public static void Run(Draft draft, KeyIndex keys)
    {
        var unknown = new Repeats<(Mention Name, OtherKinds Others)>();
        var leavers = new Repeats<DraftResource>(ReferenceEqualityComparer.Instance);
        Parallel.ForEach(keys.All, SortByMeaning);
        foreach (var resource in keys.All)
        {
            foreach (var list in resource.Lists)
                Check(resource, list, draft, keys, unknown, leavers);
        }

        foreach (var (mention, span, others) in draft.Uses)
        {
            if (mention.Meaning is null)
                unknown.Add(Cause(mention, others, keys), span);
        }

        if (draft.IsWhole)
            Report(unknown, draft.Faults, keys);
        leavers.Report(draft.Faults, (person, places) => person.Left is { } left
            ? LoadingFaults.LeaverListed(places, person, left)
            : throw new System.Diagnostics.UnreachableException());
    }

    // By meaning, and what means the same as it is written. Numbers sort several times faster than whole ends by a comparison.
    private static void SortByMeaning(DraftResource resource)
    {
        foreach (var list in resource.Lists)
        {
            if (list.Ends.Length < 2)
                continue;
            var order = new long[list.Ends.Length];
            for (var i = 0; i < order.Length; i++)
                order[i] = ((long)list.Ends[i].To.Rank << 32) | (uint)i;
            Array.Sort(order, list.Ends);
        }
    }

    private static void Check(DraftResource resource, DraftList list, Draft draft, KeyIndex keys, Repeats<(Mention Name, OtherKinds Others)> unknown, Repeats<DraftResource> leavers)
    {
        var ends = list.Ends;
        var file = resource.Span.File;
        for (var i = 0; i < ends.Length; i++)
        {
            var to = ends[i].To;
            if (to.Meaning is null)
                unknown.Add(Cause(to, list.Link == "members" ? OtherKinds.InTheirForm : OtherKinds.Never, keys), ends[i].In(file));
            else if (i > 0 && ends[i - 1].To.Rank == to.Rank)
                draft.Faults.Add(LoadingFaults.ListedTwice(ends[i].In(file), to.Text, list.Link, ends[i - 1].In(file)));
            if (to.Declared is { IsProtected: false, Left: { } left } && left.Date <= draft.AsOf)
                leavers.Add(to.Declared, ends[i].In(file));
        }
    }

    // A name that means nothing at all is one cause wherever it stands.
    private static (Mention Name, OtherKinds Others) Cause(Mention mention, OtherKinds others, KeyIndex keys) =>
        (mention, OfOtherKind(mention, keys) is null ? default : others);

    private static DraftResource? OfOtherKind(Mention mention, KeyIndex keys) =>
        keys.Find(mention.Form.KindOf() == Kind.User ? Kind.Group : Kind.User, mention.Text);

    private static void Report(Repeats<(Mention Name, OtherKinds Others)> unknown, ICollection<Diagnostic> faults, KeyIndex keys)
    {
        var suggester = new Suggester();
        unknown.Report(faults, (cause, places) =>
        {
            var mention = cause.Name;
            var kind = mention.Form.KindOf();
            if (OfOtherKind(mention, keys) is { } other)
                return LoadingFaults.OtherKind(places, kind, other, cause.Others);
            var meant = suggester.Nearest(mention.Text, keys.OfKind(kind).Select(r => new Written(r.Key.Name, r.Span)));
            return kind == Kind.User ? LoadingFaults.UnknownUser(places, mention.Text, meant) : LoadingFaults.UnknownGroup(places, mention.Text, meant);
        });
    }
}
