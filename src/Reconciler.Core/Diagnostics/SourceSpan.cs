namespace Reconciler.Core.Diagnostics;

/// <summary>A place in a text: workspace-relative file (with <c>/</c>), 1-based line and column in UTF-16 units, and length in UTF-16 units on that line.</summary>
public readonly record struct SourceSpan(string File, int Line, int Column, int Length)
{
    /// <summary>The span of something that has no text (a default, a derived value).</summary>
    public static SourceSpan None => default;

    public bool IsNone => File is null;

    /// <summary><c>file:line:col</c>, the form that editors and CI systems open.</summary>
    public override string ToString() => IsNone ? "" : $"{File}:{Line}:{Column}";

    /// <summary><c>file:line</c>, the short form used in plans.</summary>
    public string ToLine() => IsNone ? "" : $"{File}:{Line}";
}
