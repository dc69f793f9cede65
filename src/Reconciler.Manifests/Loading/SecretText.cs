using System.Buffers;

namespace Reconciler.Manifests.Loading;

/// <summary>Tells secrets that somebody wrote out from other text, by the form that their issuers give them or by how little of them repeats.</summary>
internal static class SecretText
{
    private const int ShortestToken = 20;

    // Shannon's measure, in bits a character: words come to about 3 over such lengths, chance to 4 and more; hexadecimal digits cannot exceed 4.
    private const double Chance = 3.6;
    private const double HexChance = 3.1;
    private const int ShortestHex = 32;

    private static readonly SearchValues<char> NotInTokens = SearchValues.Create(" \t\r\n:@,");

    private static readonly (string Prefix, int Length)[] Issued =
    [
        ("ghp_", 36), ("gho_", 36), ("ghu_", 36), ("ghs_", 36), ("ghr_", 36), ("github_pat_", 36), ("glpat-", 20), ("xoxb-", 20), ("xoxp-", 20), ("xoxa-", 20),
        ("AKIA", 20), ("ASIA", 20), ("sk_live_", 24), ("npm_", 36),
    ];

    /// <summary>A token, key or password of a form that is known, wherever it stands.</summary>
    public static bool IsKnown(string text) => text.Length >= ShortestToken && (HasIssuedForm(text) || IsJwt(text) || IsEntraSecret(text) || IsPrivateKey(text) || CarriesSecret(text));

    /// <summary>Text that looks drawn by chance; only worth asking where secrets belong.</summary>
    public static bool IsRandom(string text)
    {
        if (text.Length < ShortestToken || text.AsSpan().ContainsAny(NotInTokens) || Guid.TryParseExact(text, "D", out _))
            return false;
        return text.All(char.IsAsciiHexDigit)
            ? text.Length >= ShortestHex && Entropy(text) >= HexChance
            : Turns(text) >= text.Length / 4 && Entropy(text) >= Chance;
    }

    // How often small letters, capitals and digits take turns: names do so at their joints, chance at every other character.
    private static int Turns(string text)
    {
        var turns = 0;
        for (var i = 1; i < text.Length; i++)
            turns += ClassOf(text[i]) != ClassOf(text[i - 1]) && ClassOf(text[i]) > 0 && ClassOf(text[i - 1]) > 0 ? 1 : 0;
        return turns;
    }

    private static int ClassOf(char character) => char.IsAsciiDigit(character) ? 1 : char.IsAsciiLetterLower(character) ? 2 : char.IsAsciiLetterUpper(character) ? 3 : 0;

    private static bool HasIssuedForm(string text)
    {
        foreach (var (prefix, length) in Issued)
        {
            if (text.Length >= length && text.StartsWith(prefix, StringComparison.Ordinal) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
                return true;
        }

        return false;
    }

    // RFC 7519: three parts of base64url with dots between, of which the first two are JSON objects.
    private static bool IsJwt(string text) =>
        text.StartsWith("eyJ", StringComparison.Ordinal) && text.Split('.') is { Length: 3 } parts && parts[1].StartsWith("eyJ", StringComparison.Ordinal);

    // Entra's client secrets bear their version behind three characters of chance.
    private static bool IsEntraSecret(string text) =>
        text.Length is >= 34 and <= 44 && char.IsAsciiDigit(text[3]) && text.AsSpan(4).StartsWith("Q~", StringComparison.Ordinal)
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '~' or '.' or '_' or '-');

    private static bool IsPrivateKey(string text) => text.Contains("-----BEGIN", StringComparison.Ordinal) && text.Contains("PRIVATE KEY-----", StringComparison.Ordinal);

    // An address with a password in it, or one signed for whoever holds it.
    private static bool CarriesSecret(string text) =>
        text.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.UserInfo.Contains(':', StringComparison.Ordinal) || (uri.Query.Contains("sig=", StringComparison.Ordinal) && uri.Query.Contains("se=", StringComparison.Ordinal)));

    private static double Entropy(string text)
    {
        var counts = new Dictionary<char, int>();
        foreach (var character in text)
            counts[character] = counts.GetValueOrDefault(character) + 1;
        return -counts.Values.Sum(c => (double)c / text.Length * Math.Log2((double)c / text.Length));
    }
}
