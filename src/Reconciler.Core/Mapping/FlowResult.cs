namespace Reconciler.Core.Mapping;

/// <summary>What a mapping does with its target attribute.</summary>
public enum Flow
{
    /// <summary>The value flows; an absent one is not provisioned.</summary>
    Value,

    /// <summary>The attribute is left alone.</summary>
    Ignore,

    /// <summary>The whole object is left alone.</summary>
    IgnoreObject,

    /// <summary>The object cannot be provisioned.</summary>
    Error,
}

/// <summary>Why an evaluation failed.</summary>
public enum MappingErrorKind
{
    /// <summary>The expression itself is wrong.</summary>
    Syntax,

    /// <summary>An argument is not what the function takes.</summary>
    Argument,

    /// <summary>A text does not read as a date, a number, base64 …</summary>
    Format,

    /// <summary>Every value is taken: to be tried again later.</summary>
    Escrow,

    /// <summary>The author's own <c>Error(…)</c>.</summary>
    Raised,

    /// <summary>Something of the tenant is not known.</summary>
    Tenant,

    /// <summary>A regular expression that is none, or takes too long.</summary>
    Pattern,

    /// <summary>Too much text or too many steps.</summary>
    Budget,
}

/// <summary>Why an evaluation failed, one sentence, with the place in the expression.</summary>
public sealed record MappingError(MappingErrorKind Kind, string Message, int Offset, int Length);

/// <summary>The outcome of an expression on one object.</summary>
public readonly record struct FlowResult
{
    public const string RedactedText = "[Redact]";

    private FlowResult(Flow flow, MappingValue value, MappingError? error, bool isRedacted)
    {
        Flow = flow;
        Value = value;
        Error = error;
        IsRedacted = isRedacted;
    }

    public Flow Flow { get; }

    /// <summary>Of <see cref="Flow.Value"/>; never Missing then.</summary>
    public MappingValue Value { get; }

    public MappingError? Error { get; }

    /// <summary>The value was made with <c>Redact</c>: it flows, and nothing else may show it.</summary>
    public bool IsRedacted { get; }

    /// <summary>The value as logs, plans and reports show it.</summary>
    public string LogValue => IsRedacted ? RedactedText : Value.ToString();

    public static FlowResult Ignore { get; } = new(Flow.Ignore, MappingValue.Null, null, false);

    public static FlowResult IgnoreObject { get; } = new(Flow.IgnoreObject, MappingValue.Null, null, false);

    public static FlowResult Of(MappingValue value, bool isRedacted = false) =>
        new(Flow.Value, value.Kind == MappingValueKind.Missing ? MappingValue.Null : value, null, isRedacted);

    public static FlowResult Failed(MappingError error) => new(Flow.Error, MappingValue.Null, error, false);
}
