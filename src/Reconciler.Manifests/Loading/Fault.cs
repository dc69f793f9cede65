using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Manifests.Loading;

/// <summary>The forms that faults of meaning are made in.</summary>
internal static class Fault
{
    public static ImmutableArray<string> DidYouMean(Written? meant, string? otherwise)
    {
        if (meant is not { } name)
            return otherwise is null ? [] : [otherwise];
        return [name.Span.IsNone ? $"did you mean `{name.Text}`?" : $"did you mean `{name.Text}`? ({name.Span.ToLine()})"];
    }

    public static Diagnostic Error(string code, string message, Places places, string label, string? help = null) =>
        Error(code, message, places, label, help is null ? [] : [help]);

    public static Diagnostic Error(string code, string message, Places places, string label, ImmutableArray<string> help) =>
        new(code, Severity.Error, message, places.First, label) { Also = places.Also, Help = help };

    public static Diagnostic Warning(string code, string message, Places places, string label, string help) =>
        new(code, Severity.Warning, message, places.First, label) { Also = places.Also, Help = [help] };
}
