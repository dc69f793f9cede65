using Reconciler.Core.Diagnostics;
using Reconciler.Core.Mapping;
using Reconciler.Core.Values;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads <c>mappings:</c>. What one row shows by itself is judged here; what needs the other mappings waits for <see cref="MappingCheck"/>.</summary>
internal sealed class MappingReader(MappingFindings findings)
{
    public IEnumerable<DraftObjectMapping> Read(Node body)
    {
        var read = new List<DraftObjectMapping>();
        foreach (var (key, value) in body.Entries)
        {
            if (KindOf(value.Word("object")) is { } kind)
                read.Add(Read(new Written(key.Text, key.Span), kind, value));
        }

        return read;
    }

    private static Kind? KindOf(string? word) => word switch
    {
        "user" => Kind.User,
        "group" => Kind.Group,
        _ => null,
    };

    private DraftObjectMapping Read(Written key, Kind kind, Node value)
    {
        var mapping = new DraftObjectMapping(key, kind) { Extends = value.Find("extends")?.Written() };
        var rows = new RowReader(kind, findings);
        var first = new Dictionary<TargetPath, SourceSpan>();
        foreach (var (target, source) in value.Find("attributes").Parts())
        {
            if (rows.Read(target, source) is not { } row)
                mapping.IsWhole = false;
            else if (first.TryAdd(row.Target, row.Span))
                mapping.Rows.Add(row);
            else
                findings.Add(MappingFaults.TargetTwice(row, first[row.Target]));
        }

        if (value.Find("scope") is { Kind: NodeKind.Sequence } scope)
            mapping.Scope = new ScopeReader(kind, findings).Read(scope);
        return mapping;
    }
}
