using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting.Approving;

/// <summary>A run that carries out a reviewed plan and nothing else.</summary>
/// <param name="Run">What is left to do of it.</param>
public sealed record ApprovedRun(RunPlan Run)
{
    /// <summary>What of it needs no write, or cannot be written as it was reviewed: rows of the report.</summary>
    public ImmutableArray<OperationRow> Settled { get; init; } = [];

    /// <summary>What planning gives now and the reviewed plan does not have; null = nothing.</summary>
    public CountRow? Since { get; init; }
}

/// <summary>
/// Holds what planning gives now to a plan that was reviewed: what both have, with the same values before and after, is done. What only the reviewed
/// plan has is done already or in conflict; what only the new one has is left alone.
/// </summary>
public static class Approved
{
    private const int NamesShown = 20;

    /// <param name="saved">The reviewed plan, which <see cref="SavedPlans"/> let pass.</param>
    /// <param name="run">A fresh plan, narrowed as the saved one was.</param>
    public static ApprovedRun Over(PlanDocument saved, RunPlan run, string? tenant)
    {
        ArgumentNullException.ThrowIfNull(saved);
        ArgumentNullException.ThrowIfNull(run);
        if (Planner.OperationsHash(run.Model.Settings.Workspace, tenant, run.Targets) == saved.OperationsHash)
            return new ApprovedRun(run);
        var parts = ImmutableArray.CreateBuilder<TargetPlan>();
        var settled = ImmutableArray.CreateBuilder<OperationRow>();
        var since = new List<string>();
        foreach (var target in saved.Targets)
        {
            if (run.Targets.FirstOrDefault(t => t.Target.Value == target.Name) is { } plan)
            {
                var part = new ApprovedPart(plan, target);
                parts.Add(part.Plan);
                settled.AddRange(part.Settled);
                since.AddRange(part.Since);
            }
            else
            {
                var name = new TargetName(target.Name);
                var fault = run.Unreached.FirstOrDefault(u => u.Target == name)?.Fault?.Fault;
                settled.AddRange(target.Entries.Where(SavedEntry.Writes).Select(e => new SettledRows(name).NotReached(e, fault)));
            }
        }

        since.AddRange(run.Targets.Where(t => !saved.Targets.Any(s => s.Name == t.Target.Value)).SelectMany(t => t.Entries.Where(PlanHash.Writes)).Select(e => e.Name));
        return new ApprovedRun(run.Part(parts.ToImmutable()))
        {
            Settled = settled.ToImmutable(),
            Since = since.Count == 0 ? null : new CountRow("changes that came up since: not in this plan", since.Count) { Names = [.. since.Order(StringComparer.OrdinalIgnoreCase).Take(NamesShown)] },
        };
    }
}

/// <summary>One target's part of it.</summary>
internal sealed class ApprovedPart
{
    private readonly Snapshot _snapshot;
    private readonly Dictionary<ResourceKey, Entry> _byKey = [];
    private readonly Dictionary<(string Kind, string Id), Entry> _byId = [];
    private readonly Dictionary<Entry, Entry> _left = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Entry, EntryRow> _savedOf = new(ReferenceEqualityComparer.Instance);

    public ApprovedPart(TargetPlan fresh, TargetRow saved)
    {
        _snapshot = fresh.Snapshot;
        foreach (var entry in fresh.Entries)
        {
            if (entry.Key is { } key && (entry.IsChange || !_byKey.ContainsKey(key)))
                _byKey[key] = entry;
            if (entry.Id is { } id && (entry.IsChange || !_byId.ContainsKey((entry.Kind.Name, id.Value))))
                _byId[(entry.Kind.Name, id.Value)] = entry;
        }

        Settled = [.. Compare(fresh.Target, saved)];
        var plan = Narrowing.To(fresh, e => _left.GetValueOrDefault(e) ?? Untouched(e));
        // What marks need comes with them, if it was reviewed.
        var reviewed = _left.Keys.Where(e => e.Kind == Kind.Extension).ToHashSet(ReferenceEqualityComparer.Instance);
        Plan = plan.Entries.All(e => e.Kind != Kind.Extension || reviewed.Contains(e)) ? plan : plan.With(plan.Entries.Where(e => e.Kind != Kind.Extension || reviewed.Contains(e)));
        Since = [.. fresh.Entries.Where(IsNew).Select(e => e.Name)];
    }

