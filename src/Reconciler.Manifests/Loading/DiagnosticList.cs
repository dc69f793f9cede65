using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Manifests.Loading;

/// <summary>Orders diagnostics as a person reads, and leaves out what only repeats: a place that the grammar has faulted, or a part of it, is not faulted for its meaning too.</summary>
internal static class DiagnosticList
{
    private const string FirstOfMeaning = "RC200";

    public static ImmutableArray<Diagnostic> Of(List<Diagnostic> faults)
    {
        var malformed = faults.Where(IsOfPlace).Select(f => f.Span).Where(s => !s.IsNone).ToList();
        malformed.Sort(SpanOrder.Instance);
        return
        [
            .. faults.Where(f => !IsOfMeaning(f) || f.Span.IsNone || !IsPartOfAny(malformed, f.Span))
                .OrderBy(f => f.Span, SpanOrder.Instance).ThenBy(f => f.Code, StringComparer.Ordinal).ThenBy(f => f.Message, StringComparer.Ordinal),
        ];
    }

    public static bool HasError(this ImmutableArray<Diagnostic> diagnostics) => diagnostics.Any(d => d.Severity is Severity.Error);

    // What is missing is told at the key of the whole, which may have faults of its own.
    private static bool IsOfPlace(Diagnostic fault) => !IsOfMeaning(fault) && fault.Code is not ("RC111" or "RC119");

    // Places that the grammar faults do not overlap, so only the neighbours of a place can hold it.
    private static bool IsPartOfAny(List<SourceSpan> sorted, SourceSpan part)
    {
        var found = sorted.BinarySearch(part, SpanOrder.Instance);
        return found >= 0 || (~found > 0 && Covers(sorted[~found - 1], part)) || (~found < sorted.Count && Covers(sorted[~found], part));
    }

    private static bool Covers(SourceSpan whole, SourceSpan part) =>
        whole.File == part.File && whole.Line == part.Line && whole.Column <= part.Column && part.Column + part.Length <= whole.Column + whole.Length;

    private static bool IsOfMeaning(Diagnostic fault) => string.CompareOrdinal(fault.Code, FirstOfMeaning) >= 0;
}
