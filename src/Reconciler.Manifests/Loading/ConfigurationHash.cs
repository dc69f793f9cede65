using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Reconciler.Manifests.Loading;

/// <summary>
/// SHA-256 over the texts of a workspace in the order of their paths, each path and text preceded by its length,
/// so that no two workspaces run together.
/// </summary>
internal static class ConfigurationHash
{
    public static string Of(ImmutableArray<SourceText> sorted)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in sorted)
        {
            Append(hash, Encoding.UTF8.GetBytes(text.Path));
            Append(hash, text.Bytes.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
