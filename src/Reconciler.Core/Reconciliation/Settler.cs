using Reconciler.Core.Planning;
using Reconciler.Core.Schemas;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reconciliation;

/// <summary>What is known of an operation that was never answered.</summary>
internal sealed record Settled(Outcome Outcome)
{
    public RemoteId? CreatedId { get; init; }

    /// <summary>The pause after which its object is looked for again, and nothing is sent.</summary>
    public TimeSpan? LookAgain { get; init; }
}

/// <summary>
/// Decides what an unknown outcome was. A create is looked up by its natural key and counts only when it bears the mark it was sent with; what does not
/// show is looked for with growing pauses, for what was made may show late, and sent once more at most. Everything else is safe to repeat, because doing
/// it twice does it once.
/// </summary>
internal sealed class Settler(TargetPlan plan, string workspace, ApplyTools tools)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>How an operation ended that was never answered, or when to look again.</summary>
    public async Task<Settled> SettleAsync(PendingOperation pending, Outcome.Unknown unknown, CancellationToken stop)
    {
        if (pending.Materialised is not Operation.Create create)
            return new Settled(new Outcome.Throttled(Pause * pending.Number, unknown.Fault));
        if (Key(create) is not var (attribute, _))
            return new Settled(unknown);
        var isSeen = true;
        try
        {
            if (await FindAsync(create, stop).ConfigureAwait(false) is var (outcome, id))
                return new Settled(outcome) { CreatedId = id };
        }
        catch (TargetException)
        {
            // Not looked at is not absent: the next look may succeed.
            isSeen = false;
        }

        // A creation that bears a name of its own makes one object however often it is sent.
        var isRepeatable = attribute.Name == CreationIds.UniqueName || create.Kind == Kind.Extension;
        if (!isRepeatable && pending.LookedFor < tools.Horizon)
            return new Settled(unknown) { LookAgain = Later(pending) };
        (pending.IsLookedFor, pending.LookedFor) = (false, TimeSpan.Zero);
        if (!isSeen || (pending.IsResent && !isRepeatable))
            return new Settled(unknown);
        // Not there for so long: its unique value makes one more try safe, it either makes the object or says that it exists.
        pending.IsResent = true;
        return new Settled(new Outcome.Throttled(Pause * pending.Number, unknown.Fault));
    }

    /// <summary>The object of a creation as its natural key shows it: ours, somebody else's, or null where none shows.</summary>
    public async Task<(Outcome Outcome, RemoteId? CreatedId)?> FindAsync(Operation.Create create, CancellationToken stop)
    {
        if (Key(create) is not var (attribute, value))
            return null;
        var found = await tools.Reader.ReadAsync(
            new ReadRequest(new ReadScope.Find(create.Kind, attribute.Name, value), new(plan.Target), plan.Snapshot.Pool), stop).ConfigureAwait(false);
        var table = found[create.Kind];
        for (var row = 0; row < table.Count; row++)
        {
            if (table.IsDeleted(row) || found.Roster.IdOf(table.Rows[row]) is not { } id)
                continue;
            return IsOurs(create, table, row)
                ? (new Outcome.Applied(), id)
                : (new Outcome.Conflict(new Fault("taken", $"{attribute.Name} {value} belongs to another object", null, "Look at that object before anything else.")), null);
        }

        return null;
    }

    private TimeSpan Later(PendingOperation pending)
    {
        // Twice as long as all looks before it, and not beyond the horizon.
        var pause = pending.LookedFor < Pause ? Pause : pending.LookedFor;
        pause = pause < LongestPause ? pause : LongestPause;
        pause = pause < tools.Horizon - pending.LookedFor ? pause : tools.Horizon - pending.LookedFor;
        (pending.IsLookedFor, pending.LookedFor) = (true, pending.LookedFor + pause);
        return pause;
    }

    private bool IsOurs(Operation.Create create, Resources.ResourceTable table, int row)
    {
        if (table.Schema.WithRole(AttributeRole.Mark) is not { } mark)
            return create.Kind == Kind.Extension || BearsIdentity(create, table, row);
        if (plan.Snapshot.Roster.KeyOf(create.Object) is not { } key)
            return false;
        return OwnerMark.TryParse(plan.Snapshot.Pool[table.Cell(row, table.Schema.IndexOf(mark.Name))].ToString(), out var found)
            && found.Names(workspace, key.Name);
    }

    // Where nothing can be marked, an object is the one that we sent when it bears all by which it is recognised.
    private bool BearsIdentity(Operation.Create create, Resources.ResourceTable table, int row)
    {
        var sent = create.Cells.Where(c => c.Attribute.Role is AttributeRole.Natural && c.After is AttributeValue.Text).ToArray();
        return sent.Length > 0 && sent.All(c => plan.Snapshot.Pool[table.Cell(row, table.Schema.IndexOf(c.Attribute.Name))] == c.After);
    }

    private static (AttributeSchema Attribute, string Value)? Key(Operation.Create create)
    {
        foreach (var cell in create.Cells)
        {
            if ((cell.Attribute.Role == AttributeRole.Unique || cell.Attribute.Name == "name") && cell.After is AttributeValue.Text text)
                return (cell.Attribute, text.Value);
        }

        return null;
    }
}
