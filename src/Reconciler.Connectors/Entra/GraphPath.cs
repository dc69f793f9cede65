using Reconciler.Connectors.Http;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra;

/// <summary>An address below the Graph root that is safe to read. Made only here, out of encoded values.</summary>
internal readonly record struct GraphPath
{
    private GraphPath(string value) => Value = value;

    public string Value { get; }

    public static GraphPath Organization { get; } = new("/organization?$select=id,displayName,verifiedDomains");

    public static GraphPath Domains { get; } = new("/domains");

    public static GraphPath RoleAssignments { get; } = new("/roleManagement/directory/roleAssignments?$select=principalId,roleDefinitionId");

    public static GraphPath RoleDefinitions { get; } = new("/roleManagement/directory/roleDefinitions?$select=id,displayName");

    public static GraphPath Managers { get; } = new("/users/delta?$select=manager");

    public static GraphPath List(Kind kind, string select) => new($"/{Collection(kind)}?$select={select}&$top=999");

    /// <summary>The page behind a link that the service gave; null where it leaves the place that our token is for.</summary>
    public static GraphPath? Following(Origin origin, string link) => origin.Below(link) is { } path ? new(path) : null;

    /// <summary>One user with one property: refused where the property is not known.</summary>
    public static GraphPath Probe(string property) => new($"/users?$select=id,{property}&$top=1");

    public static GraphPath Delta(Kind kind, string select) => new($"/{Collection(kind)}/delta?$select={select}");

    /// <summary>An empty page with the link behind which the service tells what changes from now on.</summary>
    public static GraphPath Latest(Kind kind, string select) => new($"/{Collection(kind)}/delta?$deltatoken=latest&$select={select}");

    public static GraphPath Deleted(Kind kind, string select) => new($"/directory/deletedItems/microsoft.graph.{kind.Name}?$select={select}&$top=999");

    public static GraphPath One(Kind kind, RemoteId id, string select) => new($"/{Collection(kind)}/{OData.Segment(id.Value)}?$select={select}");

    public static GraphPath Where(Kind kind, string property, string value, string select) =>
        new($"/{Collection(kind)}?$filter={OData.Segment(property)}%20eq%20{OData.Literal(value)}&$select={select}");

    /// <summary>A user by address. One that begins with <c>$</c> would read as an operator in the short form.</summary>
    public static GraphPath UserNamed(string address, string select) => address.StartsWith('$')
        ? new($"/users(userPrincipalName={OData.Literal(address)})?$select={select}")
        : new($"/users/{OData.Segment(address)}?$select={select}");

    public static GraphPath Members(RemoteId group) => new($"/groups/{OData.Segment(group.Value)}/members?$select=id&$top=999");

    public static GraphPath Manager(RemoteId user) => new($"/users/{OData.Segment(user.Value)}/manager?$select=id");

    public static GraphPath GroupNamed(string uniqueName, string select) => new($"/groups(uniqueName={OData.Literal(uniqueName)})?$select={select}");

    public static GraphPath ServicePrincipalOf(string appId, string select) => new($"/servicePrincipals(appId={OData.Literal(appId)})?$select={select}");

    /// <summary>Who has which role of an application.</summary>
    public static GraphPath AssignedTo(RemoteId servicePrincipal) =>
        new($"/servicePrincipals/{OData.Segment(servicePrincipal.Value)}/appRoleAssignedTo?$select=id,appRoleId,principalId,principalType,principalDisplayName&$top=999");

    /// <summary>Which roles of an application one user, group or service principal has.</summary>
    public static GraphPath RolesHeld(Kind kind, RemoteId principal, RemoteId servicePrincipal) =>
        new($"/{Collection(kind)}/{OData.Segment(principal.Value)}/appRoleAssignments?$filter=resourceId%20eq%20{OData.Segment(servicePrincipal.Value)}&$select=id,appRoleId&$top=999");

    /// <summary>The registration behind a service principal, by its own object id.</summary>
    public static GraphPath Registration(string application, string select) => new($"/applications/{OData.Segment(application)}?$select={select}");

    public static GraphPath RegistrationOf(string appId, string select) => new($"/applications(appId={OData.Literal(appId)})?$select={select}");

    /// <summary>Service principals that bear this tag.</summary>
    public static GraphPath Tagged(string tag, string select) =>
        new($"/servicePrincipals?$filter=tags/any(t:t%20eq%20{OData.Literal(tag)})&$select={select}");

    public static GraphPath ApplicationOf(string appId) => new($"/applications(appId={OData.Literal(appId)})?$select=id");

    public static GraphPath ExtensionsOf(string application) => new($"/applications/{OData.Segment(application)}/extensionProperties");

    public static string Collection(Kind kind) => kind.Name switch
    {
        "user" => "users",
        "group" => "groups",
        // An application goes by its service principal's id.
        "servicePrincipal" or "application" => "servicePrincipals",
        _ => throw new ArgumentException($"{kind} has no collection of its own", nameof(kind)),
    };

    public override string ToString() => Value;
}
