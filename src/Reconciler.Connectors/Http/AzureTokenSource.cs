using Azure.Core;
using Azure.Identity;

namespace Reconciler.Connectors.Http;

/// <summary>
/// Tokens of Azure.Identity. The only type that touches the library, and it makes its credential at the first token,
/// so that a command that signs in nowhere does not load it.
/// </summary>
internal sealed class AzureTokenSource(string scope, Func<CancellationToken, ValueTask<TokenCredential>> create) : TokenSource
{
    private TokenCredential? _credential;

    private protected override async ValueTask<Bearer?> FetchAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            _credential ??= await create(cancellationToken);
            var token = await _credential.GetTokenAsync(new TokenRequestContext([scope]), cancellationToken);
            return new Bearer(token.Token, token.ExpiresOn);
        }
        catch (AuthenticationFailedException e)
        {
            throw new TokenException(FirstLine(e.Message), "check directory.credential in reconciler.yaml; `reconciler doctor` tests it alone", e);
        }
    }

    private static string FirstLine(string message) => message.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? message[..end] : message;
}
