using System.Text.Json;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.State;

namespace Reconciler.Emulator.Http;

/// <summary>One request, from the wire or from a batch, with the tenant it is put to.</summary>
internal sealed class Call(EmulatedTenant tenant, long number, string method, string encodedPath, string rawQuery, string root)
{
    private Query? _query;

    public EmulatedTenant Tenant => tenant;

    public DirectoryStore Store => tenant.Store;

    public EmulatorSwitches Switches => tenant.Options.Switches;

    public long Number => number;

    public string Method => method;

    /// <summary>Path below the version root, as it was sent.</summary>
    public string EncodedPath => encodedPath;

    /// <summary>Decoded segments below the version root.</summary>
    public string[] Path { get; } = GraphPath.Split(encodedPath);

    public Query Query => _query ??= new Query(rawQuery);

    /// <summary>The version root the caller used, ending in a slash.</summary>
    public string Root => root;

    public string PathAndQuery => "/v1.0/" + encodedPath.TrimStart('/') + rawQuery;

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    public DateTimeOffset Now { get; } = tenant.Options.Clock.GetUtcNow();

    public string RequestId { get; } = tenant.RequestId(number);

    public string ClientRequestId => Header("client-request-id") ?? RequestId;

    /// <summary>Whether the request may ask what only the search index can answer.</summary>
    public bool Eventual => string.Equals(Header("ConsistencyLevel"), "eventual", StringComparison.OrdinalIgnoreCase);

    public bool Advanced => Eventual && Query.Count;

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public bool Prefers(string preference) =>
        (Header("Prefer") ?? "").Split(',', StringSplitOptions.TrimEntries).Contains(preference, StringComparer.OrdinalIgnoreCase);

    public string Context(string what) => root + "$metadata#" + what;

    /// <summary>Whether replication has brought this object to readers.</summary>
    public bool Sees(DirectoryObject item) =>
        item.Presence == Presence.Live && Now >= item.VisibleFrom && number >= item.VisibleFromRequest;

    public ObjectValues Values(DirectoryObject item) => item.Seen(Now);

    public JsonElement ReadBody()
    {
        if (Body.IsEmpty)
            throw Errors.OData("An unexpected 'EndOfInput' node was found when reading from the JSON reader. A 'StartObject' node was expected.");
        if (Header("Content-Type") is not { } type)
            throw Errors.OData("Write requests (excluding DELETE) must contain the Content-Type header declaration.");
        if (!type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
            throw new GraphException(415, "BadRequest", $"A supported MIME type could not be found that matches the content type of the request '{type}'.");
        try
        {
            using var document = JsonDocument.Parse(Body);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Answered below like any other body that is not an object.
        }

        throw Errors.OData("Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.");
    }

    public void Commit(Change change) => tenant.Commit(change, Now, number);
}
