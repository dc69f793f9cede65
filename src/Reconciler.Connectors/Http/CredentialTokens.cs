using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Azure.Core;
using Azure.Identity;
using Reconciler.Core.Model;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Http;

/// <summary>From how a control file says to sign in to where tokens come from. Secrets are resolved at the first token.</summary>
internal static class CredentialTokens
{
    private const string OidcAudience = "api://AzureADTokenExchange";

    /// <summary>The credential types that a control file may name.</summary>
    public static TokenSource Create(CredentialSettings settings, string tenant, Cloud cloud, ISecrets secrets)
    {
        var client = settings.ClientId;
        tenant = settings.TenantId ?? tenant;
        return settings.Type switch
        {
            "none" => new FixedToken(null),
            "default" => Azure(_ => ValueTask.FromResult<TokenCredential>(new DefaultAzureCredential(new DefaultAzureCredentialOptions
            {
                AuthorityHost = cloud.Authority, TenantId = tenant, WorkloadIdentityClientId = client, ManagedIdentityClientId = client,
                ExcludeInteractiveBrowserCredential = true,
            }))),
            "workloadIdentity" => Azure(_ => ValueTask.FromResult<TokenCredential>(new WorkloadIdentityCredential(
                new WorkloadIdentityCredentialOptions { AuthorityHost = cloud.Authority, TenantId = tenant, ClientId = client }))),
            "managedIdentity" => Azure(_ => ValueTask.FromResult<TokenCredential>(new ManagedIdentityCredential(
                client is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(client)))),
            "clientSecret" => Azure(async token => new ClientSecretCredential(tenant, Needed(client, "clientId"),
                await secrets.ResolveAsync(Needed(settings.Secret, "secret"), token), new ClientSecretCredentialOptions { AuthorityHost = cloud.Authority })),
            "certificate" => Azure(async token => new ClientCertificateCredential(tenant, Needed(client, "clientId"),
                await CertificateAsync(settings, secrets, token), new ClientCertificateCredentialOptions { AuthorityHost = cloud.Authority, SendCertificateChain = true })),
            "githubOidc" => Azure(_ => ValueTask.FromResult<TokenCredential>(new ClientAssertionCredential(tenant, Needed(client, "clientId"),
                token => GithubAssertionAsync(secrets, token), new ClientAssertionCredentialOptions { AuthorityHost = cloud.Authority }))),
            _ => throw new ArgumentException($"no credential of type {settings.Type}", nameof(settings)),
        };

        AzureTokenSource Azure(Func<CancellationToken, ValueTask<TokenCredential>> create) => new(cloud.Scope, create);
    }

    private static string Needed(string? value, string name) =>
        value ?? throw new TokenException($"this credential needs {name}", $"write directory.credential.{name} in reconciler.yaml");

    /// <summary>PEM with key, or PKCS #12 in base64 (as a key vault hands it out).</summary>
    private static async ValueTask<X509Certificate2> CertificateAsync(CredentialSettings settings, ISecrets secrets, CancellationToken cancellationToken)
    {
        var reference = Needed(settings.Certificate, "certificate");
        var text = await secrets.ResolveAsync(reference, cancellationToken);
        var password = settings.Secret is { } secret ? await secrets.ResolveAsync(secret, cancellationToken) : null;
        try
        {
            if (!text.Contains("-----BEGIN", StringComparison.Ordinal))
                return X509CertificateLoader.LoadPkcs12(Convert.FromBase64String(text.Trim()), password, X509KeyStorageFlags.EphemeralKeySet);
            return password is null ? X509Certificate2.CreateFromPem(text, text) : X509Certificate2.CreateFromEncryptedPem(text, text, password);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            throw new TokenException($"{reference} is no certificate with its private key", "give PEM (certificate and key) or PKCS #12 in base64", e);
        }
    }

    /// <summary>A fresh assertion for every token: a GitHub JWT lives minutes, an apply may take hours.</summary>
    private static async Task<string> GithubAssertionAsync(ISecrets secrets, CancellationToken cancellationToken)
    {
        const string advice = "give the job `permissions: id-token: write`";
        try
        {
            var url = await secrets.ResolveAsync("env:ACTIONS_ID_TOKEN_REQUEST_URL", cancellationToken);
            var bearer = await secrets.ResolveAsync("env:ACTIONS_ID_TOKEN_REQUEST_TOKEN", cancellationToken);
            if (!Uri.TryCreate(url, UriKind.Absolute, out var root) || root.Scheme != Uri.UriSchemeHttps)
                throw new TokenException("ACTIONS_ID_TOKEN_REQUEST_URL is no https address", advice);
            using var client = new HttpClient(Wire.NewHandler()) { Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = 1 << 16 };
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{url}&audience={Uri.EscapeDataString(OidcAudience)}"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            using var response = await client.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw new TokenException($"GitHub gave no identity token (status {(int)response.StatusCode})", advice);
            using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return answer.RootElement.GetProperty("value").GetString() ?? throw new TokenException("GitHub gave an empty identity token", advice);
        }
        catch (SecretException e)
        {
            throw new TokenException("this job cannot ask GitHub for an identity token", advice, e);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new TokenException("GitHub's identity token service did not answer as documented", "run the job again", e);
        }
    }
}
