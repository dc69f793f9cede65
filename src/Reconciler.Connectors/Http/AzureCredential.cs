using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Identity;
using Reconciler.Core.Model;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Http;

/// <summary>
/// The credential of a workspace, as Azure.Identity knows it. The border where secrets become the library's strings; made at the first use,
/// so that a command that signs in nowhere resolves nothing.
/// </summary>
internal sealed class AzureCredential(CredentialSettings settings, string tenant, Cloud cloud, ISecrets secrets)
{
    private readonly string _tenant = settings.TenantId ?? tenant;
    private TokenCredential? _made;

    public async ValueTask<TokenCredential> GetAsync(CancellationToken cancellationToken) => _made ??= await CreateAsync(cancellationToken);

    private async ValueTask<TokenCredential> CreateAsync(CancellationToken cancellationToken) => settings.Type switch
    {
        "workloadIdentity" => new WorkloadIdentityCredential(Federated()),
        "managedIdentity" => new ManagedIdentityCredential(
            settings.ClientId is { } client ? ManagedIdentityId.FromUserAssignedClientId(client) : ManagedIdentityId.SystemAssigned),
        "clientSecret" => new ClientSecretCredential(_tenant, Needed(settings.ClientId, "clientId"),
            SecretToken.LineOf(await ResolveAsync(Needed(settings.Secret, "clientSecret"), cancellationToken), settings.Secret ?? ""), In(cloud, new ClientSecretCredentialOptions())),
        "certificate" => new ClientCertificateCredential(_tenant, Needed(settings.ClientId, "clientId"), await CertificateAsync(cancellationToken),
            In(cloud, new ClientCertificateCredentialOptions { SendCertificateChain = true })),
        "githubOidc" => new ClientAssertionCredential(_tenant, Needed(settings.ClientId, "clientId"),
            async token => (await GithubAssertion.FetchAsync(secrets, settings.Audience, token)).Reveal(), In(cloud, new ClientAssertionCredentialOptions())),
        _ => new DefaultAzureCredential(Offered()),
    };

    // What the control file leaves open is the environment's to say: the library has put that into its options already.
    private WorkloadIdentityCredentialOptions Federated()
    {
        var options = In(cloud, new WorkloadIdentityCredentialOptions { TenantId = _tenant });
        options.ClientId = settings.ClientId ?? options.ClientId;
        options.TokenFilePath = settings.TokenFile ?? options.TokenFilePath;
        return options;
    }

    private DefaultAzureCredentialOptions Offered()
    {
        var options = In(cloud, new DefaultAzureCredentialOptions { TenantId = _tenant, ExcludeInteractiveBrowserCredential = true });
        options.WorkloadIdentityClientId = settings.ClientId ?? options.WorkloadIdentityClientId;
        options.ManagedIdentityClientId = settings.ClientId ?? options.ManagedIdentityClientId;
        return options;
    }

    /// <summary>PEM with key, or PKCS #12 in base64 (as a key vault hands it out).</summary>
    private async ValueTask<X509Certificate2> CertificateAsync(CancellationToken cancellationToken)
    {
        var reference = Needed(settings.Certificate, "certificate");
        var text = (await ResolveAsync(reference, cancellationToken)).Reveal();
        var password = settings.CertificatePassword is { } secret ? (await ResolveAsync(secret, cancellationToken)).Reveal() : null;
        try
        {
            if (!text.Contains("-----BEGIN", StringComparison.Ordinal))
                return X509CertificateLoader.LoadPkcs12(Convert.FromBase64String(text.Trim()), password, X509KeyStorageFlags.EphemeralKeySet);
            return password is null ? X509Certificate2.CreateFromPem(text, text) : X509Certificate2.CreateFromEncryptedPem(text, text, password);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            throw new TokenException($"{reference} is no certificate with its private key{(password is null ? "" : ", or its password is another")}", "give PEM (certificate and key) or PKCS #12 in base64", e);
        }
    }

    private async ValueTask<Secret> ResolveAsync(string reference, CancellationToken cancellationToken) => secrets.Redaction.Add(await secrets.ResolveAsync(reference, cancellationToken));

    private static T In<T>(Cloud cloud, T options) where T : TokenCredentialOptions
    {
        options.AuthorityHost = cloud.Authority;
        return options;
    }

    private static string Needed(string? value, string name) =>
        value ?? throw new TokenException($"this credential needs {name}", $"write directory.credential.{name} in reconciler.yaml");
}
