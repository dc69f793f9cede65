using System.Globalization;
using Reconciler.Core.Mapping;
using Reconciler.Core.Values;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads one row of a mapping: a target attribute and its source.</summary>
internal sealed class RowReader(Kind kind, MappingFindings findings)
{
    private readonly SourceCatalog sources = SourceCatalog.Of(kind);

    /// <summary>The row, or null when it has a fault.</summary>
    public DraftRow? Read(Node key, Node value)
    {
        var target = ReadTarget(key);
        if (value.IsNull)
            return target is null ? null : new DraftRow(target, key.Span, null);
        var expression = value.Find("expression");
        if ((value.Find("source") ?? (value.Kind is NodeKind.Scalar ? value : null)) is { } attribute)
            return ReadSource(attribute, target) is { } direct ? Row(key, value, target, direct) : null;
        if (value.Word("constant") is { } text)
            return Row(key, value, target, new MappingSource.Constant(text));
        if (expression is not { } node)
            return null;
        var check = new ExpressionCheck(node, kind, findings) { Target = target, IsOnce = FlowOf(value) is MappingFlow.Create, IsMatch = value.Find("match") is not null };
        return check.Read() is { } computed && Row(key, value, target, computed) is { } row ? row with { RoleCalls = check.RoleCalls } : null;
    }

    private TargetPath? ReadTarget(Node key)
    {
        var (path, fault) = TargetPath.Parse(key.Text);
        if (fault is not null)
            findings.Add(MappingFaults.NoTarget(key, fault));
        if (path is null || !path.Is("id"))
            return path;
        findings.Add(MappingFaults.TargetIsId(key.Span));
        return null;
    }

    private MappingSource? ReadSource(Node node, TargetPath? target)
    {
        if (node.Word() is not { } name)
            return null;
        if (sources.Find(name) is not { } attribute)
            findings.UnknownSource(kind, name, node.Span);
        else if (attribute.Name == ExpressionCheck.Roles)
            findings.Add(MappingFaults.RolesAsTheyAre(node.Span));
        else if (attribute.IsMany && target is { TakesMany: false })
            findings.Add(MappingFaults.ManyOntoOne(node.Span, $"`{attribute.Name}`", target));
        else
            return new MappingSource.Direct(attribute);
        return null;
    }

    private static DraftRow? Row(Node key, Node value, TargetPath? target, MappingSource source) => target is null ? null
        : new DraftRow(target, key.Span, new AttributeMapping(target, source)
        {
            Match = int.TryParse(value.Word("match"), NumberStyles.None, CultureInfo.InvariantCulture, out var precedence) ? precedence : null,
            Flow = FlowOf(value),
            Default = value.Word("default"),
            Span = key.Span,
        });

    private static MappingFlow FlowOf(Node value) => value.Word("apply") == "create" ? MappingFlow.Create : MappingFlow.Always;
}
