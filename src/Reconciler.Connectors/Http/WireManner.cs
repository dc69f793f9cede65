namespace Reconciler.Connectors.Http;

/// <summary>How requests to one service show who asks and what is understood.</summary>
internal sealed record WireManner
{
    public static WireManner Graph { get; } = new();

    /// <summary>The header that carries the token.</summary>
    public string Header { get; init; } = "Authorization";

    /// <summary>The word before the token; null = the token is the whole header.</summary>
    public string? Scheme { get; init; } = "Bearer";

    public string Accept { get; init; } = "application/json";

    public string? UserAgent { get; init; }
}
