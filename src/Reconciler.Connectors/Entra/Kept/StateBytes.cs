using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Reconciler.Connectors.Entra.Kept;

/// <summary>Writes numbers and texts of a kept state, one after another.</summary>
internal sealed class StateBytes
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 20);

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public void Number(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.GetSpan(4), value);
        _buffer.Advance(4);
    }

    public void Ticks(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.GetSpan(8), value);
        _buffer.Advance(8);
    }

    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Number(length);
        _buffer.Advance(Encoding.UTF8.GetBytes(value, _buffer.GetSpan(length)));
    }
}

/// <summary>Reads them again in the same order.</summary>
/// <exception cref="InvalidDataException">From every method, where the bytes do not hold what they should.</exception>
internal ref struct KeptBytes(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public int Number() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long Ticks() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public string Text() => Encoding.UTF8.GetString(Take(Number()));

    /// <summary>A number that counts or points, up to a bound.</summary>
    public int Index(int below)
    {
        var index = Number();
        return index >= 0 && index < below ? index : throw new InvalidDataException($"{index} is not below {below}");
    }

    /// <summary>How many of something follow, each of at least so many bytes.</summary>
    public int Count(int least) => Index((_rest.Length / Math.Max(1, least)) + 1);

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length < 0 || length > _rest.Length)
            throw new InvalidDataException("the kept state ends too early");
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
