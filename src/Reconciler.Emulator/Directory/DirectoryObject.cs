using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.Directory;

internal enum Presence
{
    Live,
    Deleted,
    Purged,
}

/// <summary>A link kept while one of its ends is deleted, so that restoring brings it back.</summary>
internal readonly record struct DormantLink(Relation Relation, int From, int To);

/// <summary>One object of the tenant with both directions of its links; the handle is its number in this process.</summary>
internal sealed class DirectoryObject(Guid id, int handle, ObjectKind kind, DirectoryObject? parent)
{
    private static readonly HandleSet s_none = new();
    private HandleSet?[]? _links;

    public Guid Id => id;

    public int Handle => handle;

    public ObjectKind Kind => kind;

    public EntityType Type { get; } = ObjectKinds.TypeOf(kind);

    /// <summary>The application of an extension property.</summary>
    public DirectoryObject? Parent => parent;

    /// <summary>What an app role assignment joins; null for every other object.</summary>
    public (DirectoryObject Principal, DirectoryObject Resource)? Ends { get; set; }

    public ObjectValues Values { get; set; } = ObjectValues.Empty;

    /// <summary>What lagging reads still see.</summary>
    public (ObjectValues Values, DateTimeOffset Until)? Older { get; set; }

    public Presence Presence { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    public DateTimeOffset VisibleFrom { get; set; }

    public long VisibleFromRequest { get; set; }

    public List<DormantLink>? Dormant { get; set; }

    public bool HasLinks(Relation relation) => _links?[(int)relation * 2] is { Count: > 0 };

    /// <summary>Where the links of this relation lead from here.</summary>
    public HandleSet Links(Relation relation) => _links?[(int)relation * 2] ?? s_none;

    /// <summary>Whose links of this relation lead here.</summary>
    public HandleSet Reverse(Relation relation) => _links?[((int)relation * 2) + 1] ?? s_none;

    public HandleSet LinksToWrite(Relation relation) => Slot((int)relation * 2);

    public HandleSet ReverseToWrite(Relation relation) => Slot(((int)relation * 2) + 1);

    public string? Text(string property) => Values.Text(Type[property]);

    public bool? Flag(string property) => Values.Flag(Type[property]);

    public string[] Texts(string property) => Values.Texts(Type[property]);

    public ObjectValues Seen(DateTimeOffset now) => Older is { } older && now < older.Until ? older.Values : Values;

    private HandleSet Slot(int index)
    {
        _links ??= new HandleSet?[Relations.All.Length * 2];
        return _links[index] ??= new HandleSet();
    }
}
