using System.Text.Json;
using Reconciler.Connectors.Entra.Groups;
using Reconciler.Connectors.Entra.Users;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Roles;

/// <summary>Reads who holds a directory role: assigned, or as a direct member of a group that is.</summary>
internal sealed class RoleClient(ReadSession session)
{
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Principal, string Role)> _assignments = [];

    public async Task<Completeness> ReadAsync(CancellationToken cancellationToken)
    {
        var named = Chain.WalkAsync(session, GraphPath.RoleDefinitions, "directory roles", delta: false,
            Reading("id", "displayName", (id, name) => _names[id] = name), cancellationToken);
        var given = Chain.WalkAsync(session, GraphPath.RoleAssignments, "assigned roles", delta: false,
            Reading("principalId", "roleDefinitionId", (principal, role) => _assignments.Add((principal, role))), cancellationToken);
        var (definitions, assignments) = (await named, await given);
        return assignments.Completeness.IsProven ? definitions.Completeness : assignments.Completeness;
    }

    /// <summary>Writes the roles' names onto users; after users and groups are in the snapshot.</summary>
    public void Write()
    {
        var held = new Dictionary<Handle, SortedSet<string>>();
        foreach (var (principal, role) in _assignments)
        {
            if (session.Roster.Find(new RemoteId(principal)) is not { } holder)
                continue;
            var name = _names.GetValueOrDefault(role, role);
            foreach (var user in session.Roster.KindOf(holder) == Kind.Group ? session.Snapshot.Links(GroupSchema.Members, holder).Ends.Select(e => e.To) : [holder])
            {
                if (!held.TryGetValue(user, out var roles))
                    held.Add(user, roles = new SortedSet<string>(StringComparer.Ordinal));
                roles.Add(name);
            }
        }

        var table = session.Snapshot[Kind.User];
        var column = table.Schema.IndexOf(UserSchema.Roles);
        foreach (var (user, roles) in held)
        {
            if (table.RowOf(user) is >= 0 and var row)
                table.Set(row, column, session.Pool.Intern(AttributeValue.OfTexts(roles)));
        }
    }

    private static PageItem Reading(string first, string second, Action<string, string> add) => (ref Utf8JsonReader reader) =>
    {
        string? a = null, b = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isFirst = reader.ValueTextEquals(first);
            var isSecond = reader.ValueTextEquals(second);
            reader.Read();
            if (isFirst)
                a = JsonText.StringOrNull(ref reader);
            else if (isSecond)
                b = JsonText.StringOrNull(ref reader);
            else
                reader.Skip();
        }

        if (a is not null && b is not null)
            add(a, b);
    };
}
