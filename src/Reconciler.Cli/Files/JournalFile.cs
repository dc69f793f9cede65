using System.Text;
using System.Text.Json;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Files;

/// <summary>The journal of one run: a JSON line before each write and one after it, on disk when the call returns.</summary>
internal sealed class JournalFile : IJournal, IDisposable
{
    private readonly FileStream _stream;
    private readonly TimeProvider _time;

    public JournalFile(string path, TimeProvider time)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
        _stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        _time = time;
    }

    public void Intend(OperationId operation, string name, string? creationId) => Append(writer =>
    {
        writer.WriteString("intend", operation.Value);
        writer.WriteString("name", name);
        if (creationId is not null)
            writer.WriteString("creation", creationId);
    });

    public void Ended(OperationId operation, Outcome outcome, RemoteId? created) => Append(writer =>
    {
        writer.WriteString("ended", operation.Value);
        writer.WriteString("outcome", outcome.GetType().Name);
        if (created is { } id)
            writer.WriteString("id", id.Value);
    });

    public void Dispose() => _stream.Dispose();

    private void Append(Action<Utf8JsonWriter> members)
    {
        using var line = new MemoryStream();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            writer.WriteString("at", _time.GetUtcNow());
            members(writer);
            writer.WriteEndObject();
        }

        line.Write(Encoding.UTF8.GetBytes("\n"));
        line.Position = 0;
        line.CopyTo(_stream);
        _stream.Flush(flushToDisk: true);
    }
}
