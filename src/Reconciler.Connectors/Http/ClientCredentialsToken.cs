using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Http;

/// <summary>Where and as whom a token is asked for; the secret is a reference.</summary>
internal sealed record ClientCredentials(Uri TokenUrl, string ClientId, string ClientSecret, string? Scope);

/// <summary>
/// Tokens of OAuth 2 client credentials (RFC 6749 §4.4): id and secret in the form, and where that is no client, as Basic (§2.3.1).
/// The address may be on another host than the service, but is https or loopback, and is not redirected.
/// </summary>
internal sealed class ClientCredentialsToken : TokenSource
{
    private const int LargestAnswer = 1 << 20;
    private static readonly TimeSpan Longest = WirePolicy.Default.Timeout;
    private static readonly TimeSpan Usual = TimeSpan.FromHours(1);
    private readonly ClientCredentials _credentials;
    private readonly ISecrets _secrets;
    private readonly Lazy<HttpClient> _client;

    public ClientCredentialsToken(ClientCredentials credentials, ISecrets secrets, HttpMessageHandler? handler)
    {
        var url = credentials.TokenUrl;
        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)) || url.UserInfo.Length > 0)
            throw new ArgumentException($"the token address {url} is not an https address (http is for loopback)", nameof(credentials));
        (_credentials, _secrets) = (credentials, secrets);
        _client = new Lazy<HttpClient>(() => Wire.NewClient(handler));
    }

    private string Host => _credentials.TokenUrl.GetLeftPart(UriPartial.Path);

    private protected override async ValueTask<Bearer?> FetchAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var secret = Known(new Secret(SecretToken.LineOf(await _secrets.ResolveAsync(_credentials.ClientSecret, cancellationToken), _credentials.ClientSecret)));
        var (status, body) = await AskAsync(secret, inForm: true, time, cancellationToken);
        if (status is 400 or 401 && Word(body, "error") is "invalid_client")
            (status, body) = await AskAsync(secret, inForm: false, time, cancellationToken);
        if (status != 200)
            throw new TokenException(Refusal(status, body), "check tokenUrl, clientId, clientSecret and scope under auth in reconciler.yaml");
        if (Word(body, "access_token") is not { Length: > 0 } token)
            throw new TokenException($"{Host} answered 200 without an access_token", "check tokenUrl under auth in reconciler.yaml: something else may answer there");
        var life = Life(body);
        var now = time.GetUtcNow();
        // A short life is used for three quarters: renewing five minutes before the end would renew each time.
        return new Bearer(Known(new Secret(token)), now + life) { RenewFrom = now + (life > TimeSpan.FromMinutes(20) ? life - TimeSpan.FromMinutes(5) : life * 0.75) };
    }

    private async Task<(int Status, ReadOnlyMemory<byte> Body)> AskAsync(Secret secret, bool inForm, TimeProvider time, CancellationToken cancellationToken)
    {
        var form = new List<KeyValuePair<string, string>> { new("grant_type", "client_credentials") };
        if (_credentials.Scope is { } scope)
            form.Add(new("scope", scope));
        if (inForm)
            form.AddRange([new("client_id", _credentials.ClientId), new("client_secret", secret.Reveal())]);
        using var message = new HttpRequestMessage(HttpMethod.Post, _credentials.TokenUrl) { Content = new FormUrlEncodedContent(form) };
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (!inForm)
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Basic(secret).Reveal());
        using var timeout = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await _client.Value.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var body = await BoundedBody.ReadAsync(response.Content, LargestAnswer, either.Token);
            return ((int)response.StatusCode, body ?? throw new TokenException($"the answer of {Host} is larger than 1 MB", "check tokenUrl under auth in reconciler.yaml"));
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new TokenException($"no token: {Host} does not answer", "check tokenUrl under auth in reconciler.yaml, and the network", e);
        }
    }

    private Secret Basic(Secret secret) =>
        Known(new Secret(Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Uri.EscapeDataString(_credentials.ClientId)}:{Uri.EscapeDataString(secret.Reveal())}"))));

    private Secret Known(Secret secret) => _secrets.Redaction.Add(secret);

    private string Refusal(int status, ReadOnlyMemory<byte> body)
    {
        var (code, why) = (Word(body, "error"), Word(body, "error_description"));
        var said = string.Join(": ", new[] { code, why }.Where(w => w is { Length: > 0 }));
        return _secrets.Redaction.Over($"{Host} gave no token: {status}{(said.Length > 0 ? $" {(said.Length <= 500 ? said : said[..500] + "…")}" : "")}");
    }

    private static TimeSpan Life(ReadOnlyMemory<byte> body) =>
        double.TryParse(Word(body, "expires_in"), System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Clamp(seconds, 1, 86_400))
            : Usual;

    private static string? Word(ReadOnlyMemory<byte> body, string name)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var word)
                ? word.ValueKind switch { JsonValueKind.String => word.GetString(), JsonValueKind.Number => word.GetRawText(), _ => null }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
