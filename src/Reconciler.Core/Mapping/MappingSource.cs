namespace Reconciler.Core.Mapping;

/// <summary>Where the value of a target attribute comes from.</summary>
public abstract record MappingSource
{
    private MappingSource()
    {
    }

    /// <summary>A source attribute as it is.</summary>
    public sealed record Direct(SourceAttribute Attribute) : MappingSource
    {
        public override string ToString() => $"[{Attribute.Name}]";
    }

    /// <summary>The same text for everybody.</summary>
    public sealed record Constant(string Text) : MappingSource
    {
        public override string ToString() => $"\"{Text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>An expression in Entra's mapping language: its text as written, and what it says.</summary>
    public sealed record Computed(string Text, Expression Expression) : MappingSource
    {
        public override string ToString() => Text;
    }

    /// <summary>Nothing: the target keeps what it has, and takes the mapping's default where it is empty. Only jobs that were read have it.</summary>
    public sealed record None : MappingSource
    {
        public override string ToString() => "";
    }
}
