namespace Reconciler.Core.Targets;

/// <summary>
/// Resolves references to secrets (<c>env:NAME</c>, <c>file:PATH</c>, <c>keyvault:https://…</c>). A reference that cannot be resolved is a
/// <see cref="SecretException"/> that names the reference, never the value.
/// </summary>
public interface ISecrets
{
    ValueTask<Secret> ResolveAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Knows every secret that was resolved here, and takes every one that is obtained with their help.</summary>
    Redaction Redaction { get; }
}

public sealed class SecretException : Exception
{
    public SecretException(string reference, string why)
        : base($"the secret {reference} cannot be read: {why}") => Reference = reference;

    public string Reference { get; }
}

/// <summary>The one door for chance: passwords and creation ids are born here.</summary>
public interface IRandomness
{
    void Fill(Span<byte> bytes);
}
