using System.Net.Http.Headers;
using System.Text.Json;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Http;

/// <summary>The identity token of a GitHub job, asked for anew each time: it lives minutes, an apply may take hours.</summary>
internal static class GithubAssertion
{
    private const string UsualAudience = "api://AzureADTokenExchange";
    private const string Advice = "give the job `permissions: id-token: write`";

    public static async Task<Secret> FetchAsync(ISecrets secrets, string? audience, CancellationToken cancellationToken)
    {
        try
        {
            var url = (await secrets.ResolveAsync("env:ACTIONS_ID_TOKEN_REQUEST_URL", cancellationToken)).Reveal();
            var bearer = await secrets.ResolveAsync("env:ACTIONS_ID_TOKEN_REQUEST_TOKEN", cancellationToken);
            if (!Uri.TryCreate(url, UriKind.Absolute, out var root) || root.Scheme != Uri.UriSchemeHttps)
                throw new TokenException("ACTIONS_ID_TOKEN_REQUEST_URL is no https address", Advice);
            using var client = new HttpClient(Wire.NewHandler()) { Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = 1 << 16 };
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{url}&audience={Uri.EscapeDataString(audience ?? UsualAudience)}"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer.Reveal());
            using var response = await client.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw new TokenException($"GitHub gave no identity token (status {(int)response.StatusCode})", Advice);
            using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return answer.RootElement.GetProperty("value").GetString() is { Length: > 0 } token
                ? secrets.Redaction.Add(new Secret(token))
                : throw new TokenException("GitHub gave an empty identity token", Advice);
        }
        catch (SecretException e)
        {
            throw new TokenException("this job cannot ask GitHub for an identity token", Advice, e);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new TokenException("GitHub's identity token service did not answer as documented", "run the job again", e);
        }
    }
}
