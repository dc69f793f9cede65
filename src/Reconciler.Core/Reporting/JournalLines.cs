using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Reconciler.Core.Reporting;

/// <summary>What of a journal could be read.</summary>
/// <param name="Damaged">Bytes that belong to no whole line and stand before one: more than a process that died leaves behind.</param>
/// <param name="Torn">Bytes after the last whole line: a write that was under way.</param>
public sealed record JournalText(ImmutableArray<JournalLine> Lines, int Damaged, int Torn);

/// <summary>
/// Journal lines on disk: 16 hex digits of the SHA-256 over the JSON, its length in bytes, the JSON, a line feed.
/// So a whole line is told from a torn one wherever the writing stopped.
/// </summary>
public static class JournalLines
{
    private const int HashDigits = 16;

    public static byte[] Encode(JournalLine line) => Encode(DocumentJson.Write(line));

    /// <summary>The same, of a line that has been written as JSON.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> json) =>
        [.. Encoding.ASCII.GetBytes($"{Hash(json)} {json.Length} "), .. json, (byte)'\n'];

    /// <summary>Every whole line; what stands between is passed over.</summary>
    public static JournalText Decode(ReadOnlySpan<byte> bytes)
    {
        var lines = ImmutableArray.CreateBuilder<JournalLine>();
        var (at, passed, damaged) = (0, 0, 0);
        while (at < bytes.Length)
        {
            if (TryLine(bytes[at..], out var line, out var length))
            {
                lines.Add(line);
                damaged += passed;
                (at, passed) = (at + length, 0);
                continue;
            }

            // Byte by byte: the line feed may be what was damaged.
            (at, passed) = (at + 1, passed + 1);
        }

        return new JournalText(lines.ToImmutable(), damaged, passed);
    }

    private static bool TryLine(ReadOnlySpan<byte> bytes, out JournalLine line, out int length)
    {
        (line, length) = (new JournalLine(default(DateTimeOffset)), 0);
        if (bytes.Length <= HashDigits || bytes[HashDigits] != ' ' || !Utf8Parser.TryParse(bytes[(HashDigits + 1)..], out int size, out var digits) || size < 0)
            return false;
        var start = HashDigits + 1 + digits + 1;
        if (bytes.Length - start <= size || bytes[start - 1] != ' ' || bytes[start + size] != '\n')
            return false;
        var json = bytes.Slice(start, size);
        if (!bytes[..HashDigits].SequenceEqual(Encoding.ASCII.GetBytes(Hash(json))))
            return false;
        try
        {
            line = DocumentJson.ReadLine(json);
        }
        catch (JsonException)
        {
            // Whole, and of another version: nothing that this one could tell of it.
            return false;
        }

        length = start + size + 1;
        return true;
    }

    private static string Hash(ReadOnlySpan<byte> json) => Convert.ToHexStringLower(SHA256.HashData(json))[..HashDigits];
}
