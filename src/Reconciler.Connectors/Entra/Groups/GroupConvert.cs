using System.Text.Json;
using Reconciler.Core.Planning;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Groups;

/// <summary>A group between Graph's JSON and the algebra. Pure.</summary>
internal static class GroupConvert
{
    public const string Security = "security";
    public const string Microsoft365 = "microsoft365";

    /// <summary>The four sorts of group: only the first two are writable through Graph.</summary>
    public static string Kind(GroupJson group) => group switch
    {
        { Unified: true } => Microsoft365,
        { MailEnabled: true, SecurityEnabled: true } => "mailEnabledSecurity",
        { MailEnabled: true } => "distribution",
        _ => Security,
    };

    /// <summary>Turns the computed properties into cells.</summary>
    public static void ToLive(GroupJson group, KindSchema schema, ValuePool pool, LiveRow row)
    {
        if (!group.SaysTypes)
            return;
        row.Set(schema.IndexOf(GroupSchema.GroupKind), pool.Intern(Kind(group)));
        row.Set(schema.IndexOf(GroupSchema.TeamsBacked), pool.Intern(AttributeValue.Of(group.Teams)));
        if (!group.Dynamic)
            row.Set(schema.IndexOf(GroupSchema.Rule), ValueId.Absent);
    }

    /// <summary>Writes the properties that a new group begins with.</summary>
    public static void ToWireNew(Utf8JsonWriter json, IReadOnlyList<CellChange> cells, WireShape shape)
    {
        var unified = cells.Any(c => c.Attribute.Name == GroupSchema.GroupKind && c.After is AttributeValue.Text { Value: Microsoft365 });
        var dynamic = cells.Any(c => c.Attribute.Name == GroupSchema.Rule && !c.After.IsAbsent);
        WriteTypes(json, unified, dynamic);
        json.WriteBoolean("mailEnabled", unified);
        json.WriteBoolean("securityEnabled", !unified);
        WriteProcessing(json, dynamic);
        WriteCells(json, cells.Where(c => !c.After.IsAbsent), shape);
    }

    /// <summary>Writes changed properties. <paramref name="types"/>: what the group is now, needed where a rule comes or goes.</summary>
    public static void ToWire(Utf8JsonWriter json, IReadOnlyList<CellChange> cells, WireShape shape, GroupJson? types)
    {
        if (cells.FirstOrDefault(c => c.Attribute.Name == GroupSchema.Rule) is { } rule)
        {
            if (types is not null)
                WriteTypes(json, types.Unified, !rule.After.IsAbsent);
            WriteProcessing(json, !rule.After.IsAbsent);
        }

        WriteCells(json, cells, shape);
    }

    /// <summary>Whether a change makes a group dynamic or static, which is said in groupTypes.</summary>
    public static bool TurnsDynamic(IEnumerable<CellChange> cells) =>
        cells.Any(c => c.Attribute.Name == GroupSchema.Rule && c.Before.IsAbsent != c.After.IsAbsent);

    private static void WriteCells(Utf8JsonWriter json, IEnumerable<CellChange> cells, WireShape shape)
    {
        foreach (var cell in cells.Where(c => c.Attribute.Name is not (GroupSchema.GroupKind or GroupSchema.UniqueName)))
            Cells.ToWire(json, shape[cell.Attribute.Name].Property, shape[cell.Attribute.Name].Form, cell.After);
    }

    private static void WriteTypes(Utf8JsonWriter json, bool unified, bool dynamic)
    {
        json.WriteStartArray("groupTypes");
        if (unified)
            json.WriteStringValue("Unified");
        if (dynamic)
            json.WriteStringValue("DynamicMembership");
        json.WriteEndArray();
    }

    private static void WriteProcessing(Utf8JsonWriter json, bool dynamic)
    {
        if (dynamic)
            json.WriteString("membershipRuleProcessingState", "On");
    }
}
