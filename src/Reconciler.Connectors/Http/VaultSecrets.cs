using System.Collections.Concurrent;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Reconciler.Core.Model;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Http;

/// <summary>
/// Secrets of key vaults beside all others: over https to a vault of the directory's cloud, without redirects, asked again at most twice,
/// within half a minute. The vault's own words are not repeated: its answers are full of what was asked.
/// </summary>
internal sealed class VaultSecrets : ISecrets
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly DirectorySettings? _directory;
    private readonly ISecrets _others;
    private readonly TimeProvider _time;
    private readonly Lazy<HttpClientTransport> _transport;
    private readonly ConcurrentDictionary<Uri, SecretClient> _clients = new();
    private readonly Lazy<AzureCredential?> _credential;

    public VaultSecrets(DirectorySettings? directory, ISecrets others, TimeProvider time)
    {
        (_directory, _others, _time) = (directory, others, time);
        _transport = new(() => new HttpClientTransport(Wire.NewClient(Handler)));
        _credential = new(() => directory is null || directory.Credential.Type == "none"
            ? null
            : new AzureCredential(directory.Credential, directory.Tenant, Cloud.Named(directory.Cloud), new Outside(others)));
    }

    public Redaction Redaction => _others.Redaction;

    /// <summary>What carries the requests instead of the network; for tests.</summary>
    internal HttpMessageHandler? Handler { get; init; }

    /// <summary>Who opens vaults instead of the directory's credential; for tests.</summary>
    internal TokenCredential? Credential { get; init; }

    /// <summary>The first pause before a vault is asked again.</summary>
    internal TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    public async ValueTask<Secret> ResolveAsync(string reference, CancellationToken cancellationToken)
    {
        if (!reference.StartsWith(VaultAddress.Scheme, StringComparison.Ordinal))
            return await _others.ResolveAsync(reference, cancellationToken);
        var cloud = Cloud.Named(_directory?.Cloud ?? "global");
        var address = VaultAddress.Parse(reference, cloud);
        var credential = Credential ?? await CredentialAsync(address, cancellationToken);
        using var timeout = new CancellationTokenSource(Longest, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var client = _clients.GetOrAdd(address.Vault, vault => new SecretClient(vault, credential, Options()));
            var answer = await client.GetSecretAsync(address.Name, address.Version, either.Token);
            return Redaction.Add(Checked(address, answer.Value));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Fault(address, $"{address.Vault.Host} gave no answer within {Longest.TotalSeconds:0} s");
        }
        catch (RequestFailedException e)
        {
            throw Fault(address, Why(address, e));
        }
        catch (AuthenticationFailedException)
        {
            throw Fault(address, "the directory's credential gets no token for key vaults: check directory.credential");
        }
        catch (Exception e) when (e is InvalidOperationException or AggregateException or System.Text.Json.JsonException or FormatException or KeyNotFoundException)
        {
            // A challenge for a token that would not be this vault's, no connection in three tries, or an answer of another form.
            throw Fault(address, e is AggregateException ? $"{address.Vault.Host} does not answer" : $"{address.Vault.Host} does not answer as a key vault does: no token or value was taken from it");
        }
    }

    private async ValueTask<TokenCredential> CredentialAsync(VaultAddress address, CancellationToken cancellationToken)
    {
        if (_credential.Value is not { } credential)
            throw Fault(address, _directory is null ? "a vault is opened with the credential of directory, and this workspace has no directory" : "a vault is opened with directory.credential, which is none");
        try
        {
            return await credential.GetAsync(cancellationToken);
        }
        catch (TokenException e)
        {
            throw Fault(address, $"{e.Message}: {e.Advice}");
        }
    }

    private SecretClientOptions Options()
    {
        var options = new SecretClientOptions { Transport = _transport.Value };
        options.Retry.MaxRetries = 2;
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.Delay = FirstPause;
        options.Retry.MaxDelay = 5 * FirstPause;
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
        options.Diagnostics.IsTelemetryEnabled = false;
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        return options;
    }

    private Secret Checked(VaultAddress address, KeyVaultSecret found)
    {
        var now = _time.GetUtcNow();
        if (found.Properties.Enabled == false)
            throw Fault(address, "it is disabled in the vault");
        if (found.Properties.NotBefore > now || found.Properties.ExpiresOn <= now)
            throw Fault(address, found.Properties.NotBefore > now ? "it is not valid yet" : $"it expired on {found.Properties.ExpiresOn:yyyy-MM-dd}");
        return found.Value is { } value && value.Trim() is { Length: >= Secret.Shortest } content
            ? new Secret(content)
            : throw Fault(address, $"it is empty or shorter than {Secret.Shortest} characters");
    }

    private static string Why(VaultAddress address, RequestFailedException e) => (e.Status, e.ErrorCode) switch
    {
        (401, _) => "the vault does not accept the token of directory.credential: is the vault in the same tenant?",
        (403, "SecretDisabled") => "it is disabled in the vault",
        (403, _) when e.Message.Contains("disabled secret", StringComparison.OrdinalIgnoreCase) => "it is disabled in the vault",
        (403, _) => "the vault refuses directory.credential: give it the role Key Vault Secrets User, and let this network through the vault's firewall",
        (404, _) => address.Version is null ? "the vault has no secret of this name" : "the vault has no secret of this name and version",
        (429, _) => "the vault limits calls, and did so three times: try again later",
        ( >= 500, _) => $"the vault has an inner fault ({e.Status}), and had it three times: try again later",
        (0, _) => $"{address.Vault.Host} does not answer: check the name of the vault and the network",
        ( >= 300 and < 400, _) => $"{address.Vault.Host} sends elsewhere ({e.Status}), and no token follows a redirect",
        _ => $"the vault refused ({e.Status})",
    };

    private static SecretException Fault(VaultAddress address, string why) => new(address.ToString(), why);

    /// <summary>What the credential is made of cannot lie in the vault that it opens.</summary>
    private sealed class Outside(ISecrets others) : ISecrets
    {
        public Redaction Redaction => others.Redaction;

        public ValueTask<Secret> ResolveAsync(string reference, CancellationToken cancellationToken) => reference.StartsWith(VaultAddress.Scheme, StringComparison.Ordinal)
            ? throw new SecretException(reference, "directory.credential opens the vault, so its own secret cannot lie there: use env: or file:, or a credential without a secret")
            : others.ResolveAsync(reference, cancellationToken);
    }
}
