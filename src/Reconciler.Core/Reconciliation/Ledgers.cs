using System.Collections.Immutable;
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
    /// <param name="run">The run's name, for what it leaves parked.</param>
    public static Ledger After(Ledger before, IdentityModel model, TargetPlan plan, IReadOnlyCollection<OperationRecord> records, DateTimeOffset now, string run = "")
    {
        ArgumentNullException.ThrowIfNull(before);
        var entries = before.Entries;
        var done = records.Where(r => r.Outcome.Succeeded).ToLookup(r => r.Operation.Object, r => r.Operation);
        var all = records.ToLookup(r => r.Operation.Object);
        var files = model.Resources.ToDictionary(r => r.Key, r => r.Span.File ?? "");
        foreach (var entry in plan.Entries)
        {
            if (entry.Key is not { } key || key.Kind == Kind.Extension)
                continue;
            var ended = done[entry.Object].ToArray();
            if (ended.Any(o => o is Operation.Delete) || (entry.Change is Change.Release && ended.Length > 0))
                entries = entries.Remove(key);
            else if (plan.Snapshot.Roster.IdOf(entry.Object) is { } id && IsOurs(entry) && !(entry.Change is Change.Adopt && ended.Length == 0))
                entries = entries.SetItem(key, Entry(plan, entry, key, id, files, entries.GetValueOrDefault(key), ended, [.. all[entry.Object]], now));
        }

        return before with
        {
            Entries = entries,
            WrittenAt = now,
            Parked = Refusals.After(before, plan, records, now, run),
            Sizes = ListSizes.After(before, plan, records, now),
            Loss = null,
        };
    }

    private static LedgerEntry Entry(TargetPlan plan, Entry entry, ResourceKey key, RemoteId id, Dictionary<ResourceKey, string> files, LedgerEntry? known,
        Operation[] ended, OperationRecord[] attempted, DateTimeOffset now) => new(key, id, files.GetValueOrDefault(key) ?? known?.File ?? "",
            ended.Any(o => o is Operation.Create) ? now : known?.Id == id ? known.CreatedAt : null)
        {
            Left = entry.Change is Change.Disable ? ended.Any(o => o is Operation.Disable) || (known?.Left ?? false)
            : entry.Change is Change.Keep { Why: KeepReason.Closed } ? known?.Left ?? false
            : plan.Target == TargetName.Directory && entry.Change is Change.Keep && (known?.Left ?? false) && (!files.ContainsKey(key) || entry.Cause is Cause.Left),
            DeleteDue = DueOf(plan, entry, ended, known),
            Links = LinksOf(plan, entry, ended, known),
            Fingerprint = (IsCarriedOut(entry, attempted) ? plan.Fingerprint(key) : null) ?? known?.Fingerprint,
        };

    // Everything that was declared of it stands: nothing failed, was left out or waits.
    private static bool IsCarriedOut(Entry entry, OperationRecord[] attempted) => entry.Held.IsEmpty && entry.Links.All(l => l.WithheldWhy is null)
        && (entry.IsChange ? attempted.Length > 0 && attempted.All(r => r.Outcome.Succeeded && r.LeftOut.IsEmpty) : entry.Change is Change.Keep { Why: KeepReason.Unchanged });

    // As this run wrote it, else as the last one left it, else as it stands there.
    private static DateOnly? DueOf(TargetPlan plan, Entry entry, Operation[] ended, LedgerEntry? known)
    {
        if (plan.Snapshot.Schema.Find(entry.Kind)?.WithRole(Schemas.AttributeRole.Mark) is not { } mark)
            return null;
        var written = ended.SelectMany(o => o switch
        {
            Operation.Update update => update.Cells,
            Operation.Disable disable => disable.Cells,
            _ => [],
        }).LastOrDefault(c => c.Attribute.Name == mark.Name);
        if (written is not null)
            return Day(written.After);
        var standing = Day(plan.Snapshot.Pool[plan.Snapshot[entry.Kind].Cell(entry.Object, mark.Name)]);
        return standing is null ? null : known?.DeleteDue ?? standing;

        static DateOnly? Day(AttributeValue value) => OwnerMark.TryParse(value.ToString(), out var found) ? found.DeleteDue : null;
    }

    // What stands in our lists by now; a list that is none of ours is not remembered.
    private static ImmutableDictionary<string, LinkMemory> LinksOf(TargetPlan plan, Entry entry, Operation[] ended, LedgerEntry? known)
    {
        if (plan.Target != TargetName.Directory || plan.Snapshot.Schema.Find(entry.Kind) is not { } schema)
            return ImmutableDictionary<string, LinkMemory>.Empty;
        var memories = known?.Links ?? ImmutableDictionary<string, LinkMemory>.Empty;
        foreach (var link in schema.Links.Where(l => l.Arity == Schemas.Arity.Many))
        {
            var ends = plan.Snapshot.Links(link.Name, entry.Object).Ends.ToHashSet();
            foreach (var operation in ended)
            {
                if (operation is Operation.Create create)
                    ends.UnionWith(create.Links.Where(l => l.Link.Name == link.Name).SelectMany(l => l.Ends));
                else if (operation is Operation.Link added && added.Ends.Link.Name == link.Name)
                    ends.UnionWith(added.Ends.Ends);
                else if (operation is Operation.Unlink removed && removed.Ends.Link.Name == link.Name)
                    ends.ExceptWith(removed.Ends.Ends);
            }

            // Until somebody decides, a link that waits is remembered as one that was there.
            var waits = entry.Held.Any(h => h.What.StartsWith(link.Name + ' ', StringComparison.Ordinal)) && memories.ContainsKey(link.Name);
            if (!waits && ends.Count > 0)
                memories = memories.SetItem(link.Name, LinkMemory.Of(ends.Select(e => Standing(plan, e)).OfType<(string, string)>()));
            else if (!waits)
                memories = memories.Remove(link.Name);
        }

        return memories;
    }

    private static (string Id, string Role)? Standing(TargetPlan plan, LinkEnd end) =>
        plan.Snapshot.Roster.IdOf(end.To) is { } id ? (id.Value, plan.Snapshot.Pool[end.Role].ToString()) : null;

    // A conflict's hit is somebody else, an orphan is nobody's, what is only observed was not declared by an apply, and what waits may not be ours yet.
    private static bool IsOurs(Entry entry) => entry.Change is not (Change.Blocked or Change.Observed
        or Change.Keep
    {
        Why: KeepReason.Orphan or KeepReason.NotOurs or KeepReason.Unlinked or KeepReason.InConflict or KeepReason.Unknown or KeepReason.Ignored
            or KeepReason.Parked
    });
}
