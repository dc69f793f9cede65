using System.Text.Json;
using System.Text.Json.Nodes;
using Reconciler.Connectors.Http;
using Reconciler.Connectors.Scim.Values;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Scim.Writing;

/// <summary>The HTTP that apply is given. Everything is sent once, whatever the answer: whether it was done is found out before the next.</summary>
internal sealed class ScimWriteClient(ScimConnection connection, Wire wire)
{
    /// <summary>Whether a request with an effect may have arrived.</summary>
    public bool HasSent { get; private set; }

    public Task<WireAnswer> PostAsync(ResourceShape shape, JsonObject body) => SendAsync(HttpMethod.Post, ScimAddress.Collection(shape.Part), shape.Kind, body, null);

    public Task<WireAnswer> PatchAsync(ResourceShape shape, RemoteId id, JsonObject body) => SendAsync(HttpMethod.Patch, ScimAddress.Resource(shape.Part, id), shape.Kind, body, id);

    public Task<WireAnswer> PutAsync(ResourceShape shape, RemoteId id, JsonObject body) => SendAsync(HttpMethod.Put, ScimAddress.Resource(shape.Part, id), shape.Kind, body, id);

    public Task<WireAnswer> DeleteAsync(ResourceShape shape, RemoteId id) => SendAsync(HttpMethod.Delete, ScimAddress.Resource(shape.Part, id), shape.Kind, null, id);

    public string AddressOf(ResourceShape shape, RemoteId id) => wire.Origin.Root + ScimAddress.Resource(shape.Part, id);

    private async Task<WireAnswer> SendAsync(HttpMethod method, string path, Kind kind, JsonObject? body, RemoteId? id)
    {
        var memory = connection.Memory;
        var request = new WireRequest(method, wire.Origin.At(path))
        {
            Body = body is null ? null : Bytes(body),
            ContentType = $"{connection.Profile.Http.ContentType}; charset=utf-8",
            Price = new Price(1, 0, 1),
            Paces = memory.WritePaces(kind),
            // Sent for the state that was read; what is written now makes a new one.
            IfMatch = id is { } known && memory.Versions.TryRemove(known, out var version) ? version : null,
        };
        await memory.Gate.WaitAsync();
        try
        {
            var answer = await wire.WriteAsync(request, CancellationToken.None);
            HasSent = true;
            // A page of a proxy says yes to everything.
            if (answer.IsSuccess && ScimError.IsPage(answer.Body))
                throw new WireException($"{request}: the answer is {answer.Status} and a web page", sent: true, answer.RequestId);
            // A refusal has changed nothing: the next form is sent for the same state.
            if (id is { } same && request.IfMatch is { } still && answer.Status is >= 400 and < 500 and not 412)
                memory.Versions.TryAdd(same, still);
            return answer;
        }
        catch (WireException e)
        {
            HasSent |= e.Sent;
            throw;
        }
        finally
        {
            memory.Gate.Release();
        }
    }

    private static ReadOnlyMemory<byte> Bytes(JsonObject body)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
            body.WriteTo(json);
        return buffer.WrittenMemory;
    }
}
