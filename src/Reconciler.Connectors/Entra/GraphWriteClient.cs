using Reconciler.Connectors.Http;

namespace Reconciler.Connectors.Entra;

/// <summary>The HTTP that apply is given: up to 20 requests, alone or in one envelope, sent once. An answer that is missing is null: nobody knows.</summary>
internal sealed class GraphWriteClient(Wire wire)
{
    public string Root => wire.Origin.Root;

    public async Task<WireAnswer?[]> SendAsync(BatchItem[] items, CancellationToken cancellationToken)
    {
        var request = items is [var only]
            ? new WireRequest(only.Method, wire.Origin.At(only.Path)) { Body = only.Body, Prefer = only.Prefer, Price = only.Price }
            : GraphBatch.Envelope(wire.Origin, items);
        // Looks alone may be asked again; beside a write they share its fate.
        var envelope = Array.TrueForAll(items, i => i.Method == HttpMethod.Get)
            ? await wire.ReadAsync(request, cancellationToken)
            : await wire.WriteAsync(request, cancellationToken);
        if (items.Length == 1)
            return [envelope];
        if (!envelope.IsSuccess)
            return [.. items.Select(_ => envelope)];
        var answers = GraphBatch.Read(envelope, items.Length, wire.Time.GetUtcNow(), wire.Redaction);
        for (var i = 0; i < answers.Length; i++)
        {
            if (answers[i] is { } answer)
                wire.Heard(answer, items[i].Price);
        }

        return answers;
    }
}
