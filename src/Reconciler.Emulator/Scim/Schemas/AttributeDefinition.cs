using System.Collections.Immutable;

namespace Reconciler.Emulator.Scim.Schemas;

internal enum AttributeType
{
    String,
    Boolean,
    Decimal,
    Integer,
    DateTime,
    Binary,
    Reference,
    Complex,
}

internal enum Mutability
{
    ReadWrite,
    ReadOnly,
    Immutable,
    WriteOnly,
}

internal enum Returned
{
    Default,
    Always,
    Never,
    Request,
}

/// <summary>An attribute by RFC 7643 §7, with its sub-attributes where it is complex.</summary>
internal sealed class AttributeDefinition(string name, AttributeType type, string description)
{
    public string Name => name;

    public AttributeType Type => type;

    public string Description => description;

    public bool MultiValued { get; init; }

    public bool Required { get; init; }

    public bool CaseExact { get; init; }

    public Mutability Mutability { get; init; }

    public Returned Returned { get; init; }

    public string Uniqueness { get; init; } = "none";

    public ImmutableArray<string> CanonicalValues { get; init; } = [];

    public ImmutableArray<string> ReferenceTypes { get; init; } = [];

    public ImmutableArray<AttributeDefinition> SubAttributes { get; init; } = [];

    public AttributeDefinition? Sub(string subName) =>
        SubAttributes.FirstOrDefault(s => s.Name.Equals(subName, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => name;
}
