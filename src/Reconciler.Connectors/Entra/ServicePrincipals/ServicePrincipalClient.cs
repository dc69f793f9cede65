using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Connectors.Entra.Users;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.ServicePrincipals;

/// <summary>Reads service principals: who else can be a member or owner.</summary>
internal sealed class ServicePrincipalClient(ReadSession session)
{
    private readonly WireShape _shape = new(ServicePrincipalSchema.Kind, null);

    public Task<ChainEnd> AllAsync(CancellationToken cancellationToken) =>
        Chain.WalkAsync(session, GraphPath.List(Kind.ServicePrincipal, _shape.Select(false)), "service principals", delta: false, Reading(), cancellationToken);

    public Task<Completeness> ByIdsAsync(ImmutableArray<RemoteId> ids, CancellationToken cancellationToken) =>
        Objects.ReadAsync(session, [.. ids.Select(id => GraphPath.One(Kind.ServicePrincipal, id, _shape.Select(false)))], Reading(), cancellationToken);

    public async Task<Completeness> FindAsync(string attribute, string value, CancellationToken cancellationToken) => attribute == "appId"
        ? await Objects.ReadAsync(session, [GraphPath.ServicePrincipalOf(value, _shape.Select(false))], Reading(), cancellationToken)
        : (await Chain.WalkAsync(session, GraphPath.Where(Kind.ServicePrincipal, _shape[attribute].Property, value, _shape.Select(false)),
            "service principals", delta: false, Reading(), cancellationToken)).Completeness;

    private PageItem Reading()
    {
        var row = new LiveRow(_shape.Width);
        var name = ServicePrincipalSchema.Kind.IndexOf("displayName");
        return Read;

        void Read(ref Utf8JsonReader reader)
        {
            UserConvert.ToLive(ref reader, _shape, session.Pool, row);
            var handle = LiveRows.Write(session.Roster, session.Snapshot[Kind.ServicePrincipal], row, row.Id ?? throw new JsonException("a service principal without id"), deleted: false);
            if (row.TryGet(name, out var label) && !label.IsAbsent)
                session.Roster.Label(handle, session.Pool[label].ToString());
        }
    }
}
