using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Identity;
using Reconciler.Core.Model;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Http;

/// <summary>
/// Tokens of Azure.Identity. The only type that touches the library; it resolves secrets and makes its credential at the first
/// token, so that a command that signs in nowhere loads nothing.
/// </summary>
internal sealed class AzureTokenSource(CredentialSettings settings, string tenant, Cloud cloud, ISecrets secrets) : TokenSource
{
    private readonly string _tenant = settings.TenantId ?? tenant;
    private TokenCredential? _credential;

    private protected override async ValueTask<Bearer?> FetchAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            _credential ??= await CreateAsync(cancellationToken);
            var token = await _credential.GetTokenAsync(new TokenRequestContext([cloud.Scope]), cancellationToken);
            return new Bearer(token.Token, token.ExpiresOn);
        }
        catch (Exception e) when (e is AuthenticationFailedException or ArgumentException)
        {
            throw new TokenException(FirstLine(e.Message), "check directory.credential in reconciler.yaml; to try the program without a tenant, add --sandbox", e);
        }
    }

    private async ValueTask<TokenCredential> CreateAsync(CancellationToken cancellationToken) => settings.Type switch
    {
        "workloadIdentity" => new WorkloadIdentityCredential(
            new WorkloadIdentityCredentialOptions { AuthorityHost = cloud.Authority, TenantId = _tenant, ClientId = settings.ClientId }),
        "managedIdentity" => new ManagedIdentityCredential(
            settings.ClientId is { } client ? ManagedIdentityId.FromUserAssignedClientId(client) : ManagedIdentityId.SystemAssigned),
        "clientSecret" => new ClientSecretCredential(_tenant, Needed(settings.ClientId, "clientId"),
            await secrets.ResolveAsync(Needed(settings.Secret, "secret"), cancellationToken), new ClientSecretCredentialOptions { AuthorityHost = cloud.Authority }),
        "certificate" => new ClientCertificateCredential(_tenant, Needed(settings.ClientId, "clientId"), await CertificateAsync(cancellationToken),
            new ClientCertificateCredentialOptions { AuthorityHost = cloud.Authority, SendCertificateChain = true }),
        "githubOidc" => new ClientAssertionCredential(_tenant, Needed(settings.ClientId, "clientId"), token => GithubAssertion.FetchAsync(secrets, token),
            new ClientAssertionCredentialOptions { AuthorityHost = cloud.Authority }),
        _ => new DefaultAzureCredential(new DefaultAzureCredentialOptions
        {
            AuthorityHost = cloud.Authority,
            TenantId = _tenant,
            WorkloadIdentityClientId = settings.ClientId,
            ManagedIdentityClientId = settings.ClientId,
            ExcludeInteractiveBrowserCredential = true,
        }),
    };

    /// <summary>PEM with key, or PKCS #12 in base64 (as a key vault hands it out).</summary>
    private async ValueTask<X509Certificate2> CertificateAsync(CancellationToken cancellationToken)
    {
        var reference = Needed(settings.Certificate, "certificate");
        var text = await secrets.ResolveAsync(reference, cancellationToken);
        var password = settings.CertificatePassword is { } secret ? await secrets.ResolveAsync(secret, cancellationToken) : null;
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

    private static string Needed(string? value, string name) =>
        value ?? throw new TokenException($"this credential needs {name}", $"write directory.credential.{name} in reconciler.yaml");

    private static string FirstLine(string message) => message.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? message[..end] : message;
}
