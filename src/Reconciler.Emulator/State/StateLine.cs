using System.Text.Json;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.State;

/// <summary>One line that describes an object: its values and the references it holds to others.</summary>
internal sealed record StateLine(ObjectKind Kind, Guid? Id, ObjectValues Values, string? Application, List<(Relation Relation, List<Reference> To)> Links)
{
    public static StateLine Read(JsonElement line, ObjectKind kind, StringPool pool)
    {
        var type = ObjectKinds.TypeOf(kind);
        Guid? id = null;
        string? application = null;
        var links = new List<(Relation, List<Reference>)>();
        var values = new List<KeyValuePair<PropertyDefinition, object?>>();
        foreach (var member in line.EnumerateObject())
        {
            switch (member.Name)
            {
                case "type" or "sequence" or "at" or "$schema":
                    break;
                case "id":
                    id = Guid.TryParse(member.Value.GetString(), out var given) ? given : throw new StateException("'id' is not a GUID");
                    break;
                case "application" when kind == ObjectKind.ExtensionProperty:
                    application = member.Value.GetString();
                    break;
                case "members" or "owners" or "manager" when Relations.Parse(member.Name) is { } relation && Bears(kind, relation):
                    links.Add((relation, References(member.Value)));
                    break;
                default:
                    values.Add(Value(kind, type, member, pool));
                    break;
            }
        }

        return new StateLine(kind, id, ObjectValues.Empty.With(values), application, links);
    }

    private static bool Bears(ObjectKind kind, Relation relation) =>
        kind == (relation == Relation.Manager ? ObjectKind.User : ObjectKind.Group);

    private static KeyValuePair<PropertyDefinition, object?> Value(ObjectKind kind, EntityType type, JsonProperty member, StringPool pool)
    {
        var property = type.Find(StateTypes.Property(kind, member.Name));
        if (property is null && member.Name.StartsWith("extension_", StringComparison.Ordinal))
            property = Extensions.Definition(member.Name, DataType(member.Value), member.Value.ValueKind == JsonValueKind.Array);
        if (property is null)
            throw new StateException($"'{member.Name}' is not a property of {type.Name}");
        var value = StateValue.Read(property, member.Value, pool);
        return value is null
            ? throw new StateException($"the value of '{member.Name}' is not of the right kind")
            : new(property, value);
    }

    private static string DataType(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "Boolean",
        JsonValueKind.Number => "Integer",
        _ => "String",
    };

    private static List<Reference> References(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
            return [.. value.EnumerateArray().Select(v => Reference.Parse(v.GetString() ?? ""))];
        return value.GetString() is { } single ? [Reference.Parse(single)] : [];
    }
}
