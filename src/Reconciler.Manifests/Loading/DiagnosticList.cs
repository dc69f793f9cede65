using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Manifests.Loading;

/// <summary>Orders diagnostics as a person reads, and leaves out what only repeats: a place that the grammar has faulted is not faulted for its meaning too.</summary>
internal static class DiagnosticList
{
    private const string FirstOfMeaning = "RC200";

    public static ImmutableArray<Diagnostic> Of(List<Diagnostic> faults)
    {
        var malformed = faults.Where(f => !IsOfMeaning(f)).Select(f => f.Span).ToHashSet();
        return
        [
            .. faults.Where(f => !IsOfMeaning(f) || f.Span.IsNone || !malformed.Contains(f.Span))
                .OrderBy(f => f.Span, SpanOrder.Instance).ThenBy(f => f.Code, StringComparer.Ordinal).ThenBy(f => f.Message, StringComparer.Ordinal),
        ];
    }

    public static bool HasError(this ImmutableArray<Diagnostic> diagnostics) => diagnostics.Any(d => d.Severity is Severity.Error);

    private static bool IsOfMeaning(Diagnostic fault) => string.CompareOrdinal(fault.Code, FirstOfMeaning) >= 0;
}
