using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Reconciler.Core.Reporting.Wire;

/// <summary>A growing UTF-8 text that is never copied to grow.</summary>
internal sealed class Segments : IBufferWriter<byte>
{
    private const int First = 1 << 12;
    private const int Size = 1 << 18;

    private readonly List<(byte[] Bytes, int Length)> _full = [];
    private byte[] _current = new byte[First];
    private int _length;

    public long Length => _full.Sum(s => (long)s.Length) + _length;

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Provide(sizeHint);
        return _current.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Provide(sizeHint);
        return _current.AsSpan(_length);
    }

    /// <summary>Takes back the last byte.</summary>
    public void Back() => _length--;

    /// <summary>SHA-256, lower-case hex.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (bytes, length) in All())
            hash.AppendData(bytes, 0, length);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void CopyTo(Stream stream)
    {
        foreach (var (bytes, length) in All())
            stream.Write(bytes, 0, length);
    }

    /// <summary>The whole, without one kind of byte.</summary>
    public byte[] Without(byte unwanted)
    {
        var kept = new byte[Length];
        var count = 0;
        foreach (var (bytes, length) in All())
        {
            foreach (var b in bytes.AsSpan(0, length))
            {
                if (b != unwanted)
                    kept[count++] = b;
            }
        }

        return kept[..count];
    }

    public override string ToString()
    {
        var decoder = Encoding.UTF8.GetDecoder();
        var chars = new char[Size];
        var text = new StringBuilder();
        foreach (var (bytes, length) in All())
        {
            for (var at = 0; at < length;)
            {
                decoder.Convert(bytes, at, length - at, chars, 0, chars.Length, flush: false, out var read, out var written, out _);
                text.Append(chars, 0, written);
                at += read;
            }
        }

        return text.ToString();
    }

    private IEnumerable<(byte[] Bytes, int Length)> All() => _full.Append((_current, _length));

    private void Provide(int sizeHint)
    {
        // One byte stands always, so that it can be taken back.
        if (_current.Length - _length >= Math.Max(sizeHint, 1))
            return;
        _full.Add((_current, _length));
        _current = new byte[Math.Max(Math.Min(Size, 4 * _current.Length), sizeHint)];
        _length = 0;
    }
}
