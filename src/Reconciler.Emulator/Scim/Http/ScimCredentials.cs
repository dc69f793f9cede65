using System.Text;

namespace Reconciler.Emulator.Scim.Http;

/// <summary>Whether a request carries a credential the switches accept; any that is configured is enough.</summary>
internal static class ScimCredentials
{
    public static ScimException? Refuse(ScimApplication application, Func<string, string?> header, DateTimeOffset now)
    {
        var switches = application.Switches;
        if (switches.Anonymous || switches.Header is { } own && header(own.Name) == own.Value)
            return null;
        var authorization = header("Authorization") ?? "";
        if (switches.BasicUser is { } user && Basic(authorization) == $"{user}:{switches.BasicPassword}")
            return null;
        var token = authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization[7..].Trim() : "";
        if (token.Length == 0)
            return Missing(switches);
        var expiry = application.Tokens.Expiry(token);
        if (!switches.ExpiredTokens.IsDefault && switches.ExpiredTokens.Contains(token) || expiry <= now)
            return Invalid("The access token expired");
        return expiry is not null || TakesBearer(switches) && switches.ValidTokens is not { } valid || switches.ValidTokens?.Contains(token) == true
            ? null
            : Invalid("The access token is invalid");
    }

    /// <summary>Bearer tokens are the way unless only others are configured.</summary>
    public static bool TakesBearer(ScimSwitches switches) =>
        switches.ValidTokens is not null || switches.BasicUser is null && switches.Header is null && switches.OAuth2 is null;

    private static string? Basic(string authorization)
    {
        if (!authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return null;
        var bytes = new byte[authorization.Length];
        return Convert.TryFromBase64String(authorization[6..].Trim(), bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private static ScimException Missing(ScimSwitches switches) => new(401, null, "Authorization failure. The request carries no credential that is accepted.")
    {
        Header = new("WWW-Authenticate", switches.BasicUser is not null && !TakesBearer(switches) ? "Basic realm=\"scim\"" : "Bearer realm=\"scim\""),
    };

    private static ScimException Invalid(string description) => new(401, null, description)
    {
        Header = new("WWW-Authenticate", $"Bearer realm=\"scim\", error=\"invalid_token\", error_description=\"{description}\""),
    };
}
