using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Reconciler.Emulator.Http;

/// <summary>A finished answer, before it is put on the wire or into a batch envelope.</summary>
internal sealed class Answer
{
    public const string JsonType = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private Answer(int status, ReadOnlyMemory<byte> body, string? contentType)
    {
        Status = status;
        Body = body;
        ContentType = contentType;
    }

    public int Status { get; }

    public ReadOnlyMemory<byte> Body { get; }

    public string? ContentType { get; }

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What a batch was made of, for the wire log.</summary>
    public ImmutableArray<WireItem> Items { get; set; } = [];

    /// <summary>The connection is to be closed without this answer being sent.</summary>
    public bool Dropped { get; private init; }

    /// <summary>Nothing of it is to be sent: there is nothing whose middle could be cut.</summary>
    public bool IsDropped => Dropped || (Cut && Body.IsEmpty);

    /// <summary>The connection is to be closed in the middle of the body.</summary>
    public bool Cut { get; set; }

    /// <summary>How long to hold it back before it is sent.</summary>
    public TimeSpan Delay { get; set; }

    public static Answer NoContent { get => new(204, ReadOnlyMemory<byte>.Empty, null); }

    public static Answer Drop { get => new(0, ReadOnlyMemory<byte>.Empty, null) { Dropped = true }; }

    public static Answer Empty(int status) => new(status, ReadOnlyMemory<byte>.Empty, null);

    public static Answer Json(int status, Action<Utf8JsonWriter> write, string contentType = JsonType)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, s_options))
            write(writer);
        return new Answer(status, buffer.WrittenMemory, contentType);
    }

    public static Answer Raw(int status, string json, string contentType = JsonType) => new(status, Encoding.UTF8.GetBytes(json), contentType);

    public static Answer PlainText(string text) => new(200, Encoding.UTF8.GetBytes(text), "text/plain");

    public static Answer Of(GraphException failure, Call call)
    {
        var answer = Json(failure.Status, writer => ErrorBody.Write(writer, failure, call));
        if (failure.Header is { } header)
            answer.Headers[header.Key] = header.Value;
        return answer;
    }

    public Answer With(string header, string value)
    {
        Headers[header] = value;
        return this;
    }
}
