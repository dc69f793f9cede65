using System.Security.Cryptography;
using System.Text;

namespace Reconciler.Connectors.Entra.Applications;

/// <summary>
/// Ids of the roles that we make: RFC 9562 version 5 of <c>appId/value</c>. So a role is known to be ours without a mark, and the same
/// declaration makes the same role everywhere.
/// </summary>
internal static class RoleIds
{
    private static readonly Guid Namespace = new("5d1ba1b2-5c0e-4f53-9e0c-3a6f1e0b7d44");

    public static Guid Of(string appId, string value)
    {
        var name = $"{appId.ToLowerInvariant()}/{value}";
        var bytes = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        Namespace.TryWriteBytes(bytes, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, bytes.AsSpan(16));
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];

        // Version 5 is defined over SHA-1; nothing here is a secret.
#pragma warning disable CA5350
        SHA1.HashData(bytes, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
