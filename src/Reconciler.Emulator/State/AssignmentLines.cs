using System.Text.Json;
using Reconciler.Emulator.Applications;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Schema;
using Reconciler.Emulator.Tenant;

namespace Reconciler.Emulator.State;

/// <summary>
/// The lines of app role assignments, kept until every object is read: a seed names their ends as a person would, by principal name, unique
/// name, app id or display name, and the role by its value.
/// </summary>
internal sealed class AssignmentLines(DirectoryStore store, Organization organization)
{
    private readonly List<(StateLine Line, string Where)> _lines = [];

    public void Add(StateLine line, string where) => _lines.Add((line, where));

    public void Put(ReferenceResolver resolver, DateTimeOffset now)
    {
        CopyRoles(now);
        foreach (var (line, where) in _lines)
        {
            try
            {
                Put(line, resolver, now);
            }
            catch (StateException fault)
            {
                throw new StateException($"{where}: {fault.Message}", fault);
            }
        }

        _lines.Clear();
    }

    private void Put(StateLine line, ReferenceResolver resolver, DateTimeOffset now)
    {
        var type = ApplicationTypes.Assignment;
        var principal = End(line, "principal", resolver);
        var resource = End(line, "resource", resolver);
        if (resource.Kind == ObjectKind.Application)
            resource = store.Keys.ByAppId(ObjectKind.ServicePrincipal, resource.Text("appId") ?? "") ?? resource;
        if (resource.Kind != ObjectKind.ServicePrincipal)
            throw new StateException($"'{resource.Text("displayName")}' has no service principal");
        var role = Role(resource, line.Values.Text(type["appRoleId"]));
        var id = line.Id ?? NamedGuid.Create(organization.Id, $"appRoleAssignment:{resource.Id}/{principal.Id}/{role}");
        if (store.Find(id) is not null)
            throw new StateException("the assignment is described twice");
        var values = line.Values.With(
        [
            new(type["principalId"], principal.Id.ToString()),
            new(type["resourceId"], resource.Id.ToString()),
            new(type["appRoleId"], role.ToString()),
            new(type["createdDateTime"], line.Values.Text(type["createdDateTime"]) ?? StateWriter.Time(now)),
        ]);
        store.Apply(new PutChange(ObjectKind.AppRoleAssignment, id, values), store.Sequence, now);
    }

    private static DirectoryObject End(StateLine line, string member, ReferenceResolver resolver)
    {
        var text = line.Values.Text(ApplicationTypes.Assignment[StateTypes.Property(line.Kind, member)])
            ?? throw new StateException($"an assignment needs its '{member}'");
        return resolver.Find(Reference.Parse(text)) ?? throw new StateException($"'{text}' names nothing, or more than one object");
    }

    /// <summary>By id, by value, or by the display name of a role without a value; nothing is the default access.</summary>
    private static Guid Role(DirectoryObject resource, string? text)
    {
        if (text is null)
            return Guid.Empty;
        if (Guid.TryParse(text, out var id))
            return id;
        var roles = AppRoles.Of(resource);
        var found = roles.FirstOrDefault(r => r.Value == text) ?? roles.FirstOrDefault(r => r.Value is null && r.DisplayName == text);
        return found?.Id ?? throw new StateException($"'{resource.Text("displayName")}' offers no role '{text}'");
    }

    /// <summary>A service principal whose line says nothing of roles offers those of its application.</summary>
    private void CopyRoles(DateTimeOffset now)
    {
        var property = ApplicationTypes.ServicePrincipal["appRoles"];
        foreach (var handle in store.Live(ObjectKind.ServicePrincipal).ToArray())
        {
            var principal = store[handle];
            var application = principal.Text("appId") is { } appId ? store.Keys.ByAppId(ObjectKind.Application, appId) : null;
            if (principal.Values.Raw(property) is null && application?.Values[ApplicationTypes.Application["appRoles"]] is JsonElement roles)
                store.Apply(new PutChange(principal.Kind, principal.Id, principal.Values.With(property, roles)), store.Sequence, now);
        }
    }
}
