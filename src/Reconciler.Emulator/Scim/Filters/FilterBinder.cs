using Reconciler.Emulator.Scim.Schemas;
using Reconciler.Emulator.Scim.Values;

namespace Reconciler.Emulator.Scim.Filters;

/// <summary>Turns a filter into a test of one subject, by the definitions of the attributes it names.</summary>
internal static class FilterBinder
{
    public static Func<T, bool> Bind<T>(FilterNode filter, FilterScope<T> scope)
    {
        switch (filter)
        {
            case FilterNode.And and:
                var (left, right) = (Bind(and.Left, scope), Bind(and.Right, scope));
                return subject => left(subject) && right(subject);
            case FilterNode.Or or:
                var (one, other) = (Bind(or.Left, scope), Bind(or.Right, scope));
                return subject => one(subject) || other(subject);
            case FilterNode.Not not:
                var inner = Bind(not.Inner, scope);
                return subject => !inner(subject);
            case FilterNode.Present present:
                var shown = Find(present.Attribute, scope);
                return subject => IsPresent(shown.Read(subject));
            case FilterNode.Compare compare:
                return Comparison(compare, Find(compare.Attribute, scope));
            case FilterNode.Items items:
                return Items(items, Find(items.Attribute, scope));
            default:
                throw new ArgumentException($"{filter} is no filter", nameof(filter));
        }
    }

    private static BoundAttribute<T> Find<T>(string name, FilterScope<T> scope)
    {
        var found = scope(name) ?? throw ScimException.InvalidFilter($"'{name}' is not an attribute");
        return found.Definition.Returned == Returned.Never ? throw ScimException.InvalidFilter($"'{name}' cannot be filtered by") : found;
    }

    private static bool IsPresent(object? value) => value switch
    {
        null => false,
        string text => text.Length > 0,
        List<object> list => list.Count > 0,
        _ => true,
    };

    private static Func<T, bool> Items<T>(FilterNode.Items items, BoundAttribute<T> attribute)
    {
        var test = ItemScope.Bind(items.Inner, attribute.Definition);
        return subject => attribute.Read(subject) switch
        {
            List<object> list => list.Exists(i => test(i)),
            { } single => test(single),
            null => false,
        };
    }

    private static Func<T, bool> Comparison<T>(FilterNode.Compare compare, BoundAttribute<T> attribute)
    {
        var (definition, read) = (attribute.Definition, attribute.Read);
        if (definition.Type == AttributeType.Complex)
        {
            // A list of complex values is compared by their values (RFC 7644 §3.4.2.2).
            var value = definition.MultiValued && definition.Sub("value") is { } found
                ? found
                : throw ScimException.InvalidFilter($"'{compare.Attribute}' is complex; one of its sub-attributes is needed");
            (definition, var whole) = (value, read);
            read = subject => Values(whole(subject), value.Name);
        }

        var test = Test(compare, definition);
        var absent = compare.Operator switch
        {
            FilterOperator.Eq => compare.Literal.Text is null,
            FilterOperator.Ne => compare.Literal.Text is not null,
            _ => false,
        };
        return subject => read(subject) switch
        {
            null or List<object> { Count: 0 } => absent,
            List<object> list => list.Exists(v => test(v)),
            { } single => test(single),
        };
    }

    /// <summary>One sub-attribute of every item.</summary>
    public static object? Values(object? value, string sub) => value switch
    {
        List<object> list => list.ConvertAll(i => (i as Complex)?[sub]).OfType<object>().ToList(),
        Complex complex => complex[sub],
        _ => null,
    };

    private static Func<object, bool> Test(FilterNode.Compare compare, AttributeDefinition definition)
    {
        if (compare.Literal.Text is null)
        {
            return compare.Operator switch
            {
                FilterOperator.Eq => _ => false,
                FilterOperator.Ne => _ => true,
                _ => throw ScimException.InvalidFilter("null can only be compared by eq and ne"),
            };
        }

        return LiteralTest.For(compare, definition);
    }
}
