using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Core.Values;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads one content file into the draft.</summary>
internal sealed class ContentReader
{
    private readonly Draft draft;
    private readonly UserReader users;
    private readonly GroupReader groups;
    private readonly CellReader attributes;

    public ContentReader(Draft draft)
    {
        this.draft = draft;
        var common = new ResourceReader(draft);
        users = new UserReader(draft, common);
        groups = new GroupReader(draft, common);
        attributes = new CellReader(draft);
    }

    public void Read(Node root)
    {
        // Defaults hold for the whole file, wherever they stand in it.
        var defaults = root.Find("defaults") is { } block ? ReadDefaults(block) : FileDefaults.None;
        foreach (var (section, body) in root.Entries)
        {
            switch (section.Text)
            {
                case "users":
                    foreach (var (key, value) in body.Entries)
                        users.Read(key, value, defaults);
                    break;
                case "groups":
                    foreach (var (key, value) in body.Entries)
                        groups.Read(key, value);
                    break;
                case "assignments":
                    AssignmentReader.Read(body, draft);
                    break;
                case "mappings":
                    SecretCheck.Run(body, draft.Faults);
                    ReadMappings(body);
                    break;
            }
        }
    }

    private FileDefaults ReadDefaults(Node block) => new(ReadCells(block.Find("users")), ReadCells(block.Find("guests")));

    private ImmutableArray<DeclaredCell> ReadCells(Node? block)
    {
        var cells = new List<DeclaredCell>();
        foreach (var (key, value) in block.Parts())
            attributes.Read(Kind.User, key, value, Origin.Defaults, cells);
        return [.. cells];
    }

    private void ReadMappings(Node body)
    {
        foreach (var (key, value) in body.Entries)
            draft.Applications.Mappings.Add(new DraftMapping(new Written(key.Text, key.Span), value.Word("object")));

        foreach (var mapping in new MappingReader(draft.MappingFindings).Read(body))
        {
            draft.ObjectMappings.Add(mapping);
            if (mapping.Extends is { } extended)
                draft.Applications.MappingUses.Add(new MappingUse(extended, mapping.Kind.Name) { IsBase = true });
        }
    }
}
