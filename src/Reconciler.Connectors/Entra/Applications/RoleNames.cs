using System.Collections.Immutable;

namespace Reconciler.Connectors.Entra.Applications;

/// <summary>
/// What people call the roles of one application: the value; of a role without one the display name, told apart from a value that reads the
/// same. The default access has no name.
/// </summary>
internal sealed class RoleNames
{
    private readonly Dictionary<Guid, string> _names = [];
    private readonly Dictionary<string, Guid> _ids = new(StringComparer.Ordinal);

    public RoleNames(ImmutableArray<AppRole> roles)
    {
        var values = roles.Select(r => r.Value).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var shared = roles.Where(r => r.Value is null).GroupBy(r => r.DisplayName, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var role in roles)
        {
            var name = role switch
            {
                { Value: { } value } => value,
                { DisplayName: var shown } when shared.Contains(shown) || shown.Length == 0 => $"{shown} ({role.Id})".TrimStart(),
                { DisplayName: var shown } when values.Contains(shown) => $"{shown} (no value)",
                _ => role.DisplayName,
            };
            _names[role.Id] = name;
            _ids.TryAdd(name, role.Id);
        }
    }

    /// <summary>The name of a role; null for the default access, the id itself where the application offers no such role any more.</summary>
    public string? NameOf(Guid role) => role == Guid.Empty ? null : _names.GetValueOrDefault(role) ?? role.ToString();

    public Guid? IdOf(string? name)
    {
        if (name is null)
            return Guid.Empty;
        if (_ids.TryGetValue(name, out var id))
            return id;
        return Guid.TryParse(name, out var given) ? given : null;
    }
}
