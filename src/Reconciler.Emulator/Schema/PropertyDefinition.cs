namespace Reconciler.Emulator.Schema;

/// <summary>What one property of an entity type can hold and how it may be asked for.</summary>
internal sealed record PropertyDefinition(string Name, ValueShape Shape, int Ordinal)
{
    /// <summary>Extensions are kept by name beside the numbered values.</summary>
    public const int Extension = -1;

    public bool InDefaultSet { get; init; }

    public FilterOperators Plain { get; init; }

    public FilterOperators Advanced { get; init; }

    public PropertyAccess Access { get; init; }

    public int MaxLength { get; init; }

    public bool NotNullable { get; init; }

    /// <summary>Kept outside the main store: cannot be read on collections nor written app-only.</summary>
    public bool Elsewhere { get; init; }

    public bool IsExtension => Ordinal == Extension;

    public bool IsCollection => Shape is ValueShape.Texts or ValueShape.ComplexList;
}
