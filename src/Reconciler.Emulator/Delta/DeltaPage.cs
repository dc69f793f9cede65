using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.Delta;

internal readonly record struct DeltaLink(Relation Relation, DirectoryObject Target, bool IsRemoved);

/// <summary>What a page tells about one object; without <see cref="Changed"/> it tells everything selected.</summary>
internal sealed record DeltaEntry(DirectoryObject Object)
{
    public HashSet<PropertyDefinition>? Changed { get; set; }

    public bool IsWhole { get; set; }

    public List<DeltaLink> Links { get; } = [];
}

internal sealed record DeltaPage
{
    public List<DeltaEntry> Entries { get; } = [];

    public required DeltaToken Next { get; init; }

    public bool IsLast { get; init; }
}
