using Reconciler.Core.Mapping;
using Reconciler.Core.Planning;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Projection;

/// <summary>What one row of a mapping gives one object: a value, nothing (the target keeps what it has), or why it cannot be given.</summary>
internal readonly record struct ProjectedValue(Flow Flow, AttributeValue Value, MappingError? Error)
{
    /// <summary>The source is empty, and on creation the row's default flows.</summary>
    public bool IsDefaulted { get; init; }
}

/// <summary>One row of a mapping, made ready to be evaluated for everybody.</summary>
internal sealed class ProjectedRow
{
    private readonly CompiledExpression? _expression;
    private readonly bool _needsId;
    private readonly bool _isChance;

    public ProjectedRow(ObjectMapping mapping, AttributeMapping row, AttributeSchema schema)
    {
        (Row, Schema) = (row, schema);
        Cause = new Cause.Mapped(mapping.Key, row.Source.ToString() ?? "", row.Span.IsNone ? mapping.Span : row.Span);
        if (row.Source is MappingSource.Computed computed)
        {
            _expression = CompiledExpression.Of(computed.Expression);
            _needsId = computed.Expression.Attributes().Contains("objectId");
            _isChance = computed.Expression.IsChance();
        }

        _needsId |= row.Source is MappingSource.Direct { Attribute.Name: "objectId" };
    }

    public AttributeMapping Row { get; }

    public AttributeSchema Schema { get; }

    public Cause Cause { get; }

    /// <param name="subject">The key of the object while it has no id: what its values wait for; null when it has one.</param>
    public ProjectedValue Of(AttributeSource source, EvaluationContext context, ResourceKey? subject)
    {
        if (_needsId && subject is { } waited)
            return new ProjectedValue(Flow.Value, new AttributeValue.Pending(Row.Source.ToString() ?? "", waited), null);
        if (_isChance && context.Randomness is null)
            return new ProjectedValue(Flow.Value, new AttributeValue.Generated(Row.Source.ToString() ?? ""), null);
        var result = Row.Source switch
        {
            MappingSource.Direct direct => FlowResult.Of(source.Read(new AttributeReference(direct.Attribute.Name, -1))),
            MappingSource.Constant constant => FlowResult.Of(MappingValue.Of(constant.Text)),
            MappingSource.Computed when _expression is not null => _expression.Evaluate(source, context),
            _ => FlowResult.Ignore,
        };
        if (result.Flow != Flow.Value)
            return new ProjectedValue(result.Flow, AttributeValue.None, result.Error);
        // What is not to be shown is made anew at apply, and stands nowhere else.
        return result.IsRedacted && context.Randomness is null
            ? new ProjectedValue(Flow.Value, new AttributeValue.Generated("redacted"), null)
            : new ProjectedValue(Flow.Value, Converted(result.Value), null) { IsDefaulted = result.Value.IsNull && Row.Default is not null };
    }

    /// <summary>The text under which values that differ only by case are one, where case does not count.</summary>
    public string Normal(string value) => Schema.Case == CaseRule.Ignore ? value.ToUpperInvariant() : value;

    /// <summary>What flows on creation: the value, else the default.</summary>
    public AttributeValue OnCreate(ProjectedValue value) => value.Value.IsAbsent && Row.Default is { } text ? Converted(MappingValue.Of(text)) : value.Value;

    private AttributeValue Converted(MappingValue value) => Schema.Kind switch
    {
        _ when value.IsNullOrEmpty => AttributeValue.None,
        ValueKind.Flag => AttributeValue.Of(value.Kind == MappingValueKind.Flag ? value.AsFlag : value.ToString().Equals("True", StringComparison.OrdinalIgnoreCase)),
        ValueKind.Texts => AttributeValue.OfTexts((value.Kind == MappingValueKind.List ? [.. value.Items] : new[] { value }).Select(TextOf)),
        _ => AttributeValue.Of(TextOf(value)),
    };

    // Of a complex value, what it stands for.
    private static string TextOf(MappingValue value) => value.Kind == MappingValueKind.Complex ? value["value"].ToString() : value.ToString();
}
