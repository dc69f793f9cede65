using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Reconciler.Emulator.Scim.Http;

/// <summary>Tokens the token endpoint has handed out, until they expire by the clock.</summary>
internal sealed class IssuedTokens
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _tokens = new(StringComparer.Ordinal);
    private long _last;

    public string Issue(string clientId, DateTimeOffset now, TimeSpan lifetime)
    {
        var number = Interlocked.Increment(ref _last);
        var token = "scim-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{clientId}/{number}/{now.UtcTicks}")))[..32];
        _tokens[token] = now + lifetime;
        return token;
    }

    /// <summary>When the token expires; null when it was not issued here.</summary>
    public DateTimeOffset? Expiry(string token) => _tokens.TryGetValue(token, out var at) ? at : null;
}
