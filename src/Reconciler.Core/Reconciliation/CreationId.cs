using Reconciler.Core.Targets;

namespace Reconciler.Core.Reconciliation;

/// <summary>Ids that are born in apply.</summary>
internal static class CreationId
{
    /// <summary>8 hex digits.</summary>
    public static string New(IRandomness randomness)
    {
        Span<byte> bytes = stackalloc byte[4];
        randomness.Fill(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
