using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Connectors.Entra.Assignments;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Applications;

/// <summary>
/// Reads enterprise applications: the list of service principals once, and of those that somebody asks for the roles and who has them.
/// The roles of all would be the better part of the list: Microsoft's own services offer thousands.
/// </summary>
internal sealed class ApplicationClient(ReadSession session)
{
    private const string Listed = "id,appId,displayName,applicationTemplateId,tags,appRoleAssignmentRequired,servicePrincipalType";
    private const string Whole = Listed + ",appRoles";
    private readonly ResourceTable _table = session.Snapshot[Kind.Application];
    private readonly LiveRow _row = new(ApplicationSchema.Kind.Attributes.Length);

    /// <summary>Finds who is asked for; nothing is written yet.</summary>
    public async Task<(ImmutableArray<RemoteId> Found, ChainEnd End)> ListAsync(ImmutableArray<ApplicationQuery> queries, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<RemoteId>();
        var end = await Chain.WalkAsync(session, GraphPath.List(Kind.ServicePrincipal, Listed), "applications", delta: false, Read, cancellationToken);
        return (found.ToImmutable(), end);

        void Read(ref Utf8JsonReader reader)
        {
            var servicePrincipal = JsonElement.ParseValue(ref reader);
            if (ApplicationConvert.IsAskedFor(servicePrincipal, queries))
                found.Add(new RemoteId(servicePrincipal.Text("id") ?? throw new JsonException("a service principal without id")));
        }
    }

    /// <summary>Reads the found ones whole, and who has their roles.</summary>
    public async Task<Completeness> ReadAsync(ImmutableArray<RemoteId> found, CancellationToken cancellationToken)
    {
        var whole = await ByIdsAsync(found, cancellationToken);
        var there = found.Where(f => session.Roster.Find(f) is { } handle && _table.RowOf(handle) >= 0).ToImmutableArray();
        await new AssignmentClient(session).ReadAsync(there, cancellationToken);

        // What the list holds and cannot be read is not gone: taken for gone it would be made a second time.
        return whole.IsProven && there.Length < found.Length
            ? new Completeness.Unproven($"{found.Length - there.Length} of the {found.Length} applications found are in the list of service principals and cannot be read by themselves")
            : whole;
    }

    public Task<Completeness> ByIdsAsync(ImmutableArray<RemoteId> ids, CancellationToken cancellationToken) =>
        Objects.ReadAsync(session, [.. ids.Select(id => GraphPath.One(Kind.Application, id, Whole))], Reading, cancellationToken);

    public async Task<Completeness> FindAsync(string attribute, string value, CancellationToken cancellationToken)
    {
        if (attribute == ApplicationSchema.AppId)
            return await Objects.ReadAsync(session, [GraphPath.ServicePrincipalOf(value, Whole)], Reading, cancellationToken);
        var path = attribute == ApplicationSchema.Mark
            ? GraphPath.Tagged(ApplicationConvert.MarkTag + value, Whole)
            : GraphPath.Where(Kind.Application, attribute, value, Whole);
        return (await Chain.WalkAsync(session, path, "applications", delta: false, Reading, cancellationToken)).Completeness;
    }

    private void Reading(ref Utf8JsonReader reader)
    {
        var servicePrincipal = JsonElement.ParseValue(ref reader);
        var id = servicePrincipal.Text("id") ?? throw new JsonException("a service principal without id");
        _row.Clear();
        ApplicationConvert.ToLive(servicePrincipal, _table.Schema, session.Pool, _row);
        var handle = LiveRows.Write(session.Roster, _table, _row, id, deleted: false);
        session.Roster.Label(handle, servicePrincipal.Text("displayName"));
        session.Known.Is(new RemoteId(id), servicePrincipal.Text("appId") ?? "");
        session.Known.Offers(new RemoteId(id), new RoleNames(AppRole.Read(servicePrincipal)));
    }
}
