using System.Collections.Immutable;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reconciliation;

/// <summary>
/// Looks once more at what is about to be written. What the plan saw must still stand there; what is as wanted already needs no write.
/// Lists of many ends need no look: the target itself says that an end is there, or is not.
/// </summary>
internal sealed class BeforeValues(TargetPlan plan, ApplyTools tools)
{
    private readonly Dictionary<(Handle Object, string Attribute), List<AttributeValue>> _ours = [];

    // Made or brought back by this run: nobody else has had it in hand, and a read may not show it yet.
    private readonly HashSet<Handle> _made = [];

    public bool Asks(PendingOperation pending) => !pending.IsAdopted && !_made.Contains(pending.Operation.Object) && Asks(pending.Materialised);

    /// <summary>Whether an operation is one that is looked at first, unless this run made its object.</summary>
    public static bool Asks(Operation operation) => operation switch
    {
        Operation.Update or Operation.Disable or Operation.Delete or Operation.Restore => true,
        Operation.Link link => link.Ends.Link.Arity == Arity.One,
        Operation.Unlink unlink => unlink.Ends.Link.Arity == Arity.One,
        _ => false,
    };

    /// <summary>What was written stands there or will soon: a read that shows what stood before is late, not a sign of another hand.</summary>
    public void Wrote(Operation operation)
    {
        if (operation is Operation.Create or Operation.Restore)
            _made.Add(operation.Object);
        ImmutableArray<CellChange> cells = operation switch
        {
            Operation.Update update => update.Cells,
            Operation.Disable disable => disable.Cells,
            _ => [],
        };
        foreach (var cell in cells)
        {
            if (!_ours.TryGetValue((operation.Object, cell.Attribute.Name), out var known))
                _ours.Add((operation.Object, cell.Attribute.Name), known = []);
            known.Add(cell.Before);
        }
    }

    /// <summary>
    /// How operations end that need not, or must not, be sent; one read for each kind. Those of a kind that cannot be read come back as throttled:
    /// nothing is written blind.
    /// </summary>
    public async Task<Dictionary<PendingOperation, Outcome>> JudgeAsync(IEnumerable<PendingOperation> pendings, CancellationToken stop)
    {
        var judged = new Dictionary<PendingOperation, Outcome>();
        foreach (var kind in pendings.Where(Asks).GroupBy(p => p.Operation.Kind))
        {
            var ids = kind.Select(p => plan.Snapshot.Roster.IdOf(p.Operation.Object)).OfType<RemoteId>().Distinct().ToImmutableArray();
            var links = kind.Select(p => EndsOf(p.Materialised)?.Link.Name).OfType<string>().ToImmutableHashSet();
            try
            {
                var now = await tools.Reader.ReadAsync(
                    new ReadRequest(new ReadScope.Objects(kind.Key, ids) { Links = links }, new Roster(plan.Target), plan.Snapshot.Pool), stop).ConfigureAwait(false);
                foreach (var pending in kind)
                {
                    if (Judge(pending, now) is { } outcome)
                        judged[pending] = outcome;
                }
            }
            catch (TargetException e)
            {
                var fault = Unread(e.Fault);
                foreach (var pending in kind)
                    judged[pending] = e.IsAccess ? new Outcome.Failed(fault) : new Outcome.Throttled(TimeSpan.Zero, fault);
            }
        }

        return judged;
    }

    private Outcome? Judge(PendingOperation pending, Snapshot now)
    {
        var operation = pending.Materialised;
        var table = now[operation.Kind];
        var row = plan.Snapshot.Roster.IdOf(operation.Object) is { } id && now.Roster.Find(id) is { } handle ? table.RowOf(handle) : -1;
        if (row < 0 || table.IsDeleted(row))
            return Missing(operation, now);
        return operation switch
        {
            Operation.Update update => Compare(pending, update.Cells, table, row, now),
            // Sessions may be open although the account is closed.
            Operation.Disable disable => Compare(pending, disable.Cells, table, row, now) is { } found && !(found.Succeeded && disable.RevokeSessions) ? found : null,
            Operation.Restore => Done(pending),
            Operation.Delete delete => Moved(delete, table, row),
            _ => EndsOf(operation) is { } ends ? Compare(pending, ends, now, table.Rows[row]) : null,
        };
    }

    private static Outcome? Missing(Operation operation, Snapshot now)
    {
        if (operation is Operation.Restore)
            return null;
        if (now.CompletenessOf(operation.Kind.Name) is Completeness.Unproven unproven)
            return new Outcome.Throttled(TimeSpan.Zero, Unread(new Fault("unread", unproven.Why, null, "Apply again when it can be read.")));
        return operation is Operation.Delete
            ? new Outcome.AlreadyDone()
            : new Outcome.Conflict(new Fault("vanished", $"{operation.Name} is not there any more", null, "Plan again: the next plan says what becomes of it."));
    }

