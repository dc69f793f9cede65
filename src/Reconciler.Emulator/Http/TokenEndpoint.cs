using System.Buffers.Text;


namespace Reconciler.Emulator.Http;

/// <summary><c>POST /{tenant}/oauth2/v2.0/token</c>: hands out a bearer shaped like a real one, signed by nobody.</summary>
internal static class TokenEndpoint
{
    public const string ApplicationId = "9a3d526c-b3c1-4479-ba74-197b5c5751ae";

    public static bool Is(string path) => path.EndsWith("/oauth2/v2.0/token", StringComparison.OrdinalIgnoreCase);

    public static Answer Run(string path, string form, State.EmulatedTenant tenant)
    {
        var name = path.Split('/', StringSplitOptions.RemoveEmptyEntries)[0];
        if (!IsTenant(name, tenant))
        {
            return Refuse(400, "invalid_request", $"AADSTS90002: Tenant '{name}' not found. "
                + "Check to make sure you have the correct tenant ID and are signing into the correct cloud.");
        }

        var values = Exchange.Form(form, StringComparer.Ordinal);
        if (values.GetValueOrDefault("grant_type") != "client_credentials")
            return Refuse(400, "unsupported_grant_type", "AADSTS70003: The app requested an unsupported grant type.");
        if (string.IsNullOrEmpty(values.GetValueOrDefault("client_id")))
            return Refuse(400, "invalid_request", "AADSTS900144: The request body must contain the following parameter: 'client_id'.");
        if (string.IsNullOrEmpty(values.GetValueOrDefault("client_secret")) && string.IsNullOrEmpty(values.GetValueOrDefault("client_assertion")))
            return Refuse(401, "invalid_client", "AADSTS7000218: The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");
        return Grant(tenant, values["client_id"]);
    }

    private static bool IsTenant(string name, State.EmulatedTenant tenant) =>
        Guid.TryParse(name, out var id) ? id == tenant.Organization.Id : tenant.Organization.FindDomain(name) is not null;

    private static Answer Grant(State.EmulatedTenant tenant, string clientId) => Answer.Json(200, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("token_type", "Bearer");
        writer.WriteNumber("expires_in", 3599);
        writer.WriteNumber("ext_expires_in", 3599);
        writer.WriteString("access_token", Bearer(tenant, clientId));
        writer.WriteEndObject();
    });

    private static string Bearer(State.EmulatedTenant tenant, string clientId)
    {
        var expires = tenant.Options.Clock.GetUtcNow().ToUnixTimeSeconds() + 3599;
        var payload = Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("aud", "https://graph.microsoft.com");
            writer.WriteString("appid", clientId);
            writer.WriteString("tid", tenant.Organization.Id);
            writer.WriteNumber("exp", expires);
            writer.WriteEndObject();
        });
        return string.Join('.', Encode("""{"typ":"JWT","alg":"none"}"""u8), Encode(payload.Body.Span), "emulated");
    }

    private static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    private static Answer Refuse(int status, string error, string description) => Answer.Json(status, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("error", error);
        writer.WriteString("error_description", description);
        writer.WriteEndObject();
    });
}
