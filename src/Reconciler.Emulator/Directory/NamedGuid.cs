using System.Security.Cryptography;
using System.Text;

namespace Reconciler.Emulator.Directory;

/// <summary>Ids that follow from a name (in the form of RFC 9562 version 5, over SHA-256): the same seed always gives the same tenant.</summary>
internal static class NamedGuid
{
    private static readonly Guid s_root = new("3f0c7f2e-6f0b-5c55-9d0e-7f8f0a4b8d11");

    public static Guid Create(Guid scope, string name)
    {
        var bytes = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        (scope == Guid.Empty ? s_root : scope).TryWriteBytes(bytes, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, bytes.AsSpan(16));
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
