using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reconciler.Core.Targets;

/// <summary>
/// A token, key or password. It has no text form, is serialised by nobody and equals only itself; <see cref="Reveal"/> is called
/// where it goes over the wire, and a test over the sources holds it to those places.
/// </summary>
[DebuggerDisplay("***")]
[JsonConverter(typeof(Refusal))]
public sealed class Secret(string content)
{
    /// <summary>What stands where a secret stood.</summary>
    public const string Hidden = "***";

    /// <summary>Shorter ones cannot be told from ordinary words, and so not be kept out of what is written.</summary>
    public const int Shortest = 6;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _content = content;

    /// <summary>The content, to be sent. Never to be kept, joined to a message or compared.</summary>
    public string Reveal() => _content;

    /// <summary>Whether both hold the same, asked in a time that says nothing about where they differ.</summary>
    public bool IsSameAs(Secret other) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(_content.AsSpan()), MemoryMarshal.AsBytes(other._content.AsSpan()));

    public override string ToString() => Hidden;

    /// <summary>Refuses, both ways: what is read back from a file was written to it.</summary>
    private sealed class Refusal : JsonConverter<Secret>
    {
        public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("a secret stands in no file");

        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => throw new NotSupportedException("a secret is not written");
    }
}
