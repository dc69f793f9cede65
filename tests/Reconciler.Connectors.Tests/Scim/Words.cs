using System.Collections.Concurrent;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Tests.Scim;

/// <summary>Secrets of a test by their references.</summary>
internal sealed class Words(params (string Reference, string Secret)[] known) : ISecrets
{
    public Redaction Redaction { get; } = new();

    public ConcurrentQueue<string> Asked { get; } = new();

    public ValueTask<Secret> ResolveAsync(string reference, CancellationToken cancellationToken)
    {
        Asked.Enqueue(reference);
        foreach (var (name, secret) in known)
        {
            if (name == reference)
                return ValueTask.FromResult(new Secret(secret));
        }

        throw new SecretException(reference, "it is not set");
    }
}
