using Reconciler.Connectors.Http;
using Reconciler.Core.Model;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Scim;

/// <summary>Who we are to a SCIM service: the token, the header that carries it, and how a person calls it.</summary>
internal sealed record SignIn(TokenSource Tokens, string Header, string? Scheme, string CalledBy, Mask Mask)
{
    private const string Authorization = "Authorization";

    /// <exception cref="ArgumentException">No authentication off loopback, a token address that is not https, or a name that no header has.</exception>
    public static SignIn Of(ScimAuthentication authentication, Uri baseUrl, ISecrets secrets)
    {
        var mask = new Mask(secrets.Redaction);
        switch (authentication)
        {
            case ScimAuthentication.Bearer bearer:
                return new SignIn(new SecretToken(secrets, bearer.Token, null), Authorization, "Bearer", $"the token {bearer.Token}", mask);
            case ScimAuthentication.Basic basic:
                return new SignIn(new SecretToken(secrets, basic.Password, basic.UserName), Authorization, "Basic", $"the user name or the password {basic.Password}", mask);
            case ScimAuthentication.Header header when IsHeaderName(header.Name):
                return new SignIn(new SecretToken(secrets, header.Value, null), header.Name, null, $"the value {header.Value} of the header {header.Name}", mask);
            case ScimAuthentication.Header header:
                throw new ArgumentException($"no header is called {header.Name}", nameof(authentication));
            case ScimAuthentication.OAuth2 client:
                var credentials = new ClientCredentials(client.TokenUrl, client.ClientId, client.ClientSecret, client.Scope);
                return new SignIn(new ClientCredentialsToken(credentials, secrets, null), Authorization, "Bearer", $"the token of client {client.ClientId}", mask);
            case ScimAuthentication.Anonymous when baseUrl.IsLoopback:
                return new SignIn(new FixedToken(null), Authorization, "Bearer", "the missing authentication", mask);
            case ScimAuthentication.Anonymous:
                throw new ArgumentException($"{baseUrl.Host} is asked without authentication, which is for loopback", nameof(authentication));
            default:
                throw new ArgumentException($"no SCIM service is signed in to by {authentication.GetType().Name}", nameof(authentication));
        }
    }

    /// <summary>A bearer that the caller made up: hidden in what this service says, and an ordinary word elsewhere.</summary>
    public static SignIn Fixed(string bearer, Redaction redaction)
    {
        var mask = new Mask(redaction);
        return new SignIn(new FixedToken(new Secret(mask.AddValue(bearer))), Authorization, "Bearer", "the fixed token", mask);
    }

    private static bool IsHeaderName(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
}
