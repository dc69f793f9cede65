using System.Collections.Concurrent;
using System.Text.Json;

namespace Reconciler.Connectors.Http;

/// <summary>Takes the secrets that were in use out of what a service says: some repeat the request in their errors. Safe to share between threads.</summary>
internal sealed class Mask
{
    private readonly ConcurrentDictionary<string, bool> _secrets = new(StringComparer.Ordinal);

    /// <summary>Remembers a secret; one too short to be told from ordinary words is not looked for.</summary>
    public string Add(string secret)
    {
        if (secret.Length < 6)
            return secret;
        _secrets.TryAdd(secret, true);
        // As it stands in the JSON that is sent, which some repeat as it came.
        _secrets.TryAdd(JsonEncodedText.Encode(secret).Value, true);
        return secret;
    }

    public string Over(string text)
    {
        // The longest first: a secret may be part of another.
        foreach (var secret in _secrets.Keys.OrderByDescending(s => s.Length))
            text = text.Replace(secret, "(secret)", StringComparison.Ordinal);
        return text;
    }
}
