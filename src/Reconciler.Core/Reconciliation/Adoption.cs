using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reconciliation;

/// <summary>What a creation becomes whose object was there all along: it is taken over and brought in step, or left to a person.</summary>
internal abstract record Adopted
{
    private Adopted()
    {
    }

    /// <summary>Taken over; <paramref name="Rest"/> is what it still lacks, null when it lacks nothing.</summary>
    public sealed record Taken(RemoteId Id, Operation.Update? Rest) : Adopted;

    /// <summary>Made by an earlier run or try of ours, and marked for this very key. What it lacks, the next plan says.</summary>
    public sealed record Found(RemoteId Id) : Adopted;

    public sealed record Refused(Fault Why) : Adopted;
}

/// <summary>
/// What becomes of a refused creation whose object is there: a listing need not show every object, and a server says so when a unique value is taken.
/// Where objects are marked, ours is found again by its mark and key. Where nothing can be marked, an account is taken over only if all by which it is
/// recognised is empty or ours.
/// </summary>
internal sealed class Adoption(TargetPlan plan, string workspace, ApplyTools tools)
{
    /// <summary>The code of a fault that says that a value is taken.</summary>
    public const string Taken = "uniqueness";

    private int _taken;

    public bool Covers(Operation operation, Outcome outcome) => operation is Operation.Create create && outcome is Outcome.Conflict conflict
        && (MarkOf(create.Kind) is not null || conflict.Fault.Code == Taken);

    private AttributeSchema? MarkOf(Kind kind) => plan.Snapshot.Schema[kind].WithRole(AttributeRole.Mark);

    /// <summary>Looks for the object; null when the target does not show one, so that its own answer stands.</summary>
    public async Task<Adopted?> TryAsync(Operation.Create create, CancellationToken stop)
    {
        if (MarkOf(create.Kind) is { } mark)
            return await FindOwnAsync(create, mark, stop).ConfigureAwait(false);
        if (create.Cells.FirstOrDefault(c => c.Attribute.Role is AttributeRole.Unique && c.After is AttributeValue.Text) is not { } name)
            return null;
        var found = await tools.Reader.ReadAsync(new ReadRequest(new ReadScope.Find(create.Kind, name.Attribute.Name, name.After.ToString()), new(plan.Target), plan.Snapshot.Pool), stop)
            .ConfigureAwait(false);
        var table = found[create.Kind];
        if (table.Count != 1 || found.Roster.IdOf(table.Rows[0]) is not { } id)
            return null;
        var cells = ImmutableArray.CreateBuilder<CellChange>();
        foreach (var cell in create.Cells)
        {
            var live = plan.Snapshot.Pool[table.Cell(0, table.Schema.IndexOf(cell.Attribute.Name))];
            if (cell.Attribute.Role is AttributeRole.Natural && !live.IsAbsent && !cell.Attribute.Same(plan.Snapshot.Pool, live, cell.After))
                return Refuse($"{name.After} exists with {cell.Attribute.Name} {live}, and the mapping gives {cell.After}", "A recycled name is not the same person: delete or rename the old account.");
            if (cell.Attribute.Role is AttributeRole.Enablement && live == AttributeValue.Of(false) && cell.After == AttributeValue.Of(true))
                return Refuse($"{name.After} exists and was closed by somebody else", "Open it there if it is this person's, and apply again.");
            if (cell.Attribute.Mutability is Mutability.ReadWrite && !cell.Attribute.Same(plan.Snapshot.Pool, live, cell.After))
                cells.Add(cell with { Before = live });
        }

        if (++_taken > tools.MostAdoptions)
            return Refuse($"{name.After} exists, and no more than {tools.MostAdoptions} accounts may be taken over in one run", "Look at these accounts; then raise guards.adoptions for this run.");
        return new Adopted.Taken(id, cells.Count == 0 ? null
            : new Operation.Update(create.Id, create.Object, create.Kind, create.Phase, cells[0].Attribute.Facet, cells.ToImmutable()) { Name = create.Name });
    }

    // By each unique value, for any of them may be the one that is taken.
    private async Task<Adopted?> FindOwnAsync(Operation.Create create, AttributeSchema mark, CancellationToken stop)
    {
        if (plan.Snapshot.Roster.KeyOf(create.Object) is not { } key)
            return null;
        foreach (var cell in create.Cells.Where(c => c.Attribute.Role is AttributeRole.Unique && c.After is AttributeValue.Text))
        {
            var found = await tools.Reader.ReadAsync(new ReadRequest(new ReadScope.Find(create.Kind, cell.Attribute.Name, cell.After.ToString()), new(plan.Target), plan.Snapshot.Pool), stop)
                .ConfigureAwait(false);
            var table = found[create.Kind];
            for (var row = 0; row < table.Count; row++)
            {
                if (!table.IsDeleted(row) && found.Roster.IdOf(table.Rows[row]) is { } id && OwnerMark.TryParse(plan.Snapshot.Pool[table.Cell(row, table.Schema.IndexOf(mark.Name))].ToString(), out var owner)
                    && owner.Names(workspace, key.Name))
                    return new Adopted.Found(id);
            }
        }

        return null;
    }

    private static Adopted.Refused Refuse(string why, string advice) => new(new Fault("taken", why, null, advice));
}
