using System.Buffers;
using System.Globalization;
using System.Text;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Manifests.Yaml;

/// <summary>What a text must be before its syntax is looked at: UTF-8, of bounded size, showing everything that it holds.</summary>
internal static class YamlText
{
    public const int MaxBytes = 64 * 1024 * 1024;

    public const int MostCharacterFaults = 20;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Control characters other than tab and line breaks, line separators, a byte-order mark inside the text, and what turns the direction of text
    // around: a reviewer would not see what the program reads. Surrogates are looked at one by one.
    private static readonly SearchValues<char> Hidden = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0x20).Select(c => (char)c).Where(c => c is not ('\t' or '\n' or '\r')),
        .. Enumerable.Range(0x7f, 0x21).Select(c => (char)c),
        .. "\u2028\u2029\ufeff\ufffe\uffff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    ]);

    private static readonly SearchValues<char> Marks = SearchValues.Create("\u061c\u200e\u200f\t\n\r");

    /// <summary>The text of a file without its byte-order mark; null, with a fault, when it is too large or not UTF-8.</summary>
    public static string? Decode(string file, ReadOnlySpan<byte> bytes, ICollection<Diagnostic> faults)
    {
        if (bytes.Length > MaxBytes)
        {
            faults.Add(YamlFaults.Bound(new(file, 1, 1, 1), YamlBound.Bytes, MaxBytes));
            return null;
        }

        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        var valid = ValidLength(bytes);
        if (valid == bytes.Length)
            return Strict.GetString(bytes);
        var before = Strict.GetString(bytes[..valid]);
        faults.Add(YamlFaults.NotUtf8(new LineMap(before).SpanOf(file, before.Length, before.Length + 1), bytes[valid]));
        return null;
    }

    /// <summary>The text of a file that is not UTF-8, as its lines are shown: what cannot be read is replaced.</summary>
    public static string DecodeAnyhow(ReadOnlySpan<byte> bytes) =>
        Encoding.UTF8.GetString(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes);

    /// <summary>Reports the characters that no text may hold unescaped, those of a kind as one fault; true when there are none.</summary>
    public static bool ShowsEverything(string file, string text, LineMap lines, ICollection<Diagnostic> faults)
    {
        var found = HiddenIn(text);
        if (found.Count == 0 && LoneSurrogate(text) is var lone and >= 0)
            found.Add(lone);
        foreach (var alike in found.GroupBy(at => Name(text[at])))
        {
            List<SourceSpan> places = [.. Runs(alike).Select(r => lines.SpanOf(file, r.Start, r.End))];
            faults.Add(YamlFaults.Hidden(places, [.. alike.Select(at => text[at]).Distinct()], isCut: found.Count == MostCharacterFaults));
        }

        return found.Count == 0;
    }

    private static List<int> HiddenIn(string text)
    {
        var found = new List<int>();
        for (var at = 0; at < text.Length && found.Count < MostCharacterFaults; at++)
        {
            var next = text.AsSpan(at).IndexOfAny(Hidden);
            if (next < 0)
                break;
            at += next;
            found.Add(at);
        }

        return found;
    }

    // Neighbours are one place.
    private static List<Token> Runs(IEnumerable<int> places)
    {
        var runs = new List<Token>();
        foreach (var at in places)
        {
            if (runs.Count > 0 && runs[^1].End == at)
                runs[^1] = new(runs[^1].Start, at + 1);
            else
                runs.Add(new(at, at + 1));
        }

        return runs;
    }

    /// <summary>The first character that a key may not hold, escaped or not; null when there is none.</summary>
    public static char? HiddenInKey(ReadOnlySpan<char> key)
    {
        var at = key.IndexOfAny(Hidden);
        if (at < 0)
            at = key.IndexOfAny(Marks);
        if (at < 0)
            at = LoneSurrogate(key);
        return at < 0 ? null : key[at];
    }

    public static int LoneSurrogate(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOfAnyInRange('\ud800', '\udfff');
            if (next < 0)
                return -1;
            at += next;
            if (!char.IsHighSurrogate(text[at]) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]))
                return at;
            at++;
        }

        return -1;
    }

    public static string Name(char character) => character switch
    {
        '\t' => "tab",
        '\n' or '\r' => "line break",
        '\ufeff' => "byte-order mark",
        >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069' or '\u200e' or '\u200f' or '\u061c' => "direction mark",
        '\u2028' or '\u2029' or '\u0085' => "line separator",
        _ when char.IsSurrogate(character) => "half of a character",
        _ => "control character",
    };

    public static string Several(string name) => name == "half of a character" ? "halves of characters" : name + "s";

    public static string Code(char character) => string.Create(CultureInfo.InvariantCulture, $"U+{(int)character:X4}");

    private static int ValidLength(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            // ASCII runs are most of a file and are skipped at memory speed.
            var run = bytes[at..].IndexOfAnyInRange((byte)0x80, (byte)0xff);
            if (run < 0)
                return bytes.Length;
            at += run;
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) is not OperationStatus.Done)
                return at;
            at += length;
        }

        return at;
    }
}
