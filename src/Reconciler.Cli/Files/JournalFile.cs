using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Reconciliation;

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

    public void Intend(ImmutableArray<Intent> intents) => Append(intents, (writer, intent) =>
    {
        writer.WriteString("intend", intent.Operation.Id.Value);
        writer.WriteString("name", intent.Operation.Name);
        if (intent.CreationId is { } creation)
            writer.WriteString("creation", creation);
    });

    public void Ended(ImmutableArray<OperationRecord> records) => Append(records, (writer, record) =>
    {
        writer.WriteString("ended", record.Operation.Id.Value);
        writer.WriteString("outcome", record.Outcome.GetType().Name);
    });

    public void Dispose() => _stream.Dispose();

    // One write to the disk for a whole batch.
    private void Append<T>(ImmutableArray<T> items, Action<Utf8JsonWriter, T> members)
    {
        if (items.IsEmpty)
            return;
        using var lines = new MemoryStream();
        foreach (var item in items)
        {
            using (var writer = new Utf8JsonWriter(lines))
            {
                writer.WriteStartObject();
                writer.WriteString("at", _time.GetUtcNow());
                members(writer, item);
                writer.WriteEndObject();
            }

            lines.WriteByte((byte)'\n');
        }

        _stream.Write(Sinks.Clear(lines.GetBuffer().AsSpan(0, (int)lines.Length)));
        _stream.Flush(flushToDisk: true);
    }
}
