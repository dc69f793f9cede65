using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Files;

/// <summary>The ledger as one JSON file a target in the history folder. A file of another workspace or tenant, or a damaged one, is no evidence.</summary>
internal sealed class LedgerFile(string history) : ILedger
{
    public Ledger Load(string workspace, TargetName target, string? tenant)
    {
        var empty = Ledger.Empty(workspace, target, tenant);
        var path = PathOf(target);
        if (!File.Exists(path))
            return empty;
        LedgerRecord? record;
        try
        {
            record = JsonSerializer.Deserialize(File.ReadAllText(path), LedgerContext.Default.LedgerRecord);
        }
        catch (JsonException)
        {
            // Advisory: without it, what would have been removed shows as orphans.
            return empty;
        }

        return record is null || record.Workspace != workspace || record.Target != target.Value || record.Tenant != tenant
            ? empty
            : empty with { Entries = record.Entries.Select(Entry).ToImmutableDictionary(e => e.Key) };
    }

    public void Save(Ledger ledger) => AtomicFile.Write(PathOf(ledger.Target), JsonSerializer.Serialize(
        new LedgerRecord(ledger.Workspace, ledger.Target.Value, ledger.Tenant,
            [.. ledger.Entries.Values.OrderBy(e => e.Key).Select(e => new LedgerLine(e.Key.Kind.Name, e.Key.Name, e.Id.Value, e.File, e.CreatedAt, e.Left))]),
        Relaxed.LedgerRecord));

    private static LedgerContext Relaxed { get; } = new(new JsonSerializerOptions(LedgerContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static LedgerEntry Entry(LedgerLine line) =>
        new(new ResourceKey(new Kind(line.Kind), line.Key), new RemoteId(line.Id), line.File, line.CreatedAt) { Left = line.Left };

    private string PathOf(TargetName target) => Path.Combine(history, $"ledger-{target.Value.Replace('/', '-')}.json");
}

internal sealed record LedgerRecord(string Workspace, string Target, string? Tenant, ImmutableArray<LedgerLine> Entries);

internal sealed record LedgerLine(string Kind, string Key, string Id, string File, DateTimeOffset? CreatedAt, bool Left);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NewLine = "\n")]
[JsonSerializable(typeof(LedgerRecord))]
internal sealed partial class LedgerContext : JsonSerializerContext;
