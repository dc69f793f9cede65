using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Mapping;
using Reconciler.Manifests.Grammar;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Declared and built-in mappings by key, and what each is with what it extends. A declared one takes the place of a built-in one.</summary>
internal sealed class MappingSet
{
    private static readonly Lazy<ImmutableArray<DraftObjectMapping>> LazyBuiltIn = new(ReadBuiltIn);

    private readonly Dictionary<string, DraftObjectMapping> declared = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<DraftObjectMapping, WholeMapping?> whole = new(ReferenceEqualityComparer.Instance);

    public MappingSet(IEnumerable<DraftObjectMapping> mappings)
    {
        // What is declared twice is a fault of its own; the first stands for both.
        foreach (var mapping in mappings)
            declared.TryAdd(mapping.Key.Text, mapping);
    }

    /// <summary>The mappings that come with the program, in the order of their keys.</summary>
    public static ImmutableArray<DraftObjectMapping> BuiltIn => LazyBuiltIn.Value;

    public IEnumerable<DraftObjectMapping> Declared => declared.Values;

    public DraftObjectMapping? Find(string key) => declared.GetValueOrDefault(key) ?? FindBuiltIn(key);

    /// <summary>The mapping that one extends. One that takes the place of a built-in one extends that by its own key.</summary>
    public DraftObjectMapping? BaseOf(DraftObjectMapping mapping)
    {
        if (mapping.Extends is not { } key)
            return null;
        var isOwn = key.Text.Equals(mapping.Key.Text, StringComparison.OrdinalIgnoreCase);
        return isOwn ? FindBuiltIn(key.Text) ?? mapping : Find(key.Text);
    }

    /// <summary>The mapping with all rows, or null when what it extends is not known or goes round in a circle.</summary>
    public WholeMapping? Whole(DraftObjectMapping mapping)
    {
        // Down to what is known already, and back up: however many extend each other, this stack stays flat.
        var open = new Stack<DraftObjectMapping>();
        for (var at = mapping; at is not null && !whole.ContainsKey(at); at = BaseOf(at))
        {
            open.Push(at);
            // Whoever comes back here is in a circle.
            whole[at] = null;
        }

        while (open.TryPop(out var next))
        {
            var parent = BaseOf(next) is { } known ? whole[known] : null;
            whole[next] = next.Extends is not null && parent is null ? null : WholeMapping.Of(next, parent);
        }

        return whole[mapping];
    }

    public static DraftObjectMapping? FindBuiltIn(string key) => BuiltIn.FirstOrDefault(m => m.Key.Text.Equals(key, StringComparison.OrdinalIgnoreCase));

    private static ImmutableArray<DraftObjectMapping> ReadBuiltIn()
    {
        var found = new List<DraftObjectMapping>();
        foreach (var file in BuiltInMappings.Files)
        {
            var faults = new List<Diagnostic>();
            var findings = new MappingFindings(faults);
            var document = YamlDocument.Parse(file, BuiltInMappings.Text(file), new NodeBudget(), faults);
            foreach (var (section, body) in document.Root.Entries)
            {
                if (section.Text == "mappings")
                    found.AddRange(new MappingReader(findings).Read(body).Select(WithoutPlaces));
            }

            findings.Report();

            if (faults.Count > 0)
                throw new System.Diagnostics.UnreachableException($"{file}: {faults[0]}");
        }

        return [.. found.OrderBy(m => m.Key.Text, StringComparer.Ordinal)];
    }

    // A place in this program's own texts would be looked for in the workspace.
    private static DraftObjectMapping WithoutPlaces(DraftObjectMapping mapping)
    {
        var result = new DraftObjectMapping(new Written(mapping.Key.Text, SourceSpan.None), mapping.Kind) { Scope = mapping.Scope };
        result.Rows.AddRange(mapping.Rows.Select(r => r with { Span = SourceSpan.None, Mapping = r.Mapping is { } m ? m with { Span = SourceSpan.None } : null }));
        return result;
    }
}
