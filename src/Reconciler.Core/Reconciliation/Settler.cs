using Reconciler.Core.Planning;
using Reconciler.Core.Schemas;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reconciliation;

/// <summary>
/// Decides what an unknown outcome was. A create is looked up by its natural key and counts only when it bears the mark it was sent with;
/// everything else is safe to repeat, because doing it twice does it once.
/// </summary>
internal sealed class Settler(TargetPlan plan, string workspace, ApplyTools tools)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task<(Outcome Outcome, RemoteId? CreatedId)> SettleAsync(Operation operation, Outcome.Unknown unknown, int attempt, CancellationToken stop)
    {
        if (attempt >= tools.MaxAttempts)
            return (unknown, null);
        if (operation is not Operation.Create create)
            return (new Outcome.Throttled(Pause * attempt, unknown.Fault), null);
        if (Key(create) is not var (attribute, value))
            return (unknown, null);
        try
        {
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
        }
        catch (TargetException e)
        {
            return (new Outcome.Unknown(e.Fault), null);
        }

        // Not there: the unique value makes a second create safe, it either makes the object or says that it exists.
        return (new Outcome.Throttled(Pause * attempt, unknown.Fault), null);
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
