namespace Reconciler.Emulator;

/// <summary>The client that <c>POST /scim/KEY/oauth/token</c> gives tokens to, by the client-credentials grant.</summary>
public sealed record ScimOAuthClient(string ClientId, string ClientSecret)
{
    /// <summary>The only scope that may be asked for; null accepts any.</summary>
    public string? Scope { get; init; }

    /// <summary>How long a token is accepted, by the emulator's clock.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(1);
}
