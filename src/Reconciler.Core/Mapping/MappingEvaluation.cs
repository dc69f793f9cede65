using System.Collections.Immutable;

namespace Reconciler.Core.Mapping;

/// <summary>What one row of a mapping gives for one object, and by which parts.</summary>
public sealed record MappedAttribute(AttributeMapping Row, FlowResult Result, TraceNode? Trace)
{
    /// <summary>The source is empty, so that on creation the row's default flows.</summary>
    public bool IsDefaulted => Row.Default is not null && Result.Flow is Flow.Value && Result.Value.IsNull;
}

/// <summary>A whole mapping on one object.</summary>
public static class MappingEvaluation
{
    /// <summary>Every row in the order of targets. An error of one row is its own.</summary>
    public static ImmutableArray<MappedAttribute> Of(ObjectMapping mapping, AttributeSource source, EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(source);
        return [.. mapping.Attributes.Select(row => Of(row, source, context))];
    }

    private static MappedAttribute Of(AttributeMapping row, AttributeSource source, EvaluationContext context)
    {
        switch (row.Source)
        {
            case MappingSource.Direct direct:
                return new MappedAttribute(row, FlowResult.Of(source.Read(new AttributeReference(direct.Attribute.Name, -1))), null);
            case MappingSource.Constant constant:
                return new MappedAttribute(row, FlowResult.Of(MappingValue.Of(constant.Text)), null);
            case MappingSource.Computed computed:
                var (result, trace) = CompiledExpression.Of(computed.Expression).Explain(source, context);
                return new MappedAttribute(row, result, trace);
            default:
                return new MappedAttribute(row, FlowResult.Ignore, null);
        }
    }
}
