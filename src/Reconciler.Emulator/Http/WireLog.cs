using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reconciler.Emulator.Http;

/// <summary>What has been asked, in order; the latest entries are kept in memory, all of them go to the file.</summary>
internal sealed class WireLog : IDisposable
{
    private const int Kept = 100_000;
    private readonly Lock _gate = new();
    private readonly Queue<WireEntry> _entries = new();
    private readonly StreamWriter? _file;
    private int _last;

    public WireLog(string? file)
    {
        if (file is null)
            return;
        if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(file)) is { } folder)
            System.IO.Directory.CreateDirectory(folder);
        _file = new StreamWriter(file, append: true) { NewLine = "\n" };
    }

    public ImmutableArray<WireEntry> Entries
    {
        get
        {
            lock (_gate)
                return [.. _entries];
        }
    }

    public void Add(string method, string path, int status, ImmutableArray<WireItem> items, ReadOnlyMemory<byte> body)
    {
        var request = Masked(body);
        lock (_gate)
        {
            var entry = new WireEntry(++_last, method, path, status, items, request);
            _entries.Enqueue(entry);
            if (_entries.Count > Kept)
                _entries.Dequeue();
            if (_file is null)
                return;
            _file.WriteLine(Line(entry));
            _file.Flush();
        }
    }

    public void Dispose() => _file?.Dispose();

    private static string Line(WireEntry entry)
    {
        var answer = Answer.Json(0, writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("n", entry.Number);
            writer.WriteString("method", entry.Method);
            writer.WriteString("path", entry.Path);
            writer.WriteNumber("status", entry.Status);
            if (!entry.Items.IsEmpty)
                Items(writer, entry.Items);
            if (entry.Request is { } request)
            {
                writer.WritePropertyName("request");
                writer.WriteRawValue(request);
            }

            writer.WriteEndObject();
        });
        return System.Text.Encoding.UTF8.GetString(answer.Body.Span);
    }

    private static void Items(Utf8JsonWriter writer, ImmutableArray<WireItem> items)
    {
        writer.WriteStartArray("items");
        foreach (var item in items)
        {
            writer.WriteStartObject();
            writer.WriteString("id", item.Id);
            writer.WriteString("method", item.Method);
            writer.WriteString("path", item.Path);
            writer.WriteNumber("status", item.Status);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The body on one line with secrets masked; null when it is not JSON, for then nobody can tell what is in it.</summary>
    private static string? Masked(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
            return null;
        try
        {
            var node = JsonNode.Parse(body.Span);
            Mask(node);
            return node?.ToJsonString();
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void Mask(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
                Mask(item);
        }
        else if (node is JsonObject structure)
        {
            var isPassword = structure["path"] is JsonValue path && path.TryGetValue<string>(out var target) && IsPassword(target);
            foreach (var (name, value) in structure.ToList())
            {
                if (name.Equals("authorization", StringComparison.OrdinalIgnoreCase))
                    structure.Remove(name);
                else if (IsPassword(name) || isPassword && name.Equals("value", StringComparison.OrdinalIgnoreCase))
                    structure[name] = "***";
                else
                    Mask(value);
            }
        }
    }

    /// <summary>A secret's name, also behind a schema's URN.</summary>
    private static bool IsPassword(string name) => name[(name.LastIndexOf(':') + 1)..].ToLowerInvariant() is "password" or "newpassword" or "currentpassword" or "secrettext";
}
