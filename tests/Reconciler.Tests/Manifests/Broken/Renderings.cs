using Reconciler.Core.Diagnostics;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Tests.Manifests.Broken;

internal static class Renderings
{
    /// <summary>The diagnostics in every form in which a person or a program reads them.</summary>
    public static IEnumerable<string> Of(IReadOnlyCollection<Diagnostic> diagnostics, Func<string, string?> source, int width) =>
    [
        DiagnosticText.Render(diagnostics, source, width).ToPlain(), DiagnosticJson.Render(diagnostics), DiagnosticGithub.Render(diagnostics),
        DiagnosticSarif.Render(diagnostics, "1.0.0"),
    ];
}
