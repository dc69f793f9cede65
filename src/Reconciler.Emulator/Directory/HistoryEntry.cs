using System.Collections.Immutable;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.Directory;

internal enum HistoryKind
{
    Created,
    Updated,
    Deleted,
    Restored,
    Purged,
    Linked,
    Unlinked,
}

/// <summary>One thing delta has to tell: an object's values, its presence or one of its links changed.</summary>
internal readonly record struct HistoryEntry(
    long Sequence,
    DateTimeOffset At,
    HistoryKind Kind,
    DirectoryObject Object,
    ImmutableArray<PropertyDefinition> Properties = default,
    Relation Relation = default,
    DirectoryObject? Target = null);
