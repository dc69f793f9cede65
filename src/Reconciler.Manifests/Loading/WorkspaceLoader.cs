using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Manifests.Grammar;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads a whole workspace into the model.</summary>
public static class WorkspaceLoader
{
    /// <summary>Reports every fault of every file at once. Neither the order of files nor how entries are split over them changes the model.</summary>
    public static LoadResult Load(LoadRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var texts = request.Texts.Sort((x, y) => string.CompareOrdinal(x.Path, y.Path));
        var draft = new Draft(new AttributeCatalog(request.DirectorySchema), request.AsOf);
        var reading = new TextReading(draft);
        var content = new ContentReader(draft);
        DraftControl? control = null;
        if (!texts.Any(t => t.Path == request.ControlFile))
            draft.Faults.Add(LoadingFaults.NoControlFile(request.ControlFile));

        // The control file first, wherever it stands among the texts: what people may declare depends on it.
        foreach (var parsed in ParsedText.All(texts.OrderBy(t => t.Path != request.ControlFile)))
        {
            var isControl = parsed.Source.Path == request.ControlFile;
            if (reading.Read(parsed, isControl ? Schema.Control : Schema.Content) is not { } root)
                continue;
            if (isControl)
                control = ControlReader.Read(root, draft);
            else
                content.Read(root);
        }

        var keys = WorkspaceChecks.OfAll(draft, control);
        var diagnostics = DiagnosticList.Of(draft.Faults);
        if (diagnostics.HasError() || control?.ToSettings(m => m.Meaning ?? NameResolution.Live(m)) is not { } settings)
            return new LoadResult(null, diagnostics);
        var model = new IdentityModel(settings, new ModelBuilder(settings, request.AsOf).Build(keys))
        {
            Deferred = draft.Deferred.ToDeferred(),
            ConfigurationHash = ConfigurationHash.Of(texts),
            Files = [.. texts.Select(t => t.Path)],
        };
        return new LoadResult(model, diagnostics);
    }
}
