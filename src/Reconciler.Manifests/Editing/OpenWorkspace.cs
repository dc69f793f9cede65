using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;
using Reconciler.Manifests.Loading;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Editing;

/// <summary>A workspace without errors, held open: its documents as they are written, and what every name in them means.</summary>
internal sealed class OpenWorkspace
{
    private readonly Draft draft;
    private readonly KeyIndex keys;
    private readonly string controlFile;

    private OpenWorkspace(Draft draft, KeyIndex keys, string controlFile, ImmutableArray<Outline> documents)
    {
        (this.draft, this.keys, this.controlFile) = (draft, keys, controlFile);
        Documents = documents;
    }

    public ImmutableArray<Outline> Documents { get; }

    public static OpenWorkspace Of(LoadRequest request)
    {
        var reading = new Draft(new AttributeCatalog(request.DirectorySchema), request.AsOf);
        var content = new ContentReader(reading);
        var budget = new NodeBudget();
        var documents = ImmutableArray.CreateBuilder<Outline>(request.Texts.Length);
        foreach (var source in request.Texts)
        {
            if (ParsedText.Of(source, budget).Document is not { IsWhole: true } document)
                continue;
            documents.Add(new Outline(document));
            if (source.Path == request.ControlFile)
                ControlReader.Read(document.Root, reading);
            else
                content.Read(document.Root);
        }

        var index = KeyIndex.Build(reading);
        NameResolution.Run(reading, index);
        return new(reading, index, request.ControlFile, documents.ToImmutable());
    }

    public DraftResource? Find(Kind kind, string key) => keys.Find(kind, key);

    public string? Nearest(Kind kind, string key) => Suggestion.Nearest(key, keys.OfKind(kind).Select(r => r.Key.Name));

    /// <summary>The declared person who has an address; null for somebody who is only live.</summary>
    public DraftResource? WhoHas(string address) => keys.OfKind(Kind.User).FirstOrDefault(u =>
        u.Find("userPrincipalName")?.Value is AttributeValue.Text { Value: var known } && known.Equals(address, StringComparison.OrdinalIgnoreCase));

    /// <summary>Where an object is declared: its document and its entry.</summary>
    public (Outline In, Part Entry) Declaration(DraftResource resource)
    {
        var section = resource.Key.Kind == Kind.Group ? "groups" : "users";
        var outline = Documents.First(d => d.Document.File == resource.Span.File);
        var part = SiteWalk.Body(outline, 0, section) is { } body ? outline.Find(body, resource.Key.Name) : null;
        return (outline, part ?? throw new System.Diagnostics.UnreachableException());
    }

    /// <summary>What an item says: whom it names, until when and why; null when it names nobody.</summary>
    public DraftEnd? EndAt(Outline outline, int item) => ReferenceReader.Read(new Node(outline.Document, outline.Resolve(item)), draft);

    /// <summary>The places that mean a declared person, by whatever name.</summary>
    public IEnumerable<Site> SitesOf(DraftResource person) => Sites().Where(s => EndAt(s.In, s.Item)?.To.Declared == person);

    // In the order of the files.
    private IEnumerable<Site> Sites() => Documents.SelectMany(d => new SiteWalk(d).Run(d.Document.File == controlFile));
}
