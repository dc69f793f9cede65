using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using Reconciler.Core.Reporting;
using Reconciler.Manifests.Loading;

namespace Reconciler.Cli.Files;

/// <summary>The texts of a workspace as applies found them, each once and named by its hash, beside the reports: what <c>undo</c> puts back.</summary>
internal sealed class TextStore(string folder)
{
    public const string Suffix = ".yaml.gz";

    /// <summary>Keeps every text that is not kept yet.</summary>
    public ImmutableArray<FileRow> Keep(IEnumerable<SourceText> texts)
    {
        var rows = ImmutableArray.CreateBuilder<FileRow>();
        foreach (var text in texts)
        {
            if (text.Read() is not { Obstacle: Obstacle.None } read)
                continue;
            var hash = HashOf(read.Bytes.Span);
            rows.Add(new FileRow(text.Path, hash));
            if (!File.Exists(PathOf(hash)))
                AtomicFile.WritePacked(PathOf(hash), read.Bytes.Span);
        }

        return [.. rows.OrderBy(r => r.Path, StringComparer.Ordinal)];
    }

    /// <summary>The bytes of a text; null when it is not kept any more, was altered, or held a secret and so was never kept whole.</summary>
    public byte[]? Find(string hash)
    {
        if (!File.Exists(PathOf(hash)))
            return null;
        try
        {
            using var packed = new GZipStream(File.OpenRead(PathOf(hash)), CompressionMode.Decompress);
            using var bytes = new MemoryStream();
            packed.CopyTo(bytes);
            return HashOf(bytes.ToArray()) == hash ? bytes.ToArray() : null;
        }
        catch (InvalidDataException)
        {
            // Damaged is as good as gone, and the command says that it has no text.
            return null;
        }
    }

    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private string PathOf(string hash) => Path.Combine(folder, hash + Suffix);
}
