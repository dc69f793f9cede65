using System.Buffers.Text;

namespace Reconciler.Emulator.Directory;

/// <summary>The id of an app role assignment: base64url of the principal's id and of sixteen further bytes, case-sensitive.</summary>
internal static class AssignmentId
{
    private const int Length = 32;

    public static string Text(Guid principal, Guid assignment)
    {
        Span<byte> bytes = stackalloc byte[Length];
        principal.TryWriteBytes(bytes);
        assignment.TryWriteBytes(bytes[16..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The sixteen further bytes as the id the store knows; null for a text that is no such id.</summary>
    public static (Guid Principal, Guid Assignment)? Parse(string text)
    {
        Span<byte> bytes = stackalloc byte[Length];
        return Base64Url.IsValid(text, out var length) && length == Length && Base64Url.TryDecodeFromChars(text, bytes, out _)
            ? (new Guid(bytes[..16]), new Guid(bytes[16..]))
            : null;
    }
}
