using System.Text.Json;

namespace Reconciler.Benchmarks.Estates;

/// <summary>A file of JSON objects, one a line.</summary>
internal sealed class JsonLines(string file) : IDisposable
{
    private readonly FileStream _file = new(file, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);

    public void Add(Action<Utf8JsonWriter> members)
    {
        using (var json = new Utf8JsonWriter(_file))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        _file.WriteByte((byte)'\n');
    }

    public void Dispose() => _file.Dispose();
}
