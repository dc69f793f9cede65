using System.Text;
using Reconciler.Emulator.Http;

namespace Reconciler.Emulator.Scim.Http;

/// <summary><c>POST /scim/KEY/oauth/token</c>: the client-credentials grant of RFC 6749 §4.4, with the client in the form or in a basic header.</summary>
internal static class ScimTokenEndpoint
{
    private const string Type = "application/json;charset=UTF-8";

    public static Answer Run(ScimApplication application, string method, string? authorization, string form)
    {
        if (application.Switches.OAuth2 is not { } client)
            return ScimAnswers.Of(new ScimException(404, null, "There is no endpoint at this path"), ScimCall.ScimType);
        if (method != "POST")
            return Refuse(405, "invalid_request", "The token endpoint is only posted to").With("Allow", "POST");
        var values = Exchange.Form(form, StringComparer.Ordinal);
        var (id, secret) = Client(authorization) ?? (values.GetValueOrDefault("client_id"), values.GetValueOrDefault("client_secret"));
        if (id != client.ClientId || secret != client.ClientSecret)
            return Refuse(401, "invalid_client", "The client is unknown or its secret is wrong").With("WWW-Authenticate", "Basic realm=\"scim\"");
        if (values.GetValueOrDefault("grant_type") != "client_credentials")
            return Refuse(400, "unsupported_grant_type", "Only client_credentials is granted");
        var scope = values.GetValueOrDefault("scope");
        if (client.Scope is { } only && !string.IsNullOrEmpty(scope) && scope != only)
            return Refuse(400, "invalid_scope", "The scope is unknown");
        var token = application.Tokens.Issue(client.ClientId, application.Clock.GetUtcNow(), client.TokenLifetime);
        return Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("access_token", token);
            writer.WriteString("token_type", "Bearer");
            writer.WriteNumber("expires_in", (long)client.TokenLifetime.TotalSeconds);
            if ((client.Scope ?? scope) is { Length: > 0 } granted)
                writer.WriteString("scope", granted);
            writer.WriteEndObject();
        }, Type).With("Cache-Control", "no-store");
    }

    private static (string? Id, string? Secret)? Client(string? authorization)
    {
        if (authorization?.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) != true)
            return null;
        var bytes = new byte[authorization.Length];
        if (!Convert.TryFromBase64String(authorization[6..].Trim(), bytes, out var length)
            || Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is not [var id, var secret])
            return null;
        return (Uri.UnescapeDataString(id), Uri.UnescapeDataString(secret));
    }

    private static Answer Refuse(int status, string error, string description) => Answer.Json(status, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("error", error);
        writer.WriteString("error_description", description);
        writer.WriteEndObject();
    }, Type);
}
