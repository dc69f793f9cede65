using System.Text.Json;
using System.Text.Json.Serialization;
using Reconciler.Cli.Terminal;

namespace Reconciler.Cli.Files;

/// <summary>Who holds a lock, since when (UTC) and what for. The id is of the run: all its locks bear it.</summary>
internal sealed record LockRecord(string Id, string Purpose, string Who, string Machine, int Process, DateTimeOffset Since)
{
    public string Target { get; init; } = "";
}

/// <summary>Reads and writes the records beside lock files.</summary>
internal static class LockRecords
{
    public static LockRecord Mine(string purpose, CliHost host)
    {
        Span<byte> id = stackalloc byte[4];
        host.Randomness.Fill(id);
        return new LockRecord(Convert.ToHexStringLower(id), purpose, host.Environment("GITHUB_ACTOR") ?? host.Environment("USER") ?? "somebody",
            Environment.MachineName, Environment.ProcessId, host.Time.GetUtcNow());
    }

    /// <summary>Null when there is none, or it cannot be read.</summary>
    public static LockRecord? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllText(path), LockContext.Default.LockRecord) : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            // Whoever asks fails closed: a record that says nothing is nobody's.
            return null;
        }
    }

    public static string Write(LockRecord record) => JsonSerializer.Serialize(record, LockContext.Default.LockRecord);

    /// <summary>All records of a state folder, by file, in order of their targets.</summary>
    public static IEnumerable<(string Path, LockRecord Record)> In(StateFolder state) =>
        from path in Directory.Exists(state.Locks) ? Directory.EnumerateFiles(state.Locks, "*.json").Order(StringComparer.Ordinal) : Enumerable.Empty<string>()
        let record = Read(path)
        where record is not null
        select (path, record);
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NewLine = "\n")]
[JsonSerializable(typeof(LockRecord))]
internal sealed partial class LockContext : JsonSerializerContext;
