using System.Collections.Immutable;

namespace Reconciler.Core.Diagnostics;

public enum Severity
{
    Note,
    Warning,
    Error,
}

/// <summary>A further place that takes part in a fault, with what is there.</summary>
public sealed record RelatedSpan(SourceSpan Span, string Label);

/// <summary>A fault of the author: code, one-sentence message, the smallest span that shows it, what stands under the caret, and what to do.</summary>
public sealed record Diagnostic(string Code, Severity Severity, string Message, SourceSpan Span, string Label = "")
{
    /// <summary>What to do about it, one sentence a line.</summary>
    public ImmutableArray<string> Help { get; init; } = [];

    /// <summary>Places shown with their text below the primary one.</summary>
    public ImmutableArray<RelatedSpan> Related { get; init; } = [];

    /// <summary>Further places with the same root cause, shown as one line.</summary>
    public ImmutableArray<SourceSpan> Also { get; init; } = [];

    /// <summary>Text that may be a secret, under a caret or only near one: no rendering of these faults shows it, one span a line.</summary>
    public ImmutableArray<SourceSpan> Hidden { get; init; } = [];

    public override string ToString() => $"{Span}: {Severity.ToString().ToLowerInvariant()}[{Code}]: {Message}";
}
