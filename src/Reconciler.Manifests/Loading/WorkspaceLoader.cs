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
        AuthorityCheck? authority = null;
        if (!texts.Any(t => t.Path == request.ControlFile))
            draft.Faults.Add(LoadingFaults.NoControlFile(request.ControlFile));

        // The control file first, wherever it stands among the texts: what people may declare depends on it.
        var hash = new ConfigurationHash();
        foreach (var parsed in Intake.Of(texts.OrderBy(t => t.Path != request.ControlFile), hash))
        {
            var isControl = parsed.Path == request.ControlFile;
            var isProfile = ProfileCheck.IsProfile(parsed.Path);
            if (isProfile)
                draft.Profiles.Add(ProfileCheck.NameOf(parsed.Path));
            if (reading.Read(parsed, isControl ? Schema.Control : isProfile ? Schema.Profile : Schema.Content) is not { } root)
                continue;
            if (isProfile)
            {
                draft.ProfileTexts.Add(new DraftProfile(ProfileCheck.NameOf(parsed.Path).Text, root));
            }
            else if (isControl)
            {
                control = ControlReader.Read(root, draft);
                authority = draft.Authority is { } lines ? new AuthorityCheck(lines, request.Owners, draft) : null;
            }
            else
            {
                authority?.Read(root);
                content.Read(root);
            }
        }

        authority?.Report();
        foreach (var include in control?.Include ?? [])
        {
            if (request.Unfollowed.TryGetValue(include.Text, out var obstacle))
                draft.Faults.Add(RuleFaults.NotFollowed(include, obstacle));
        }

        var keys = WorkspaceChecks.OfAll(draft, control);
        var diagnostics = DiagnosticList.Of(draft.Faults);
        if (diagnostics.HasError() || control?.ToSettings(m => m.Meaning ?? NameResolution.Live(m)) is not { } settings)
            return new LoadResult(null, diagnostics);
        var builder = new ApplicationBuilder(draft);
        var applications = builder.Build();
        var model = new IdentityModel(settings, builder.Resources(applications).AddRange(new ModelBuilder(settings, request.AsOf).Build(keys)))
        {
            Mappings = new MappingCheck(draft).Build(),
            Applications = applications,
            Conflicts = builder.Conflicts(),
            Deferred = draft.Deferred.ToDeferred(),
            ConfigurationHash = hash.ToString(),
            Files = [.. texts.Select(t => t.Path)],
            Approvers = texts.Select(t => t.Path).Distinct(StringComparer.Ordinal).ToImmutableDictionary(p => p, p => request.Owners?.Of(p) ?? [], StringComparer.Ordinal),
        };
        return new LoadResult(model, diagnostics);
    }
}
