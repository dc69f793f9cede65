using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reconciliation;

/// <summary>What a ledger says after a run.</summary>
public static class Ledgers
{
    /// <summary>
    /// Every declared key with its live id, keys that are gone as long as their object stands, none of those that were deleted or released.
    /// </summary>
    public static Ledger After(Ledger before, IdentityModel model, TargetPlan plan, IReadOnlyCollection<OperationRecord> records, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(before);
        var entries = before.Entries;
        var done = records.Where(r => r.Outcome.Succeeded).ToLookup(r => r.Operation.Object, r => r.Operation);
        var files = model.Resources.ToDictionary(r => r.Key, r => r.Span.File ?? "");
        foreach (var entry in plan.Entries)
        {
            if (entry.Key is not { } key || key.Kind == Kind.Extension)
                continue;
            var ended = done[entry.Object].ToArray();
            if (ended.Any(o => o is Operation.Delete) || (entry.Change is Change.Release && ended.Length > 0))
                entries = entries.Remove(key);
            else if (plan.Snapshot.Roster.IdOf(entry.Object) is { } id && IsOurs(entry))
                entries = entries.SetItem(key, Entry(entry, key, id, files, entries.GetValueOrDefault(key), ended, now));
        }

        return before with { Entries = entries };
    }

    private static LedgerEntry Entry(Entry entry, ResourceKey key, RemoteId id, Dictionary<ResourceKey, string> files, LedgerEntry? known,
        Operation[] ended, DateTimeOffset now) => new(key, id, files.GetValueOrDefault(key) ?? known?.File ?? "",
            ended.Any(o => o is Operation.Create) ? now : known?.Id == id ? known.CreatedAt : null)
        {
            Left = entry.Change is Change.Disable ? ended.Any(o => o is Operation.Disable) || (known?.Left ?? false)
            : entry.Change is Change.Keep && (known?.Left ?? false) && (!files.ContainsKey(key) || entry.Cause is Cause.Left),
        };

    // A conflict's hit is somebody else, an orphan is nobody's, and what is only observed was not declared by an apply.
    private static bool IsOurs(Entry entry) => entry.Change is not (Change.Blocked or Change.Observed
        or Change.Keep { Why: KeepReason.Orphan or KeepReason.NotOurs });
}
