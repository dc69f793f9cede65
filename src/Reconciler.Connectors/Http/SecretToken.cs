using System.Text;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Http;

/// <summary>A token that lies with the secrets: a bearer, a header's value, or name and password as Basic wants them. Read again when it is refused.</summary>
internal sealed class SecretToken(ISecrets secrets, string reference, string? basicUser) : TokenSource
{
    private protected override async ValueTask<Bearer?> FetchAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var secret = secrets.Redaction.Add(await secrets.ResolveAsync(reference, cancellationToken));
        var text = LineOf(secret, reference);
        return new Bearer(secrets.Redaction.Add(new Secret(basicUser is null ? text : Convert.ToBase64String(Encoding.UTF8.GetBytes($"{basicUser}:{text}")))), DateTimeOffset.MaxValue);
    }

    /// <summary>A token or password as one line.</summary>
    /// <exception cref="SecretException">It is several, or none.</exception>
    internal static string LineOf(Secret secret, string reference)
    {
        var text = secret.Reveal().Trim();
        if (text.Length == 0)
            throw new SecretException(reference, "it is empty");
        return text.AsSpan().IndexOfAnyInRange('\0', '\x1f') < 0
            ? text
            : throw new SecretException(reference, "it has several lines or other control characters, which no header can carry");
    }
}
