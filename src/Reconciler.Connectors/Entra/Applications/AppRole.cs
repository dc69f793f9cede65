using System.Collections.Immutable;
using System.Text.Json;

namespace Reconciler.Connectors.Entra.Applications;

/// <summary>One role that an application offers, as Graph tells it.</summary>
internal sealed record AppRole(Guid Id, string? Value, string DisplayName, string? Description, bool Enabled)
{
    /// <summary>The roles of an application or service principal.</summary>
    public static ImmutableArray<AppRole> Read(JsonElement holder) => [.. holder.Items("appRoles").Select(Of).OfType<AppRole>()];

    public static AppRole? Of(JsonElement role) => Guid.TryParse(role.Text("id"), out var id)
        ? new AppRole(id, role.Text("value") is { Length: > 0 } value ? value : null, role.Text("displayName") ?? "", role.Text("description"), role.Flag("isEnabled"))
        : null;

    /// <summary>Whether we made it: its id follows from the application and its value.</summary>
    public bool IsOurs(string appId) => Value is { } value && Id == RoleIds.Of(appId, value);
}
