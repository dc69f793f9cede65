using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Core.Resources;

namespace Reconciler.Connectors.Entra;

/// <summary>Reads single objects from the primary store, 20 in an envelope. One that is not there is known not to be.</summary>
internal static class Objects
{
    public static async Task<Completeness> ReadAsync(ReadSession session, ImmutableArray<GraphPath> paths, PageItem item, CancellationToken cancellationToken)
    {
        Completeness end = new Completeness.Proven("asked for one by one");
        foreach (var answer in await session.Client.GetAsync(paths, cancellationToken))
        {
            if (answer.Status == 200)
                session.Fold(() => Read(answer.Body.Span, item));
            else if (answer.Status != 404)
                end = new Completeness.Unproven(GraphFaults.Sentence(answer));
        }

        return end;
    }

    private static void Read(ReadOnlySpan<byte> json, PageItem item)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("the answer is no object");
        item(ref reader);
    }
}
