using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Reconciler.Core.Model;
using Reconciler.Core.Values;

namespace Reconciler.Manifests.Loading;

/// <summary>Turns a draft without errors into the model, in one order whatever the order of files and entries was.</summary>
internal sealed class ModelBuilder(WorkspaceSettings settings, DateOnly asOf)
{
    public static readonly Comparison<DeclaredCell> ByAttribute = (x, y) => string.CompareOrdinal(x.Attribute, y.Attribute);

    public ImmutableArray<DeclaredResource> Build(KeyIndex keys)
    {
        // Each object by itself: nothing here is shared but what is only read.
        var resources = new DeclaredResource[keys.All.Count];
        Parallel.For(0, resources.Length, i => resources[i] = Build(keys.All[i]));
        return ImmutableCollectionsMarshal.AsImmutableArray(resources);
    }

    private DeclaredResource Build(DraftResource draft) => new(draft.Key, draft.Span)
    {
        Id = draft.Id is { } id ? new RemoteId(id.Text) : null,
        IdSpan = draft.Id?.Span ?? default,
        Cells = Cells(draft),
        Links = Links(draft),
        Existing = draft.Existing is not null,
        Left = draft.Left,
        Employment = draft.Employment,
        Previously = draft.Previously.IsEmpty ? [] : [.. draft.Previously.Select(p => PreviousKeys.MarkOf(p.Text, settings.Workspace)).OrderBy(m => m.ToString(), StringComparer.OrdinalIgnoreCase)],
        Unmanaged = draft.Unmanaged.IsEmpty ? [] : [.. draft.Unmanaged.Select(u => u.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        EnableReason = draft.EnableReason,
    };

    private ImmutableArray<DeclaredCell> Cells(DraftResource draft)
    {
        var cells = TakesDefaults(draft) && draft.Defaults is { } defaults ? Join(draft, defaults.For(draft)) : draft.Cells;
        Array.Sort(cells, ByAttribute);
        return ImmutableCollectionsMarshal.AsImmutableArray(cells);
    }

    // Defaults speak of people whom this workspace masters: not of those it only updates, nor of those who are gone. Until the day itself a leaver is neither.
    private bool TakesDefaults(DraftResource draft) => draft.Existing is null && !(draft.Left is { } left && left.Date <= asOf);

    private static DeclaredCell[] Join(DraftResource draft, ImmutableArray<DeclaredCell> defaults)
    {
        if (defaults.IsEmpty)
            return draft.Cells;
        var joined = new List<DeclaredCell>(draft.Cells.Length + defaults.Length);
        joined.AddRange(draft.Cells);
        foreach (var cell in defaults)
        {
            if (draft.Find(cell.Attribute) is null && !draft.IsUnmanaged(cell.Attribute))
                joined.Add(cell);
        }

        return [.. joined];
    }

    private static ImmutableArray<DeclaredLinks> Links(DraftResource draft) => draft.Lists.Length == 0 ? [] :
        [.. draft.Lists.OrderBy(l => l.Link, StringComparer.Ordinal).Select(l => Links(l, draft.Span.File))];

    private static DeclaredLinks Links(DraftList list, string file)
    {
        var ends = new DeclaredReference[list.Ends.Length];
        for (var i = 0; i < ends.Length; i++)
        {
            ref readonly var end = ref list.Ends[i];
            ends[i] = new DeclaredReference(end.To.Meaning ?? NameResolution.Live(end.To), end.In(file), end.Terms);
        }

        // What the draft held is now in the model; a million ends are not kept twice.
        list.Ends = [];
        return new DeclaredLinks(list.Link, list.Mode ?? LinkMode.Exclusive, list.Span)
        {
            Ends = ImmutableCollectionsMarshal.AsImmutableArray(ends),
            Where = list.Where,
        };
    }
}
