using System.Text.Json;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Assignments;

/// <summary>One role that somebody has, as Graph tells it.</summary>
internal readonly record struct AssignmentJson(string Id, Guid Role, string Principal, Kind Kind, string? DisplayName)
{
    /// <summary>Reads the assignment that the reader stands on.</summary>
    public static AssignmentJson Read(ref Utf8JsonReader reader)
    {
        string? id = null, role = null, principal = null, type = null, name = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals("id"u8);
            var isRole = reader.ValueTextEquals("appRoleId"u8);
            var isPrincipal = reader.ValueTextEquals("principalId"u8);
            var isType = reader.ValueTextEquals("principalType"u8);
            var isName = reader.ValueTextEquals("principalDisplayName"u8);
            reader.Read();
            if (isId)
                id = JsonText.StringOrNull(ref reader);
            else if (isRole)
                role = JsonText.StringOrNull(ref reader);
            else if (isPrincipal)
                principal = JsonText.StringOrNull(ref reader);
            else if (isType)
                type = JsonText.StringOrNull(ref reader);
            else if (isName)
                name = JsonText.StringOrNull(ref reader);
            else
                reader.Skip();
        }

        return id is not null && principal is not null && Guid.TryParse(role, out var roleId)
            ? new AssignmentJson(id, roleId, principal, KindOf(type), name)
            : throw new JsonException("an assignment without id, role or principal");
    }

    private static Kind KindOf(string? principalType) => principalType switch
    {
        "User" => Kind.User,
        "Group" => Kind.Group,
        "ServicePrincipal" => Kind.ServicePrincipal,
        _ => new Kind("directoryObject"),
    };
}
