using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Reconciler.Emulator.State;

/// <summary>Writes objects to a stream, one a line.</summary>
internal sealed class JsonLines(Stream target)
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public void Write(Action<Utf8JsonWriter> members)
    {
        _buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(_buffer, s_options))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        target.Write(_buffer.WrittenSpan);
        target.WriteByte((byte)'\n');
    }
}
