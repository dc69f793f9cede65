using System.Text.Json;
using Reconciler.Connectors.Http;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Groups;

/// <summary>
/// Reads the members of each group as a list of its own, 20 groups in an envelope and some envelopes at once. A list that breaks off casts doubt on that one alone.
/// Version 1.0 of Graph leaves service principals out of these lists.
/// </summary>
internal sealed class MemberLists(ReadSession session)
{
    public async Task ReadAsync(IReadOnlyList<Handle> groups, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = GraphReadClient.Envelopes, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(groups.Chunk(GraphBatch.Limit), options, async (some, token) =>
        {
            var ids = some.Select(g => session.Roster.IdOf(g) ?? throw new InvalidOperationException("what was read is live")).ToArray();
            var answers = await session.Client.GetAsync([.. ids.Select(GraphPath.Members)], token);
            for (var i = 0; i < some.Length; i++)
                await ReadAsync(some[i], GraphPath.Members(ids[i]), answers[i], token);
        });
    }

    private async Task ReadAsync(Handle group, GraphPath path, WireAnswer first, CancellationToken cancellationToken)
    {
        // Deleted since the groups were listed: the recycle bin tells of it.
        if (first.Status == 404)
            return;
        var ends = new List<Handle>();
        var end = await Chain.WalkAsync(session, path, "members", delta: false, Read, cancellationToken, first);
        session.Fold(() =>
        {
            session.Snapshot.SetLinks(GroupSchema.Members, group, LinkSet.Of(ends));
            if (end.Completeness is Completeness.Unproven unproven)
                session.Snapshot.Doubt(GroupSchema.Members, group, unproven.Why);
        });

        void Read(ref Utf8JsonReader reader) => ends.Add(LinkChunks.ReadEnd(ref reader, session.Roster) is var (member, _) ? member : throw new JsonException("a member without id"));
    }
}
