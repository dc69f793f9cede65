using System.Buffers.Text;
using System.Text.Json;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Http;

/// <summary>Who a token says we are. Not verified: it is the service that trusts it, we only read our own name.</summary>
internal sealed record TokenClaims(string? AppId, string? ObjectId)
{
    public static TokenClaims None { get; } = new(null, null);

    /// <summary>The claims of a JWT; none where the token is opaque.</summary>
    public static TokenClaims Read(Secret? token)
    {
        var parts = token?.Reveal().Split('.') ?? [];
        if (parts.Length != 3 || !Base64Url.IsValid(parts[1]))
            return None;
        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            return claims.RootElement.ValueKind == JsonValueKind.Object
                ? new TokenClaims(Text(claims.RootElement, "appid") ?? Text(claims.RootElement, "azp"), Text(claims.RootElement, "oid"))
                : None;
        }
        catch (JsonException)
        {
            return None;
        }
    }

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var claim) && claim.ValueKind == JsonValueKind.String ? claim.GetString() : null;
}
