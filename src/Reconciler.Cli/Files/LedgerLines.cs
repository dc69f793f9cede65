using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Files;

/// <summary>
/// From a ledger's file to a ledger and back. A line that lacks what makes it one is left out, of two for the same key the first counts, and members that
/// nobody knows are not looked at: losing a line costs care, and nothing else.
/// </summary>
internal static class LedgerLines
{
    public static LedgerRecord Of(Ledger ledger) => new(ledger.Workspace, ledger.Target.Value, ledger.Tenant,
        [
            .. ledger.Entries.Values.OrderBy(e => e.Key).Select(e => new LedgerLine(e.Key.Kind.Name, e.Key.Name, e.Id.Value, e.File, e.CreatedAt, e.Left)
            {
                DeleteDue = e.DeleteDue,
                Fingerprint = e.Fingerprint,
                Links = e.Links.IsEmpty ? null : e.Links.ToImmutableSortedDictionary(l => l.Key, l => l.Value.ToText(), StringComparer.Ordinal),
            }),
        ])
    {
        Version = LedgerFile.Version,
        WrittenAt = ledger.WrittenAt,
        Sizes = ledger.Sizes.IsEmpty ? null : ledger.Sizes.ToImmutableSortedDictionary(s => s.Key, s => new SizeLine(s.Value.Count, s.Value.At), StringComparer.Ordinal),
        Parked = ledger.Parked.IsEmpty ? default(ImmutableArray<ParkedLine>?)
            : [.. ledger.Parked.OrderBy(p => p.Key.Value, StringComparer.Ordinal).Select(p => new ParkedLine(p.Key.Value, p.Value.Name, p.Value.Code, p.Value.Message, p.Value.At, p.Value.Run))],
    };

    public static ImmutableDictionary<ResourceKey, LedgerEntry> Entries(LedgerRecord record)
    {
        var entries = ImmutableDictionary.CreateBuilder<ResourceKey, LedgerEntry>();
        foreach (var line in record.Entries.IsDefault ? [] : record.Entries)
        {
            if (line is not { Kind: { Length: > 0 } kind, Key: { Length: > 0 } name, Id: { Length: > 0 } id })
                continue;
            var key = new ResourceKey(new Kind(kind), name);
            entries.TryAdd(key, new LedgerEntry(key, new RemoteId(id), line.File ?? "", line.CreatedAt)
            {
                Left = line.Left,
                DeleteDue = line.DeleteDue,
                Fingerprint = line.Fingerprint,
                Links = line.Links?.ToImmutableDictionary(l => l.Key, l => LinkMemory.FromText(l.Value ?? "")) ?? ImmutableDictionary<string, LinkMemory>.Empty,
            });
        }

        return entries.ToImmutable();
    }

    public static ImmutableDictionary<OperationId, ParkedOperation> Parked(LedgerRecord record)
    {
        var parked = ImmutableDictionary.CreateBuilder<OperationId, ParkedOperation>();
        foreach (var line in record.Parked is { IsDefault: false } lines ? lines : [])
        {
            if (line is { Id: { Length: > 0 } id })
                parked.TryAdd(new OperationId(id), new ParkedOperation(line.Name ?? "", line.Code ?? "", line.Message ?? "", line.At, line.Run ?? ""));
        }

        return parked.ToImmutable();
    }

    public static ImmutableDictionary<string, ListSize> Sizes(LedgerRecord record) =>
        record.Sizes?.Where(s => s.Value is not null).ToImmutableDictionary(s => s.Key, s => new ListSize(s.Value.Count, s.Value.At)) ?? ImmutableDictionary<string, ListSize>.Empty;
}

internal sealed record LedgerRecord(string? Workspace, string? Target, string? Tenant, ImmutableArray<LedgerLine> Entries)
{
    public int Version { get; init; }

    public DateTimeOffset? WrittenAt { get; init; }

    public ImmutableSortedDictionary<string, SizeLine>? Sizes { get; init; }

    public ImmutableArray<ParkedLine>? Parked { get; init; }
}

internal sealed record LedgerLine(string? Kind, string? Key, string? Id, string? File, DateTimeOffset? CreatedAt, bool Left)
{
    public DateOnly? DeleteDue { get; init; }

    /// <summary>What was declared of it when it was last carried out.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>What its lists held, by link.</summary>
    public ImmutableSortedDictionary<string, string>? Links { get; init; }
}

internal sealed record SizeLine(int Count, DateTimeOffset At);

internal sealed record ParkedLine(string? Id, string? Name, string? Code, string? Message, DateTimeOffset At, string? Run);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NewLine = "\n")]
[JsonSerializable(typeof(LedgerRecord))]
internal sealed partial class LedgerContext : JsonSerializerContext;
