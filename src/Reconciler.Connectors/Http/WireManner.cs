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

    /// <summary>A further header, by name and value.</summary>
    public (string Name, string Value)? Version { get; init; }

    /// <summary>As GitHub wants it: who asks is required, and the version of its interface pinned.</summary>
    public static WireManner GitHub { get; } = new() { Accept = "application/vnd.github+json", UserAgent = "Reconciler/1.0", Version = ("X-GitHub-Api-Version", "2022-11-28") };
}
