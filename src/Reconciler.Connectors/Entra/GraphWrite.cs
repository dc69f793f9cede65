using System.Text.Json;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra;

/// <summary>
/// One writing request. Made only here: a deletion names an object, an assignment, or ends in <c>/$ref</c>, so that the address of a member
/// without <c>/$ref</c>, which would delete the person, cannot be built.
/// </summary>
internal sealed class GraphWrite
{
    private GraphWrite(HttpMethod method, string path, Action<Utf8JsonWriter>? body = null, string? prefer = null, int metered = 1) =>
        (Method, Path, Body, Prefer, Metered) = (method, path, body is null ? (ReadOnlyMemory<byte>?)null : Json(body), prefer, metered);

    public HttpMethod Method { get; }

    public string Path { get; }

    public ReadOnlyMemory<byte>? Body { get; }

    public string? Prefer { get; }

    /// <summary>As how many writes Graph counts it.</summary>
    public int Metered { get; }

    /// <param name="ends">How many link ends the object is born with.</param>
    public static GraphWrite Create(Kind kind, Action<Utf8JsonWriter> body, int ends = 0) =>
        new(HttpMethod.Post, $"/{GraphPath.Collection(kind)}", body, metered: GraphPrices.WritesOfCreation(ends));

    /// <summary>Creates a group, or answers 204 where one of that name is already there: the same call twice makes one group.</summary>
    public static GraphWrite UpsertGroup(string uniqueName, Action<Utf8JsonWriter> body, int ends) =>
        new(HttpMethod.Patch, $"/groups(uniqueName={OData.Literal(uniqueName)})", body, "create-if-missing", GraphPrices.WritesOfCreation(ends));

    public static GraphWrite CreateExtension(string application, Action<Utf8JsonWriter> body) =>
        new(HttpMethod.Post, $"/applications/{OData.Segment(application)}/extensionProperties", body);

    /// <summary>Makes an application and its service principal of a template. Twice makes two.</summary>
    public static GraphWrite Instantiate(string template, Action<Utf8JsonWriter> body) =>
        new(HttpMethod.Post, $"/applicationTemplates/{OData.Segment(template)}/instantiate", body);

    /// <summary>Changes the registration behind a service principal, by its own object id.</summary>
    public static GraphWrite UpdateRegistration(string application, Action<Utf8JsonWriter> body) =>
        new(HttpMethod.Patch, $"/applications/{OData.Segment(application)}", body);

    public static GraphWrite Assign(RemoteId servicePrincipal, RemoteId principal, string role) =>
        new(HttpMethod.Post, $"/servicePrincipals/{OData.Segment(servicePrincipal.Value)}/appRoleAssignedTo", json =>
        {
            json.WriteString("principalId", principal.Value);
            json.WriteString("resourceId", servicePrincipal.Value);
            json.WriteString("appRoleId", role);
        });

    public static GraphWrite Unassign(RemoteId servicePrincipal, string assignment) =>
        new(HttpMethod.Delete, $"/servicePrincipals/{OData.Segment(servicePrincipal.Value)}/appRoleAssignedTo/{OData.Segment(assignment)}");

    public static GraphWrite Invite(Action<Utf8JsonWriter> body) => new(HttpMethod.Post, "/invitations", body);

    public static GraphWrite Update(Kind kind, RemoteId id, Action<Utf8JsonWriter> body) => new(HttpMethod.Patch, Object(kind, id), body);

    public static GraphWrite Delete(Kind kind, RemoteId id) => new(HttpMethod.Delete, Object(kind, id));

    public static GraphWrite Restore(RemoteId id) => new(HttpMethod.Post, $"/directory/deletedItems/{OData.Segment(id.Value)}/restore");

    public static GraphWrite RevokeSessions(RemoteId user) => new(HttpMethod.Post, $"{Object(Kind.User, user)}/revokeSignInSessions");

    /// <summary>Adds up to 20 ends to a list at once, all or none.</summary>
    public static GraphWrite Bind(Kind kind, RemoteId id, string link, IReadOnlyCollection<string> ends) =>
        new(HttpMethod.Patch, Object(kind, id), json =>
        {
            json.WriteStartArray($"{link}@odata.bind");
            foreach (var end in ends)
                json.WriteStringValue(end);
            json.WriteEndArray();
        }, metered: GraphPrices.WritesOfBind(ends.Count));

    public static GraphWrite AddReference(Kind kind, RemoteId id, string link, string end) =>
        new(HttpMethod.Post, $"{Object(kind, id)}/{OData.Segment(link)}/$ref", json => json.WriteString("@odata.id", end));

    public static GraphWrite SetReference(Kind kind, RemoteId id, string link, string end) =>
        new(HttpMethod.Put, $"{Object(kind, id)}/{OData.Segment(link)}/$ref", json => json.WriteString("@odata.id", end));

    public static GraphWrite RemoveReference(Kind kind, RemoteId id, string link, RemoteId end) =>
        new(HttpMethod.Delete, $"{Object(kind, id)}/{OData.Segment(link)}/{OData.Segment(end.Value)}/$ref");

    /// <summary>Clears a link that has one end.</summary>
    public static GraphWrite ClearReference(Kind kind, RemoteId id, string link) => new(HttpMethod.Delete, $"{Object(kind, id)}/{OData.Segment(link)}/$ref");

    public override string ToString() => $"{Method} {Path}";

    private static string Object(Kind kind, RemoteId id) => $"/{GraphPath.Collection(kind)}/{OData.Segment(id.Value)}";

    private static ReadOnlyMemory<byte> Json(Action<Utf8JsonWriter> body)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            body(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
