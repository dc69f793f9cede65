using System.Security.Cryptography;
using System.Text;

namespace Reconciler.Core.Reporting.Privacy;

/// <summary>
/// Names for people that say nothing of them: a keyed digest, so that nobody tries names until one fits. The same person has the same one as long as the key
/// is the same. Remembers whom it named, and finds them again where they stand in other words: in a path, in a clause.
/// </summary>
internal sealed class Pseudonyms(byte[] key)
{
    public const int ShortestKey = 16;

    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 8;
    private static readonly char[] Between = [' ', '/', '\\', ':', ',', ';', '`', '\'', '"', '(', ')', '[', ']', '@', '|', '='];

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public string Of(string person)
    {
        if (person.Length == 0 || person == DocumentPrivacy.Hidden)
            return person;
        if (_names.TryGetValue(person, out var known))
            return known;
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(person), digest);
        // 40 bits: a million people share one with a chance of a third, two given ones never do in practice.
        var bits = ((ulong)digest[0] << 32) | ((ulong)digest[1] << 24) | ((ulong)digest[2] << 16) | ((ulong)digest[3] << 8) | digest[4];
        var name = "person-" + string.Create(Length, bits, static (to, b) =>
        {
            for (var i = 0; i < to.Length; i++)
                to[i] = Letters[(int)((b >> (35 - (5 * i))) & 31)];
        });
        _names.Add(person, name);
        if (Bare(person) is { Length: > 0 } bare)
            _known.Add(bare);
        return name;
    }

    /// <summary>Whether a text names somebody whom it named: as a whole, or in one of its words or folders.</summary>
    public bool IsNamedIn(string text)
    {
        if (_known.Contains(Bare(text)))
            return true;
        var words = text.Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(Bare).ToArray();
        // A name that people write in up to three words.
        for (var i = 0; i < words.Length; i++)
        {
            if (Enumerable.Range(1, 3).Any(n => i + n <= words.Length && _known.Contains(string.Concat(words.AsSpan(i, n).ToArray()))))
                return true;
        }

        return false;
    }

    // How a name is written in a file's name and elsewhere: without its ending, dots, dashes and case.
    private static string Bare(string text)
    {
        foreach (var ending in new[] { ".yaml", ".yml" })
            text = text.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? text[..^ending.Length] : text;
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
                result.Append(char.ToUpperInvariant(c));
        }

        return result.ToString();
    }
}
