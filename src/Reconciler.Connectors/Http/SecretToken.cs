using System.Text;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Http;

/// <summary>A token that lies with the secrets: a bearer, a header's value, or name and password as Basic wants them. Read again when it is refused.</summary>
internal sealed class SecretToken(ISecrets secrets, string reference, string? basicUser, Mask mask) : TokenSource
{
    private protected override async ValueTask<Bearer?> FetchAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var secret = mask.Add((await secrets.ResolveAsync(reference, cancellationToken)).Trim());
        if (secret.AsSpan().IndexOfAnyInRange('\0', '\x1f') >= 0)
            throw new SecretException(reference, "it has several lines or other control characters, which no header can carry");
        return new Bearer(basicUser is null ? secret : mask.Add(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{basicUser}:{secret}"))), DateTimeOffset.MaxValue);
    }
}
