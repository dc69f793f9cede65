using System.Text.Json;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.OData;

/// <summary>Decides whether an object passes a filter; texts compare without case.</summary>
internal static class FilterEvaluator
{
    private const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase;

    public static bool Matches(FilterNode node, DirectoryObject item, ObjectValues values) => node switch
    {
        AndNode and => Matches(and.Left, item, values) && Matches(and.Right, item, values),
        OrNode or => Matches(or.Left, item, values) || Matches(or.Right, item, values),
        NotNode not => !Matches(not.Inner, item, values),
        InNode list => Any(item, values, list.Path, actual => list.Values.Any(v => Compare(list.Path.Property, actual, Comparer.Eq, v))),
        CompareNode compare when compare.Comparer == Comparer.Ne =>
            !Any(item, values, compare.Path, actual => Compare(compare.Path.Property, actual, Comparer.Eq, compare.Value)),
        CompareNode compare => Any(item, values, compare.Path, actual => Compare(compare.Path.Property, actual, compare.Comparer, compare.Value)),
        _ => false,
    };

    private static bool Any(DirectoryObject item, ObjectValues values, FilterPath path, Func<string?, bool> test)
    {
        var value = Computed.Value(item, values, path.Property);
        switch (value)
        {
            case string[] texts:
                return texts.Any(test);
            case JsonElement { ValueKind: JsonValueKind.Array } list when path.Member is { } member:
                return list.EnumerateArray().Any(e => test(Member(e, member)));
            case JsonElement { ValueKind: JsonValueKind.Object } structure when path.Member is { } member:
                return test(Member(structure, member));
            case JsonElement element:
                return test(element.ToString());
            case bool flag:
                return test(flag ? "true" : "false");
            default:
                return test(value as string);
        }
    }

    private static string? Member(JsonElement structure, string name)
    {
        foreach (var member in structure.EnumerateObject())
        {
            if (member.Name.Equals(name, AnyCase))
                return member.Value.ValueKind == JsonValueKind.Null ? null : member.Value.ToString();
        }

        return null;
    }

    private static bool Compare(PropertyDefinition property, string? actual, Comparer comparer, string? expected)
    {
        if (expected is null || actual is null)
            return comparer == Comparer.Eq && expected is null && actual is null;
        return comparer switch
        {
            Comparer.StartsWith => actual.StartsWith(expected, AnyCase),
            Comparer.EndsWith => actual.EndsWith(expected, AnyCase),
            Comparer.Eq => Order(property, actual, expected) == 0,
            Comparer.Ge => Order(property, actual, expected) >= 0,
            _ => Order(property, actual, expected) <= 0,
        };
    }

    private static int Order(PropertyDefinition property, string actual, string expected) =>
        property.Shape == ValueShape.DateTime && DateTimeOffset.TryParse(actual, out var left) && DateTimeOffset.TryParse(expected, out var right)
            ? left.CompareTo(right)
            : string.Compare(actual, expected, AnyCase);
}
