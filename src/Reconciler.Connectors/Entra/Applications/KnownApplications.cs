using System.Collections.Concurrent;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Applications;

/// <summary>
/// What is known of applications from reads and writes of this run, by the service principal's id: it saves looks and decides nothing.
/// Whatever is not in here is looked up.
/// </summary>
internal sealed class KnownApplications
{
    private readonly ConcurrentDictionary<string, string> _appIds = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> _registrations = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, RoleNames> _roles = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<(RemoteId ServicePrincipal, RemoteId Principal, string? Role), string> _assignments = new();

    /// <summary>The client id.</summary>
    public string? AppIdOf(RemoteId servicePrincipal) => _appIds.GetValueOrDefault(servicePrincipal.Value);

    /// <summary>The object id of the registration behind it.</summary>
    public string? RegistrationOf(RemoteId servicePrincipal) => _registrations.GetValueOrDefault(servicePrincipal.Value);

    public RoleNames? RolesOf(RemoteId servicePrincipal) => _roles.GetValueOrDefault(servicePrincipal.Value);

    public string? Assignment(RemoteId servicePrincipal, RemoteId principal, string? role) =>
        _assignments.GetValueOrDefault((servicePrincipal, principal, role));

    public void Is(RemoteId servicePrincipal, string appId) => _appIds[servicePrincipal.Value] = appId;

    public void StandsOn(RemoteId servicePrincipal, string registration) => _registrations[servicePrincipal.Value] = registration;

    public void Offers(RemoteId servicePrincipal, RoleNames roles) => _roles[servicePrincipal.Value] = roles;

    public void Assigned(RemoteId servicePrincipal, RemoteId principal, string? role, string assignment) =>
        _assignments[(servicePrincipal, principal, role)] = assignment;

    public void Unassigned(RemoteId servicePrincipal, RemoteId principal, string? role) => _assignments.TryRemove((servicePrincipal, principal, role), out _);
}
