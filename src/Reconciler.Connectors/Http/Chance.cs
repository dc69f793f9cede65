using System.Buffers.Binary;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Http;

/// <summary>Numbers, ids and picks out of the one source of chance, safe to share between threads.</summary>
internal sealed class Chance(IRandomness source)
{
    private readonly Lock _gate = new();

    /// <summary>A version 4 GUID.</summary>
    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>A number in [0, limit), every one equally likely.</summary>
    public int Next(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        Span<byte> bytes = stackalloc byte[4];
        var fair = uint.MaxValue - (uint.MaxValue % (uint)limit);
        uint drawn;
        do
        {
            Fill(bytes);
            drawn = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        }
        while (drawn >= fair);
        return (int)(drawn % (uint)limit);
    }

    /// <summary>Full jitter: any part of a span.</summary>
    public TimeSpan PartOf(TimeSpan span) => TimeSpan.FromMilliseconds(Next((int)Math.Clamp(span.TotalMilliseconds, 0, int.MaxValue - 1) + 1));

    private void Fill(Span<byte> bytes)
    {
        lock (_gate)
            source.Fill(bytes);
    }
}
