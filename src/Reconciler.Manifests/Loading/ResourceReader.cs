using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Core.Values;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads what users and groups have in common; the rest is an attribute.</summary>
internal sealed class ResourceReader(Draft draft)
{
    private readonly List<DeclaredCell> cells = [];
    private readonly List<DraftList> lists = [];
    private readonly CellReader attributes = new(draft);

    public ListReader Links { get; } = new(draft);

    /// <summary>Begins an object. A key that may not be one still names it, so that references to it are not faults too.</summary>
    public DraftResource Begin(Kind kind, Node key, Node body)
    {
        cells.Clear();
        lists.Clear();
        var resource = new DraftResource(new ResourceKey(kind, key.Text), key.Span) { IsDoubtful = draft.IsFaulted(key, body) };
        draft.Resources.Add(resource);
        return resource;
    }

    public void Read(DraftResource resource, Node key, Node value)
    {
        switch (key.Text)
        {
            case "id":
                resource.Id = ((Node?)value).Id() is { } id ? new Written(id, value.Span) : null;
                break;
            case "existing":
                resource.Existing = value.IsTrue() ? key.Span : null;
                break;
            case "left":
                resource.Left = DateReader.Read(value);
                break;
            case "previously":
                resource.Previously = [.. ((Node?)value).Words()];
                break;
            case "unmanaged":
                resource.Unmanaged = [.. ((Node?)value).Words()];
                break;
            default:
                attributes.Read(resource.Key.Kind, key, value, Origin.Declared, cells);
                break;
        }
    }

    public void Add(DraftList? list)
    {
        if (list is not null)
            lists.Add(list);
    }

    public void Add(DeclaredCell cell) => cells.Add(cell);

    public void End(DraftResource resource)
    {
        resource.Cells = [.. cells];
        resource.Lists = [.. lists];
    }
}
