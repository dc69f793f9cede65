using Reconciler.Core.Diagnostics;
using Reconciler.Core.Mapping;
using Reconciler.Core.Values;

namespace Reconciler.Manifests.Loading;

/// <summary>One row as written. No mapping: it removes the row of the mapping that is extended.</summary>
internal sealed record DraftRow(TargetPath Target, SourceSpan Span, AttributeMapping? Mapping)
{
    /// <summary>The functions of roles that its expression calls, and where.</summary>
    public IReadOnlyList<Written> RoleCalls { get; init; } = [];
}

/// <summary>One mapping as written: its own rows only.</summary>
internal sealed class DraftObjectMapping(Written key, Kind kind)
{
    public Written Key { get; } = key;

    public Kind Kind { get; } = kind;

    public Written? Extends { get; init; }

    public List<DraftRow> Rows { get; } = [];

    /// <summary>Null when it is not written: the base's holds.</summary>
    public MappingScope? Scope { get; set; }

    /// <summary>False when something of it could not be read: what is missing may stand there.</summary>
    public bool IsWhole { get; set; } = true;

    public bool IsBuiltIn => Key.Span.IsNone;
}
