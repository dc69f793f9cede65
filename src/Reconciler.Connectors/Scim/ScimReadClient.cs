using System.Text.Json;
using Reconciler.Connectors.Http;
using Reconciler.Connectors.Scim.Values;
using Reconciler.Core.Model;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Scim;

/// <summary>The HTTP that planning is given: GETs, as many at a time as the profile allows. It takes no method and no body, so it cannot write.</summary>
internal sealed class ScimReadClient(ScimConnection connection, Wire wire, Meter meter)
{
    public ScimConnection Connection => connection;

    public ScimProfile Profile => connection.Profile;

    public ScimFaults Faults { get; } = new(connection);

    public Task<WireAnswer> GetAsync(string path, CancellationToken cancellationToken) => SendAsync(path, once: false, cancellationToken);

    /// <summary>A look that is not worth repeating, for what may crash or not exist.</summary>
    public Task<WireAnswer> TryAsync(string path, CancellationToken cancellationToken) => SendAsync(path, once: true, cancellationToken);

    /// <summary>What the service says about itself, asked once a connection. No answer, a refusal and garbage are silence.</summary>
    public async Task<ServiceConfig> ConfigAsync(CancellationToken cancellationToken)
    {
        if (connection.Memory.Config is { } known)
            return known;
        try
        {
            var answer = await TryAsync("/ServiceProviderConfig", cancellationToken);
            var config = ServiceConfig.Read(answer.Status == 200 ? ScimJson.TryParse(answer.Body) : null);
            // Some services answer every such address with a list.
            return connection.Memory.Config = config == ServiceConfig.Silent && answer.Status == 200 && ScimJson.TryParse(answer.Body)?.Member("Resources").Items().FirstOrDefault() is { ValueKind: JsonValueKind.Object } first
                ? ServiceConfig.Read(first)
                : config;
        }
        catch (WireException)
        {
            // What is unreachable shows so at the first request that counts.
            return connection.Memory.Config = ServiceConfig.Silent;
        }
    }

    /// <summary>An object by its id; the resource is null where the answer is no success or no object.</summary>
    public async Task<(WireAnswer Answer, ScimResource? Resource)> OneAsync(ScimProfile.ResourcePart part, RemoteId id, CancellationToken cancellationToken)
    {
        var answer = await GetAsync(ScimAddress.Resource(part, id), cancellationToken);
        return (answer, Keep(answer, id));
    }

    /// <summary>The object that an answer carries; its version is remembered.</summary>
    public ScimResource? Keep(WireAnswer answer, RemoteId? expected)
    {
        if (!answer.IsSuccess || ScimJson.TryParse(answer.Body) is not { ValueKind: JsonValueKind.Object } json)
            return null;
        var resource = new ScimResource(json);
        if (resource.Id is not { } id || (expected is { } wanted && id != wanted))
            return null;
        Remember(resource);
        return resource;
    }

    public void Remember(ScimResource resource)
    {
        if (resource is { Id: { } id, Version: { Length: > 0 } version } && ServiceConfig.Has(Profile.Http.Etag, connection.Memory.Config?.Etag))
            connection.Memory.Versions[id] = version;
    }

    private async Task<WireAnswer> SendAsync(string path, bool once, CancellationToken cancellationToken)
    {
        await connection.Memory.Gate.WaitAsync(cancellationToken);
        try
        {
            meter.Envelope(1);
            return await wire.ReadAsync(new WireRequest(HttpMethod.Get, wire.Origin.At(path)) { Once = once, Paces = connection.Memory.ReadPaces }, cancellationToken);
        }
        finally
        {
            connection.Memory.Gate.Release();
        }
    }
}
