namespace Reconciler.Core.Mapping;

/// <summary>Fills bytes by chance.</summary>
public delegate void RandomBytes(Span<byte> bytes);

/// <summary>Everything an evaluation knows beside the object: nothing is taken from the host's clock, culture, zone or chance.</summary>
/// <param name="Now">The instant of <c>Now()</c>.</param>
public sealed record EvaluationContext(DateTimeOffset Now)
{
    /// <summary>Null where nothing may be left to chance: functions of chance fail then.</summary>
    public RandomBytes? Randomness { get; init; }

    /// <summary>Whether something in the target has a value already; null where nothing is taken.</summary>
    public Func<string, bool>? IsTaken { get; init; }

    /// <summary>The tenant's default verified domain, null when it is not known.</summary>
    public string? DefaultDomain { get; init; }

    /// <summary>How many characters one evaluation may produce, intermediate texts included.</summary>
    public int MostCharacters { get; init; } = 1 << 20;

    /// <summary>How many steps one evaluation may take; a step is about a character looked at.</summary>
    public long MostSteps { get; init; } = 1 << 26;
}

/// <summary>An attribute of an expression: its name, and its slot where names were resolved at compile time, else -1.</summary>
public readonly record struct AttributeReference(string Name, int Slot);

/// <summary>The attributes of one object.</summary>
public abstract class AttributeSource
{
    /// <summary>The value, <see cref="MappingValue.Null"/> where the object does not have it.</summary>
    public abstract MappingValue Read(AttributeReference attribute);

    public static AttributeSource Of(Func<string, MappingValue> lookup) => new Named(lookup);

    private sealed class Named(Func<string, MappingValue> lookup) : AttributeSource
    {
        public override MappingValue Read(AttributeReference attribute) => lookup(attribute.Name);
    }
}
