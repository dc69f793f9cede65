using System.Buffers;

namespace Reconciler.Manifests.Grammar;

/// <summary>Which keys speak of secrets, and which texts only name one.</summary>
internal static class SecretWords
{
    private static readonly string[] Words = ["password", "passwd", "pwd", "passphrase", "secret", "token", "credential", "apikey", "api-key", "api_key", "authorization"];

    // They speak of a secret and are none: where a token comes from, what a credential is called.
    private static readonly HashSet<string> Harmless =
        new(["tokenUrl", "tokenFile", "type", "audience", "scope"], StringComparer.Ordinal);

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    public static bool IsHarmless(string key) => Harmless.Contains(key);

    /// <summary>The key says that a secret stands beside it, or below it.</summary>
    public static bool Speaks(string key)
    {
        if (Harmless.Contains(key))
            return false;
        foreach (var word in Words)
        {
            if (key.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>The text begins as one that says where a secret is kept.</summary>
    public static bool IsReference(string text) =>
        text.StartsWith("env:", StringComparison.Ordinal) || text.StartsWith("file:", StringComparison.Ordinal) || text.StartsWith("keyvault:", StringComparison.Ordinal);

    /// <summary>A reference that can be repeated: there is no secret in it.</summary>
    public static bool CanBeShown(string text) => text.StartsWith("env:", StringComparison.Ordinal) ? EnvironmentName(text) is not null
        : text.StartsWith("keyvault:", StringComparison.Ordinal) ? text.StartsWith("keyvault:https://", StringComparison.Ordinal)
        : IsReference(text) && !text.AsSpan().ContainsAny('\r', '\n');

    /// <summary>The variable that a reference names. What has small letters and digits mixed may be the secret itself, and is not repeated.</summary>
    public static string? EnvironmentName(string text) =>
        text.StartsWith("env:", StringComparison.Ordinal) && text.Length is > 4 and <= 64 && text.AsSpan(4).ContainsAnyExcept(NameCharacters) is false
        && (!text.AsSpan(4).ContainsAnyInRange('0', '9') || !text.AsSpan(4).ContainsAnyInRange('a', 'z'))
            ? text[4..] : null;
}
