using Reconciler.Manifests.Grammar;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads the control file alone: what it includes is known before the content files are found.</summary>
public static class ControlFileReader
{
    /// <summary>Its faults are those that need no content file; <see cref="WorkspaceLoader"/> reports them again among all.</summary>
    public static ControlResult LoadControl(SourceText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var draft = new Draft(new AttributeCatalog(null), asOf: null);
        var control = new TextReading(draft).Read(ParsedText.Of(text, new NodeBudget()), Schema.Control) is { } root ? ControlReader.Read(root, draft) : null;
        WorkspaceChecks.OfControl(draft);
        var diagnostics = DiagnosticList.Of(draft.Faults);
        return new ControlResult(
            control?.Files ?? new WorkspaceFiles([], []),
            diagnostics.HasError() ? null : control?.ToSettings(NameResolution.Live),
            diagnostics);
    }
}
