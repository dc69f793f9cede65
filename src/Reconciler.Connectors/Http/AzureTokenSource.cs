using Azure.Core;
using Azure.Identity;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Http;

/// <summary>Tokens of Azure.Identity for one scope, with the credential of the workspace.</summary>
internal sealed class AzureTokenSource(AzureCredential credential, string scope, Redaction redaction) : TokenSource
{
    private protected override async ValueTask<Bearer?> FetchAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var token = await (await credential.GetAsync(cancellationToken)).GetTokenAsync(new TokenRequestContext([scope]), cancellationToken);
            return new Bearer(redaction.Add(new Secret(token.Token)), token.ExpiresOn);
        }
        catch (Exception e) when (e is AuthenticationFailedException or ArgumentException)
        {
            throw new TokenException(redaction.Over(FirstLine(e.Message)), "check directory.credential in reconciler.yaml; to try the program without a tenant, add --sandbox", e);
        }
    }

    private static string FirstLine(string message) => message.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? message[..end] : message;
}
