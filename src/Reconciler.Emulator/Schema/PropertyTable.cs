using System.Collections.Immutable;

namespace Reconciler.Emulator.Schema;

/// <summary>Reads the tables of the entity types: name | shape | def or sel | plain operators | advanced operators | rules.</summary>
internal static class PropertyTable
{
    public static ImmutableArray<PropertyDefinition> Parse(string table)
    {
        var result = ImmutableArray.CreateBuilder<PropertyDefinition>();
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            result.Add(Row(line.Split('|', StringSplitOptions.TrimEntries), result.Count));
        return result.ToImmutable();
    }

    private static PropertyDefinition Row(string[] cells, int ordinal)
    {
        var property = new PropertyDefinition(cells[0], Shape(cells[1]), ordinal)
        {
            InDefaultSet = cells[2] == "def",
            Plain = Operators(cells, 3),
            Advanced = Operators(cells, 4),
        };
        foreach (var rule in cells.Length > 5 ? cells[5].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [])
            property = WithRule(property, rule);
        return property;
    }

    private static PropertyDefinition WithRule(PropertyDefinition property, string rule) => rule switch
    {
        "ro" => property with { Access = PropertyAccess.ReadOnly },
        "create" => property with { Access = PropertyAccess.CreateOnly },
        "set" => property with { NotNullable = true },
        "elsewhere" => property with { Elsewhere = true },
        _ => property with { MaxLength = int.Parse(rule) },
    };

    private static ValueShape Shape(string text) => text switch
    {
        "text" => ValueShape.Text,
        "flag" => ValueShape.Flag,
        "number" => ValueShape.Number,
        "date" => ValueShape.DateTime,
        "id" => ValueShape.Id,
        "texts" => ValueShape.Texts,
        "complex" => ValueShape.Complex,
        "list" => ValueShape.ComplexList,
        _ => throw new ArgumentException($"No shape '{text}'.", nameof(text)),
    };

    private static FilterOperators Operators(string[] cells, int index)
    {
        var result = FilterOperators.None;
        foreach (var name in cells.Length > index ? cells[index].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [])
        {
            result |= name switch
            {
                "eq" => FilterOperators.Eq,
                "ne" => FilterOperators.Ne,
                "not" => FilterOperators.Not,
                "ge" => FilterOperators.Ge,
                "le" => FilterOperators.Le,
                "in" => FilterOperators.In,
                "sw" => FilterOperators.StartsWith,
                "ew" => FilterOperators.EndsWith,
                "null" => FilterOperators.Null,
                _ => throw new ArgumentException($"No operator '{name}'.", nameof(cells)),
            };
        }

        return result;
    }
}
