using System.Text.Json;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Users;

/// <summary>A user between Graph's JSON and the algebra. Pure.</summary>
internal static class UserConvert
{
    /// <summary>Reads the user that the reader stands on.</summary>
    /// <param name="managers">What reads the changes of a user's manager; null where none are told.</param>
    /// <param name="chunk">Takes them.</param>
    public static void ToLive(ref Utf8JsonReader reader, WireShape shape, ValuePool pool, LiveRow row, LinkChunks? managers = null, List<(Handle End, bool Removed)>? chunk = null)
    {
        row.Clear();
        var cursor = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (shape.TryRead(ref reader, ref cursor, pool, row))
                continue;
            var isId = reader.ValueTextEquals("id"u8);
            var isRemoved = reader.ValueTextEquals("@removed"u8);
            var isManager = managers is not null && reader.ValueTextEquals("manager@delta"u8);
            reader.Read();
            if (isId)
                row.Id = JsonText.StringOrNull(ref reader);
            else if (isManager && managers is not null && chunk is not null)
                managers.ReadChunk(ref reader, chunk);
            else
                reader.Skip();
            row.Removed |= isRemoved;
        }
    }

    /// <summary>The address of a deleted user as it was: in the recycle bin its id, without dashes, stands before it.</summary>
    public static string? PlainAddress(string? address, string id)
    {
        if (address is null || address.Length <= 32 || !Guid.TryParse(id, out var guid))
            return address;
        return address.StartsWith(guid.ToString("N"), StringComparison.OrdinalIgnoreCase) ? address[32..] : address;
    }

    /// <summary>Writes cells as properties of the object being written; members of one property together.</summary>
    /// <param name="costCentre">What employeeOrgData holds now: it is replaced whole, so the member that does not change is sent too.</param>
    public static void ToWire(Utf8JsonWriter json, IReadOnlyList<CellChange> cells, WireShape shape, OrgData costCentre)
    {
        var properties = cells.Where(c => shape.Carries(c.Attribute.Name)).Select(c => (Property: shape[c.Attribute.Name], c.After)).ToArray();
        foreach (var (property, value) in properties.Where(p => p.Property.Member is null))
            Cells.ToWire(json, property.Property, property.Form, value);
        foreach (var nested in properties.Where(p => p.Property.Member is not null).GroupBy(p => p.Property.Property))
        {
            var members = nested.ToDictionary(n => n.Property.Member ?? "", n => n.After, StringComparer.Ordinal);
            if (nested.Key == OrgData.Property)
            {
                members.TryAdd("costCenter", AttributeValue.Of(costCentre.CostCenter));
                members.TryAdd("division", AttributeValue.Of(costCentre.Division));
            }

            json.WriteStartObject(nested.Key);
            foreach (var (member, value) in members)
                Cells.ToWire(json, member, WireForm.Text, value);
            json.WriteEndObject();
        }
    }
}

/// <summary>The two members of employeeOrgData.</summary>
internal readonly record struct OrgData(string? CostCenter, string? Division)
{
    public const string Property = "employeeOrgData";

    /// <summary>Whether a change touches one member and has to know the other.</summary>
    public static bool IsHalf(IEnumerable<CellChange> cells) =>
        cells.Count(c => c.Attribute.Name.StartsWith("employeeOrgData.", StringComparison.Ordinal)) == 1;

    public static OrgData Read(JsonElement user) =>
        user.ValueKind == JsonValueKind.Object && user.TryGetProperty(Property, out var data) ? new OrgData(data.Text("costCenter"), data.Text("division")) : default;
}
