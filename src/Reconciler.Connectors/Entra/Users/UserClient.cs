using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Users;

/// <summary>Reads users: all, the deleted ones, their managers, some by id, one by a value.</summary>
internal sealed class UserClient(ReadSession session)
{
    private readonly WireShape _shape = Shape(session.Snapshot, session.Mark);
    private readonly ResourceTable _table = session.Snapshot[Kind.User];

    private readonly LinkChunks _managers = new(session.Roster);

    public string Select => _shape.Select(session.MarkExists);

    public static WireShape Shape(Snapshot snapshot, MarkWire mark) => new(snapshot.Schema[Kind.User], mark, UserSchema.Computed);

    public Task<ChainEnd> AllAsync(CancellationToken cancellationToken) =>
        Chain.WalkAsync(session, GraphPath.List(Kind.User, Select), "users", delta: false, Reading(deleted: false), cancellationToken);

    public Task<ChainEnd> DeletedAsync(CancellationToken cancellationToken) =>
        Chain.WalkAsync(session, GraphPath.Deleted(Kind.User, Select), "deleted users", delta: false, Reading(deleted: true), cancellationToken);

    /// <summary>Reads who is whose manager, apart from the users themselves; <see cref="WriteManagers"/> once both are there.</summary>
    public Task<ChainEnd> ManagersAsync(CancellationToken cancellationToken) =>
        Chain.WalkAsync(session, GraphPath.Managers, "managers", delta: true, _managers.Reading(UserSchema.Manager), cancellationToken);

    /// <summary>The link behind which the service tells what changes of users and their managers from now on; null where it gives none.</summary>
    public async Task<string?> LatestAsync(ReadSeat seat)
    {
        var answer = await seat.GetAsync(GraphPath.Latest(Kind.User, $"{Select},{UserSchema.Manager}"));
        return answer.Status == 200 ? GraphPage.Read(answer.Body.Span, (ref Utf8JsonReader reader) => reader.Skip()).Delta : null;
    }

    /// <summary>Reads what changed since a link was given, into a snapshot that holds what was there then.</summary>
    public Task<ChainEnd> ChangedAsync(GraphPath since, CancellationToken cancellationToken) =>
        Chain.WalkAsync(session, since, "changed users", delta: true, ReadingChanges(), cancellationToken);

    /// <summary>Users that the delta spoke of: more than one witness of who there is.</summary>
    public IReadOnlyList<Handle> Witnessed => _managers.Sources;

    public void WriteManagers() => session.Fold(() => _managers.WriteTo(session.Snapshot, Kind.User, UserSchema.Manager));

    public async Task<Completeness> ByIdsAsync(ImmutableArray<RemoteId> ids, CancellationToken cancellationToken) =>
        await Objects.ReadAsync(session, [.. ids.Select(id => GraphPath.One(Kind.User, id, Select))], Reading(deleted: false), cancellationToken);

    /// <summary>The managers of these users, each asked by itself; who has none is answered with 404.</summary>
    public async Task<Completeness> ManagersOfAsync(ImmutableArray<RemoteId> ids, CancellationToken cancellationToken)
    {
        Completeness end = new Completeness.Proven("asked for one by one");
        foreach (var some in ids.Chunk(GraphBatch.Limit))
        {
            var answers = await session.Client.GetAsync([.. some.Select(GraphPath.Manager)], cancellationToken);
            foreach (var (id, answer) in some.Zip(answers))
            {
                if (answer.Status is not (200 or 404))
                {
                    end = new Completeness.Unproven(GraphFaults.Sentence(answer));
                    continue;
                }

                using var json = answer.Status == 200 ? JsonDocument.Parse(answer.Body) : null;
                session.Fold(() => session.Snapshot.SetLinks(UserSchema.Manager, session.Roster.Live(Kind.User, id),
                    json?.RootElement.Text("id") is { } manager ? LinkSet.Of([session.Roster.Live(Kind.User, new RemoteId(manager))]) : LinkSet.Empty));
            }
        }

        return end;
    }

    public async Task<Completeness> FindAsync(string attribute, string value, CancellationToken cancellationToken)
    {
        if (attribute == "userPrincipalName")
            return await Objects.ReadAsync(session, [GraphPath.UserNamed(value, Select)], Reading(deleted: false), cancellationToken);
        if (_shape[attribute].Property == session.Mark.Property && !session.MarkExists)
            return new Completeness.Proven("the mark's extension does not exist");
        var property = _shape[attribute];
        var path = GraphPath.Where(Kind.User, property.Member is null ? property.Property : $"{property.Property}/{property.Member}", value, Select);
        return (await Chain.WalkAsync(session, path, "users", delta: false, Reading(deleted: false), cancellationToken)).Completeness;
    }

    private PageItem ReadingChanges()
    {
        var row = new LiveRow(_shape.Width);
        var chunk = new List<(Handle, bool)>();
        var seen = new HashSet<Handle>();
        var name = session.Snapshot.Schema[Kind.User].IndexOf("userPrincipalName");
        return Read;

        void Read(ref Utf8JsonReader reader)
        {
            chunk.Clear();
            UserConvert.ToLive(ref reader, _shape, session.Pool, row, _managers, chunk);
            if (row.Id is not { } id)
                throw new JsonException("a user without id");
            var handle = session.Roster.Live(Kind.User, new RemoteId(id));
            if (row.Removed)
            {
                session.Leavers.Remove(handle);
                _managers.Forget(handle);
                return;
            }

            LiveRows.Write(session.Roster, _table, row, id, deleted: false, whole: seen.Add(handle));
            if (row.TryGet(name, out var label) && !label.IsAbsent)
                session.Roster.Label(handle, session.Pool[label].ToString());
            _managers.Add(handle, chunk);
        }
    }

    private PageItem Reading(bool deleted)
    {
        var row = new LiveRow(_shape.Width);
        var name = session.Snapshot.Schema[Kind.User].IndexOf("userPrincipalName");
        return Read;

        void Read(ref Utf8JsonReader reader)
        {
            UserConvert.ToLive(ref reader, _shape, session.Pool, row);
            if (row.Id is not { } id)
                throw new JsonException("a user without id");
            if (deleted && row.TryGet(name, out var address) && session.Pool[address] is AttributeValue.Text text)
                row.Set(name, session.Pool.Intern(UserConvert.PlainAddress(text.Value, id)));
            var handle = LiveRows.Write(session.Roster, _table, row, id, deleted);
            if (row.TryGet(name, out var label) && !label.IsAbsent)
                session.Roster.Label(handle, session.Pool[label].ToString());
        }
    }
}
