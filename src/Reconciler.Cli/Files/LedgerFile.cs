using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Files;

/// <summary>
/// The ledger as one JSON file a target in the history folder. A file of another workspace or tenant, of a later version, or a damaged one, is no evidence:
/// it is as if lost, which is said, and is put aside when another is written.
/// </summary>
internal sealed class LedgerFile(string history) : ILedger
{
    /// <summary>The form of the file; what only adds members needs no other.</summary>
    public const int Version = 1;

    private const string Care = "people and groups that are no longer declared stay as they are and show as orphans, and links that somebody removed may be added back";

    private readonly Dictionary<TargetName, (LedgerRecord? Record, string? Fault)> _read = [];

    public Ledger Load(string workspace, TargetName target, string? tenant)
    {
        var empty = Ledger.Empty(workspace, target, tenant);
        var (record, fault) = Read(target);
        if (fault is null && record is not null && (record.Workspace != workspace || record.Target != target.Value || record.Tenant != tenant))
            fault = $"is of workspace {record.Workspace ?? "?"}, target {record.Target ?? "?"}{(record.Tenant is null ? "" : $" in tenant {record.Tenant}")}";
        if (fault is not null)
            return empty with { Loss = $"{PathOf(target)} {fault}, and is not used: {Care}" };
        return record is null ? empty : empty with
        {
            WrittenAt = record.WrittenAt,
            Entries = LedgerLines.Entries(record),
            Parked = LedgerLines.Parked(record),
            Sizes = LedgerLines.Sizes(record),
        };
    }

    /// <summary>Whether an earlier apply, to whatever tenant, declared anything of a kind: a hint for what to read.</summary>
    public bool Remembers(TargetName target, Kind kind) => Read(target).Record is { Entries.IsDefaultOrEmpty: false } record && record.Entries.Any(e => e?.Kind == kind.Name);

    private (LedgerRecord? Record, string? Fault) Read(TargetName target)
    {
        if (!_read.TryGetValue(target, out var read))
            _read.Add(target, read = Parse(target));
        return read;
    }

    private (LedgerRecord? Record, string? Fault) Parse(TargetName target)
    {
        try
        {
            var path = PathOf(target);
            if (!File.Exists(path))
                return (null, null);
            var record = JsonSerializer.Deserialize(File.ReadAllBytes(path), LedgerContext.Default.LedgerRecord);
            return record is null ? (null, "is empty")
                : record.Version > Version ? (null, $"is written by a later version of this program (form {record.Version})")
                : (record, null);
        }
        catch (JsonException e)
        {
            return (null, $"is damaged (line {(e.LineNumber ?? 0) + 1})");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"cannot be read ({e.Message})");
        }
    }

    public void Save(Ledger ledger)
    {
        var path = PathOf(ledger.Target);
        // Somebody may mend it, or go back to the version that wrote it.
        if (File.Exists(path) && Load(ledger.Workspace, ledger.Target, ledger.Tenant).Loss is not null)
            File.Move(path, $"{path}.unused", overwrite: true);
        AtomicFile.Write(path, JsonSerializer.Serialize(LedgerLines.Of(ledger), Relaxed.LedgerRecord));
        _read.Remove(ledger.Target);
    }

    private static LedgerContext Relaxed { get; } = new(new JsonSerializerOptions(LedgerContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private string PathOf(TargetName target) => Path.Combine(history, $"ledger-{target.Value.Replace('/', '-')}.json");
}
