using System.Security.Cryptography;
using System.Text;

namespace Reconciler.Manifests.Loading;

/// <summary>
/// SHA-256 over the files of a workspace in the order of their paths: of each the SHA-256 of its path and of its bytes,
/// so that no two workspaces run together. Files are hashed one by one, as they are read.
/// </summary>
internal sealed class ConfigurationHash
{
    private readonly SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);

    public void Add(string path, ReadOnlySpan<byte> bytes) => files[path] = SHA256.HashData(bytes);

    public override string ToString()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, digest) in files)
        {
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(path)));
            hash.AppendData(digest);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
