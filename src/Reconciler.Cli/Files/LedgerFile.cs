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
    private readonly Dictionary<TargetName, LedgerRecord?> _read = [];

    public Ledger Load(string workspace, TargetName target, string? tenant)
    {
        var empty = Ledger.Empty(workspace, target, tenant);
        var record = Read(target);
        return record is null || record.Workspace != workspace || record.Target != target.Value || record.Tenant != tenant
            ? empty
            : empty with { WrittenAt = record.WrittenAt, Entries = record.Entries.Select(Entry).ToImmutableDictionary(e => e.Key) };
    }

    /// <summary>Whether an earlier apply, to whatever tenant, declared anything of a kind: a hint for what to read.</summary>
    public bool Remembers(TargetName target, Kind kind) => Read(target)?.Entries.Any(e => e.Kind == kind.Name) == true;

    private LedgerRecord? Read(TargetName target)
    {
        if (!_read.TryGetValue(target, out var record))
            _read.Add(target, record = Parse(target));
        return record;
    }

    private LedgerRecord? Parse(TargetName target)
    {
        var path = PathOf(target);
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), LedgerContext.Default.LedgerRecord);
        }
        catch (JsonException)
        {
            // Advisory: without it, what would have been removed shows as orphans.
            return null;
        }
    }

    public void Save(Ledger ledger) => AtomicFile.Write(PathOf(ledger.Target), JsonSerializer.Serialize(
        new LedgerRecord(ledger.Workspace, ledger.Target.Value, ledger.Tenant,
            [.. ledger.Entries.Values.OrderBy(e => e.Key).Select(e => new LedgerLine(e.Key.Kind.Name, e.Key.Name, e.Id.Value, e.File, e.CreatedAt, e.Left) { Links = Memories(e), Fingerprint = e.Fingerprint })])
        { WrittenAt = ledger.WrittenAt },
        Relaxed.LedgerRecord));

    private static LedgerContext Relaxed { get; } = new(new JsonSerializerOptions(LedgerContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static LedgerEntry Entry(LedgerLine line) =>
        new(new ResourceKey(new Kind(line.Kind), line.Key), new RemoteId(line.Id), line.File, line.CreatedAt)
        {
            Left = line.Left,
            Fingerprint = line.Fingerprint,
            Links = line.Links?.ToImmutableDictionary(l => l.Key, l => LinkMemory.FromText(l.Value)) ?? ImmutableDictionary<string, LinkMemory>.Empty,
        };

    private static ImmutableSortedDictionary<string, string>? Memories(LedgerEntry entry) =>
        entry.Links.IsEmpty ? null : entry.Links.ToImmutableSortedDictionary(l => l.Key, l => l.Value.ToText(), StringComparer.Ordinal);

    private string PathOf(TargetName target) => Path.Combine(history, $"ledger-{target.Value.Replace('/', '-')}.json");
}

internal sealed record LedgerRecord(string Workspace, string Target, string? Tenant, ImmutableArray<LedgerLine> Entries)
{
    public DateTimeOffset? WrittenAt { get; init; }
}

internal sealed record LedgerLine(string Kind, string Key, string Id, string File, DateTimeOffset? CreatedAt, bool Left)
{
    /// <summary>What was declared of it when it was last carried out.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>What its lists held, by link.</summary>
    public ImmutableSortedDictionary<string, string>? Links { get; init; }
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NewLine = "\n")]
[JsonSerializable(typeof(LedgerRecord))]
internal sealed partial class LedgerContext : JsonSerializerContext;
