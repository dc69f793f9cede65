namespace Reconciler.Connectors.Http;

/// <summary>One HTTP request. The text form shows neither query nor body.</summary>
internal sealed record WireRequest(HttpMethod Method, Uri Uri)
{
    public ReadOnlyMemory<byte>? Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    public string? Prefer { get; init; }

    public override string ToString() => $"{Method} {Uri.AbsolutePath}";
}

/// <summary>One HTTP answer, its body read to the end.</summary>
/// <param name="RequestId">The service's id of the request, else ours: what its support asks for.</param>
/// <param name="Units">Resource units as the service metered them; 0 = not said.</param>
internal sealed record WireAnswer(int Status, ReadOnlyMemory<byte> Body, TimeSpan? RetryAfter, string RequestId, int Units)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public override string ToString() => $"{Status} (request {RequestId})";
}
