using System.Collections.Immutable;

namespace Reconciler.Emulator.Directory;

/// <summary>The only ways in which the directory changes; each is one line of the log.</summary>
internal abstract record Change;

internal sealed record PutChange(ObjectKind Kind, Guid Id, ObjectValues Values, Guid? Parent = null) : Change;

internal sealed record LinkChange(Relation Relation, Guid From, ImmutableArray<Guid> Added, ImmutableArray<Guid> Removed) : Change;

internal sealed record DeleteChange(Guid Id) : Change;

internal sealed record RestoreChange(Guid Id, string? UserPrincipalName) : Change;

internal sealed record PurgeChange(Guid Id) : Change;