    private Outcome? Compare(PendingOperation pending, ImmutableArray<CellChange> cells, ResourceTable table, int row, Snapshot now)
    {
        var isMet = true;
        foreach (var cell in cells)
        {
            var at = table.Schema.IndexOf(cell.Attribute.Name);
            if (at < 0)
            {
                isMet = false;
                continue;
            }

            var live = now.Pool[table.Cell(row, at)];
            if (Same(cell.Attribute, live, cell.After))
                continue;
            isMet = false;
            if (!Same(cell.Attribute, live, cell.Before) && !IsOurs(pending.Operation.Object, cell.Attribute, live))
                return Conflict(cell.Attribute.Name, cell.Before.ToString(), live.ToString());
        }

        return isMet ? Done(pending) : null;
    }

    // What goes for good must be what the plan meant: the same mark, or where nothing is marked, the same name.
    private Outcome.Conflict? Moved(Operation.Delete delete, ResourceTable table, int row)
    {
        var schema = table.Schema;
        if (schema.WithRole(AttributeRole.Mark) is { } mark && delete.Claim is Claim.Marked)
            return Differs(mark);
        return schema.Attributes.Where(a => a.Role is AttributeRole.Unique or AttributeRole.Natural).Select(Differs).FirstOrDefault(c => c is not null);

        Outcome.Conflict? Differs(AttributeSchema attribute)
        {
            var (seen, live) = (plan.Snapshot.Pool[plan.Snapshot[delete.Kind].Cell(delete.Object, attribute.Name)], plan.Snapshot.Pool[table.Cell(row, schema.IndexOf(attribute.Name))]);
            return Same(attribute, seen, live) || IsOurs(delete.Object, attribute, live) ? null : Conflict(attribute.Name, seen.ToString(), live.ToString());
        }
    }

    private Outcome? Compare(PendingOperation pending, LinkEnds ends, Snapshot now, Handle live)
    {
        var name = ends.Link.Name;
        if (now.CompletenessOf(name) is not Completeness.Proven)
        {
            return now.CompletenessOf(name) is Completeness.Unproven unproven
                ? new Outcome.Throttled(TimeSpan.Zero, Unread(new Fault("unread", unproven.Why, null, "Apply again when it can be read.")))
                : null;
        }

        var there = Ids(now.Roster, now.Links(name, live));
        var wanted = pending.Materialised is Operation.Link ? ends.Ends.Select(e => plan.Snapshot.Roster.IdOf(e.To)?.Value).OfType<string>().ToHashSet(StringComparer.Ordinal) : [];
        if (there.SetEquals(wanted))
            return Done(pending);
        var seen = plan.Snapshot.Links(name, pending.Operation.Object);
        return plan.Snapshot.CompletenessOf(name) is Completeness.NotRead || there.SetEquals(Ids(plan.Snapshot.Roster, seen))
            ? null
            : Conflict(name, string.Join(", ", seen.Ends.Select(e => plan.Snapshot.Roster.NameOf(e.To))),
                string.Join(", ", there.Select(id => plan.Snapshot.Roster.Find(new RemoteId(id)) is { } known ? plan.Snapshot.Roster.NameOf(known) : id)));
    }

    private bool IsOurs(Handle handle, AttributeSchema attribute, AttributeValue live) =>
        _ours.TryGetValue((handle, attribute.Name), out var known) && known.Exists(k => Same(attribute, k, live));

    private bool Same(AttributeSchema attribute, AttributeValue a, AttributeValue b) => attribute.Same(plan.Snapshot.Pool, a, b);

    // An earlier try of our own may have done it, though no answer came.
    private static Outcome Done(PendingOperation pending) => pending.Doubt is null ? new Outcome.AlreadyDone() : new Outcome.Applied();

    private static HashSet<string> Ids(Roster roster, LinkSet links) => links.Ends.Select(e => roster.IdOf(e.To)?.Value).OfType<string>().ToHashSet(StringComparer.Ordinal);

    private static LinkEnds? EndsOf(Operation operation) => operation switch
    {
        Operation.Link { Ends: var ends } => ends,
        Operation.Unlink { Ends: var ends } => ends,
        _ => null,
    };

    private static Outcome.Conflict Conflict(string what, string seen, string live) => new(new Fault("moved",
        $"{what}: the plan saw {Shown(seen)}, and {Shown(live)} stands there now", null, "Somebody else changed it since the plan: plan again."));

    private static string Shown(string value) => value.Length == 0 ? "nothing" : value.Length <= 200 ? $"\"{value}\"" : $"\"{value[..200]}…\"";

    private static Fault Unread(Fault fault) => fault with { Message = $"it could not be read again before writing: {fault.Message}" };
}
