using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Groups;

/// <summary>Reads groups: all with members and owners in one delta chain, the deleted ones, some by id, one by a value.</summary>
internal sealed class GroupClient(ReadSession session)
{
    private readonly WireShape _shape = Shape(session.Snapshot, session.Mark);
    private readonly ResourceTable _table = session.Snapshot[Kind.Group];
    private readonly LinkChunks _members = new(session.Roster);
    private readonly LinkChunks _owners = new(session.Roster);

    public static WireShape Shape(Snapshot snapshot, MarkWire mark) =>
        new(snapshot.Schema[Kind.Group], mark, GroupSchema.GroupKind, GroupSchema.TeamsBacked);

    /// <param name="lists">Members are read as lists, after the chain of the groups themselves and their owners.</param>
    public async Task<ChainEnd> AllAsync(bool lists, CancellationToken cancellationToken)
    {
        var select = lists ? Select(GroupSchema.Owners) : Whole;
        var end = await Chain.WalkAsync(session, GraphPath.Delta(Kind.Group, select), "groups", delta: true, Reading(deleted: false), cancellationToken);
        if (lists)
            await new MemberLists(session).ReadAsync([.. Enumerable.Range(0, _table.Count).Where(r => !_table.IsDeleted(r)).Select(r => _table.Rows[r])], cancellationToken);
        session.Fold(WriteLinks);
        return end;
    }

    /// <summary>The link behind which the service tells what changes of groups from now on; null where it gives none.</summary>
    public async Task<string?> LatestAsync(ReadSeat seat)
    {
        var answer = await seat.GetAsync(GraphPath.Latest(Kind.Group, Whole));
        return answer.Status == 200 ? GraphPage.Read(answer.Body.Span, (ref Utf8JsonReader reader) => reader.Skip()).Delta : null;
    }

    /// <summary>Reads what changed since a link was given, into a snapshot that holds what was there then.</summary>
    public async Task<ChainEnd> ChangedAsync(GraphPath since, CancellationToken cancellationToken)
    {
        var end = await Chain.WalkAsync(session, since, "changed groups", delta: true, Reading(deleted: false, changes: true), cancellationToken);
        session.Fold(WriteLinks);
        return end;
    }

    public Task<ChainEnd> DeletedAsync(CancellationToken cancellationToken) =>
        Chain.WalkAsync(session, GraphPath.Deleted(Kind.Group, Select()), "deleted groups", delta: false, Reading(deleted: true), cancellationToken);

    public Task<Completeness> ByIdsAsync(ImmutableArray<RemoteId> ids, CancellationToken cancellationToken) =>
        Objects.ReadAsync(session, [.. ids.Select(id => GraphPath.One(Kind.Group, id, Select()))], Reading(deleted: false), cancellationToken);

    public async Task<Completeness> FindAsync(string attribute, string value, CancellationToken cancellationToken)
    {
        if (attribute == GroupSchema.UniqueName)
            return await Objects.ReadAsync(session, [GraphPath.GroupNamed(value, Select())], Reading(deleted: false), cancellationToken);
        if (_shape[attribute].Property == session.Mark.Property && !session.MarkExists)
            return new Completeness.Proven("the mark's extension does not exist");
        var path = GraphPath.Where(Kind.Group, _shape[attribute].Property, value, Select());
        return (await Chain.WalkAsync(session, path, "groups", delta: false, Reading(deleted: false), cancellationToken)).Completeness;
    }

    /// <summary>What a whole read asks for.</summary>
    public string Whole => Select(GroupSchema.Members, GroupSchema.Owners);

    private string Select(params ReadOnlySpan<string> links) =>
        _shape.Select(session.MarkExists, ["groupTypes", "mailEnabled", "securityEnabled", "resourceProvisioningOptions", .. links]);

    private PageItem Reading(bool deleted, bool changes = false)
    {
        var seen = changes ? new HashSet<string>(StringComparer.Ordinal) : null;
        var row = new LiveRow(_shape.Width);
        var json = new GroupJson();
        var members = new List<(Handle, bool)>();
        var owners = new List<(Handle, bool)>();
        return Read;

        void Read(ref Utf8JsonReader reader)
        {
            ReadObject(ref reader, row, json, members, owners);
            if (row.Id is not { } id)
                throw new JsonException("a group without id");
            if (row.Removed)
                Remove(new RemoteId(id), changes);
            else
                Write(row, json, id, deleted, whole: seen?.Add(id) == true, members, owners);
        }
    }

    private void ReadObject(ref Utf8JsonReader reader, LiveRow row, GroupJson json, List<(Handle, bool)> members, List<(Handle, bool)> owners)
    {
        row.Clear();
        json.Clear();
        members.Clear();
        owners.Clear();
        var cursor = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (_shape.TryRead(ref reader, ref cursor, session.Pool, row) || json.TryRead(ref reader))
                continue;
            var isId = reader.ValueTextEquals("id"u8);
            var isMembers = reader.ValueTextEquals("members@delta"u8);
            var isOwners = reader.ValueTextEquals("owners@delta"u8);
            row.Removed |= reader.ValueTextEquals("@removed"u8);
            reader.Read();
            if (isId)
                row.Id = JsonText.StringOrNull(ref reader);
            else if (isMembers)
                _members.ReadChunk(ref reader, members);
            else if (isOwners)
                _owners.ReadChunk(ref reader, owners);
            else
                reader.Skip();
        }
    }

    private void Write(LiveRow row, GroupJson json, string id, bool deleted, bool whole, List<(Handle, bool)> members, List<(Handle, bool)> owners)
    {
        GroupConvert.ToLive(json, _table.Schema, session.Pool, row);
        var handle = LiveRows.Write(session.Roster, _table, row, id, deleted, whole);
        if (row.TryGet(_table.Schema.IndexOf("displayName"), out var name) && !name.IsAbsent)
            session.Roster.Label(handle, session.Pool[name].ToString());
        _members.Add(handle, members);
        _owners.Add(handle, owners);
    }

    /// <summary>A group that was deleted, while a whole chain was read or since the state that changes are told of.</summary>
    private void Remove(RemoteId id, bool changes)
    {
        if (session.Roster.Find(id) is not { } handle || _table.RowOf(handle) < 0)
            return;
        if (changes)
            session.Leavers.Remove(handle);
        else
            _table.Add(handle, deleted: true);
        _members.Forget(handle);
        _owners.Forget(handle);
    }

    private void WriteLinks()
    {
        _members.WriteTo(session.Snapshot, Kind.Group, GroupSchema.Members);
        _owners.WriteTo(session.Snapshot, Kind.Group, GroupSchema.Owners);
        var visibility = _table.Schema.IndexOf(GroupSchema.Visibility);
        for (var row = 0; row < _table.Count; row++)
        {
            if (session.Pool[_table.Cell(row, visibility)] is AttributeValue.Text { Value: "HiddenMembership" }
                && session.Snapshot.Links(GroupSchema.Members, _table.Rows[row]).Ends.IsEmpty)
                session.Snapshot.Doubt(GroupSchema.Members, _table.Rows[row], "the membership is hidden and reads as empty without Member.Read.Hidden");
        }
    }
}
