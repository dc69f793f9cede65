using System.Collections.Immutable;

namespace Reconciler.Core.Mapping;

/// <summary>What a parameter takes. All but <see cref="Any"/>, <see cref="Values"/> and <see cref="Roles"/> take one value, and a text that reads as it.</summary>
public enum ParameterType
{
    Any,
    Text,
    Number,
    Flag,
    Date,
    Values,
    Roles,
    Word,
}

/// <summary>A parameter of a function. The ones that repeat stand at the end and repeat together.</summary>
public sealed record FunctionParameter(string Name, ParameterType Type, bool IsRequired, bool Repeats);

/// <summary>An expression, the attributes it is evaluated on and the result, both as JSON.</summary>
public sealed record FunctionExample(string Expression, string Source, string Result);

/// <summary>A function of the mapping language: how it is called and what it gives. Parameter names are ours, Entra publishes few.</summary>
public sealed record FunctionSchema(string Name, ImmutableArray<FunctionParameter> Parameters, string Summary, FunctionExample Example)
{
    /// <summary>Gives another value each time: a comparison with what is live would never come to rest.</summary>
    public bool IsChance { get; init; }

    public bool ReturnsList { get; init; }

    /// <summary>The slots that must be there, the first ones.</summary>
    public int Required => Parameters.Count(p => p.IsRequired);

    /// <summary>The slots that there can be, null where the last ones repeat.</summary>
    public int? Most => Parameters.Any(p => p.Repeats) ? null : Parameters.Length;

    /// <summary>The parameter that a slot fills, null behind the last one.</summary>
    public FunctionParameter? At(int slot)
    {
        if (slot < Parameters.Length)
            return Parameters[slot];
        var repeating = Parameters.Count(p => p.Repeats);
        return repeating == 0 ? null : Parameters[Parameters.Length - repeating + ((slot - Parameters.Length) % repeating)];
    }

    /// <summary>How it is called, as <c>Mid(source, start, length?)</c>.</summary>
    public override string ToString() => $"{Name}({string.Join(", ", Parameters.Select(p => p.Name + (p.IsRequired ? "" : "?") + (p.Repeats ? "…" : "")))})";

    /// <param name="signature">Parameters in order, as <c>source text, start number?, more any*</c>: <c>?</c> can be left out, <c>*</c> repeats, <c>+</c> is required and repeats.</param>
    internal static FunctionSchema Of(string name, string signature, string summary, string expression, string source, string result) =>
        new(name, [.. signature.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(Parameter)], summary, new FunctionExample(expression, source, result));

    private static FunctionParameter Parameter(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var mark = text[^1];
        return new FunctionParameter(text[..space], Enum.Parse<ParameterType>(text[(space + 1)..].TrimEnd('?', '*', '+'), ignoreCase: true),
            mark is not ('?' or '*'), mark is '*' or '+');
    }
}
