using System.Text;

namespace Reconciler.Tests.Manifests.Fuzz;

/// <summary>Turns texts that mean something into texts that nobody would write, in steps small enough to get past the first check.</summary>
internal sealed class Mutation(IReadOnlyList<byte[]> corpus, Random random)
{
    private const int MostSteps = 6;
    private const int Largest = 200_000;

    private static readonly string[] Pieces =
    [
        "\t", "\r", "\r\n", "\n", ": ", ":", "- ", "? ", "&a ", "*a", "!t ", "!!", "|\n", ">-\n", "%", "@", "`", "{", "}", "[", "]", ",", "\"", "'", "\\", "\\u", "\\ud800",
        "#", " #", "---\n", "...\n", "<<: ", "{{", "}}", "null", "~", "[]", "{}", "''", "true", "1", "-1", "99999999999999999999", "1e9", "2026-02-30", "version: 1\n",
        "\u202E", "\u200F", "\uFEFF", "\u2028", "\u0085", "\u00A0", "\u0001", "\u001B[31m", "\u0301", "\u200D", "松", "😀", "ｶﾞ", "नि", "\uFFFD", "\uFFFF",
        "and ", "not (", "eq \"", "(", ")", "@contoso.com", "users:\n  ", "    members:\n", "\"]}", "\u0000", "$schema", "0", "e", "\"schema\"", "null,", "\":",
    ];

    public byte[] Next()
    {
        var text = corpus[random.Next(corpus.Count)];
        var steps = random.Next(1, MostSteps + 1);
        for (var step = 0; step < steps; step++)
            text = Step(text);
        return text.Length <= Largest ? text : text[..Largest];
    }

    private byte[] Step(byte[] text) => random.Next(12) switch
    {
        0 => Flip(text),
        1 => Replace(text, At(text), 0, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)])),
        2 => Replace(text, At(text), random.Next(8), Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)])),
        3 => Replace(text, At(text), 0, [(byte)random.Next(0x80, 0x100)]),
        4 => text[..At(text)],
        5 => Swap(text),
        6 => Repeat(text),
        7 => Splice(text),
        8 => Replace(text, At(text), random.Next(40), []),
        9 => Replace(text, At(text), 0, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(random.Next(2) == 0 ? "[" : "{a: ", random.Next(1, 300))))),
        10 => Replace(text, At(text), 0, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Pieces[random.Next(Pieces.Length)], random.Next(1, random.Next(2) == 0 ? 50 : 5000))))),
        _ => Replace(text, At(text), 0, Bomb()),
    };

    private int At(byte[] text) => random.Next(text.Length + 1);

    private byte[] Flip(byte[] text)
    {
        if (text.Length == 0)
            return text;
        var result = (byte[])text.Clone();
        result[random.Next(result.Length)] ^= (byte)(1 << random.Next(8));
        return result;
    }

    private byte[] Swap(byte[] text) => Lines(text, lines =>
    {
        var (one, other) = (random.Next(lines.Count), random.Next(lines.Count));
        (lines[one], lines[other]) = (lines[other], lines[one]);
    });

    private byte[] Repeat(byte[] text) => Lines(text, lines =>
    {
        var from = random.Next(lines.Count);
        var block = lines.GetRange(from, Math.Min(random.Next(1, 6), lines.Count - from));
        for (var times = random.Next(1, 20); times > 0; times--)
            lines.InsertRange(from, block);
    });

    private byte[] Splice(byte[] text)
    {
        var other = corpus[random.Next(corpus.Count)];
        var from = At(other);
        return Replace(text, At(text), random.Next(60), other[from..Math.Min(other.Length, from + random.Next(1, 400))]);
    }

    private byte[] Bomb()
    {
        var (levels, width) = (random.Next(2, 10), random.Next(2, 10));
        var text = new StringBuilder("\nb0: &b0 [x, y]\n");
        for (var level = 1; level <= levels; level++)
            text.Append($"b{level}: &b{level} [{string.Join(", ", Enumerable.Repeat($"*b{level - 1}", width))}]\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] Lines(byte[] text, Action<List<string>> change)
    {
        // Latin-1 keeps every byte as it is.
        var lines = Encoding.Latin1.GetString(text).Split('\n').ToList();
        change(lines);
        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    private static byte[] Replace(byte[] text, int at, int length, byte[] with) => [.. text[..at], .. with, .. text[Math.Min(text.Length, at + length)..]];
}
