using System.Text.Json;
using Reconciler.Connectors.Http;

namespace Reconciler.Connectors.Entra;

/// <summary>Carries the requests of several operations that run side by side in common envelopes. What was sent and has no answer is told from what was never sent.</summary>
internal sealed class BatchLane
{
    private readonly Lane<BatchItem, WireAnswer?> _lane;

    public BatchLane(GraphWriteClient client, int operations, CancellationToken cancellationToken)
    {
        _lane = new(async items => [.. await client.SendAsync([.. items], cancellationToken)]);
        _lane.Join(operations);
    }

    public Task<WireAnswer> GetAsync(GraphPath path) => AskAsync(BatchItem.Of(path), reads: true);

    public Task<WireAnswer> SendAsync(GraphWrite write) => AskAsync(BatchItem.Of(write), reads: false);

    /// <summary>Says that one operation asks nothing more.</summary>
    public void Leave() => _lane.Leave();

    private async Task<WireAnswer> AskAsync(BatchItem item, bool reads)
    {
        try
        {
            return (await _lane.AskAsync([item]))[0] ?? throw new WireException("the envelope came back without this answer", !reads, "");
        }
        catch (WireException e) when (e.Sent && reads)
        {
            throw new WireException(e.Message, sent: false, e.RequestId, e);
        }
        catch (JsonException e)
        {
            throw new WireException("the envelope's answer is not JSON", !reads, "", e);
        }
    }
}