    public TargetPlan Plan { get; }

    public ImmutableArray<OperationRow> Settled { get; }

    public ImmutableArray<string> Since { get; }

    private IEnumerable<OperationRow> Compare(TargetName target, TargetRow saved)
    {
        var rows = new SettledRows(target);
        var entries = new EntryComparer(_snapshot);
        var compared = saved.Entries.Where(SavedEntry.Writes).Select(r => entries.Compare(r, Find(r))).ToArray();
        var missing = new Dictionary<ResourceKey, EntryRow>();
        foreach (var gone in compared.Where(c => !c.IsMeant && c.Conflict is not null && c.Saved.Key is not null && SavedEntry.WritesObject(c.Saved)))
            missing[new ResourceKey(new Kind(gone.Saved.Kind), gone.Saved.Key ?? "")] = gone.Saved;
        var created = compared.Where(c => c.Change is Change.Create).Select(c => c.Fresh?.Object).OfType<Handle>().ToHashSet();
        var links = new LinkComparer(_snapshot, missing, created);
        foreach (var entry in compared)
        {
            var (lists, ends) = links.Compare(entry);
            if (entry.Fresh is { } fresh)
            {
                _savedOf[fresh] = entry.Saved;
                if (entry.Change is not null || !lists.IsEmpty)
                    _left[fresh] = Narrowing.With(fresh with { Change = entry.Change ?? new Change.Update() }, entry.Cells, lists);
                else if (!fresh.Held.IsEmpty)
                    _left[fresh] = Waiting(fresh);
            }

            foreach (var row in rows.Of(entry).Concat(rows.Of(entry.Saved, ends)))
                yield return row;
        }

        // What waited for a person when it was reviewed still does, and the report says so.
        foreach (var row in saved.Entries.Where(r => !SavedEntry.Writes(r)))
        {
            if (Find(row) is { } fresh && !_left.ContainsKey(fresh) && ((row.Conflict is not null && fresh.Change is Change.Blocked) || (!row.Held.IsEmpty && !fresh.Held.IsEmpty)))
                _left[fresh] = fresh.Change is Change.Blocked ? fresh : Waiting(fresh);
        }
    }

    private Entry? Find(EntryRow row) =>
        row.Key is { } key && _byKey.TryGetValue(new ResourceKey(new Kind(row.Kind), key), out var declared) ? declared
        : row.Id is { } id ? _byId.GetValueOrDefault((row.Kind, id)) : null;

    private static Entry Waiting(Entry entry) =>
        entry with { Change = entry.IsChange ? new Change.Keep(KeepReason.Unchanged) : entry.Change, Cells = [], Links = [], Effects = Effects.None };

    private static Entry? Untouched(Entry entry) => entry.Change is Change.Keep && entry.Held.IsEmpty ? entry with { Links = [] } : null;

    // More than the reviewed plan does to the same object: an attribute or an end that it does not name.
    private bool IsNew(Entry entry)
    {
        if (!PlanHash.Writes(entry))
            return false;
        if (!_savedOf.TryGetValue(entry, out var saved))
            return true;
        var named = saved.Cells.Select(c => c.Attribute).ToHashSet(StringComparer.Ordinal);
        var ends = saved.Links.SelectMany(l => l.Adds.Select(e => SavedEntry.End(l, e, true)).Concat(l.Removes.Select(e => SavedEntry.End(l, e, false)))).ToHashSet();
        return entry.Cells.Select(Wording.Cell).Any(c => !named.Contains(c.Attribute))
            || entry.Links.Any(l => l.Adds.Any(a => !ends.Contains(EndLine.Of(l.Link, a.End, true, _snapshot))) || l.Removes.Any(r => !ends.Contains(EndLine.Of(l.Link, r.End, false, _snapshot))));
    }
}
