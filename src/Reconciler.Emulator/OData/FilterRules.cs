using Reconciler.Emulator.Http;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.OData;

/// <summary>Refuses what the property tables do not offer, or offer only to advanced queries.</summary>
internal sealed class FilterRules(EntityType type, bool advanced, int valueLimit)
{
    private int _values;

    public void Check(FilterNode node)
    {
        Walk(node, negated: false);
        if (_values > valueLimit)
        {
            throw Errors.UnsupportedQuery("Too many child clauses specified in search filter expression containing 'OR' operators: "
                + $"{_values}. Max allowed: {valueLimit}.");
        }
    }

    private void Walk(FilterNode node, bool negated)
    {
        switch (node)
        {
            case AndNode and:
                Walk(and.Left, negated);
                Walk(and.Right, negated);
                break;
            case OrNode or:
                if (or.Left is not OrNode)
                    _values++;
                _values++;
                Walk(or.Left, negated);
                Walk(or.Right, negated);
                break;
            case NotNode not:
                Walk(not.Inner, negated: true);
                break;
            case InNode values:
                _values += values.Values.Length;
                Require(values.Path, FilterOperators.In, negated);
                break;
            case CompareNode compare:
                Compare(compare, negated);
                break;
        }
    }

    private void Compare(CompareNode node, bool negated)
    {
        var property = node.Path.Property;
        if (property.IsCollection && !node.IsAny)
            throw Errors.UnsupportedFilter(property.Name, type.Resource);
        var needed = node.Comparer switch
        {
            Comparer.Eq when node.Value is null => FilterOperators.Null,
            Comparer.Eq => FilterOperators.Eq,
            Comparer.Ne => FilterOperators.Ne,
            Comparer.Ge => FilterOperators.Ge,
            Comparer.Le => FilterOperators.Le,
            Comparer.StartsWith => FilterOperators.StartsWith,
            _ => FilterOperators.EndsWith,
        };
        Require(node.Path, needed, negated);
        if (node.Value is { } value && !Fits(property, value))
            throw Errors.BadRequest($"Invalid filter clause: A binary operator with incompatible types was detected for property '{property.Name}'.");
    }

    private void Require(FilterPath path, FilterOperators needed, bool negated)
    {
        var property = path.Property;
        if (negated)
            needed |= FilterOperators.Not;
        var plain = property.Plain;
        var all = property.Plain | property.Advanced;
        if ((all & needed) != needed || (!advanced && (plain & needed) != needed))
            throw Errors.UnsupportedFilter(property.Name, type.Resource);
    }

    private static bool Fits(PropertyDefinition property, string value) => property.Shape switch
    {
        ValueShape.Flag => value is "true" or "false",
        ValueShape.DateTime => DateTimeOffset.TryParse(value, out _),
        ValueShape.Id => Guid.TryParse(value, out _),
        _ => true,
    };
}
