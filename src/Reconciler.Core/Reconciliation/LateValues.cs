using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reconciliation;

/// <summary>Fills in what a plan could not know: values that wait for another object's id, and those that are made by chance.</summary>
internal static class LateValues
{
    /// <summary>The operation as it is sent; null when something that it needs does not exist.</summary>
    public static Operation? Fill(TargetPlan plan, Operation operation, IRandomness randomness)
    {
        if (plan.Values is not { } values)
            return operation;
        var cells = operation switch
        {
            Operation.Create create => create.Cells,
            Operation.Update update => update.Cells,
            _ => [],
        };
        if (!cells.Any(c => c.After is AttributeValue.Pending or AttributeValue.Generated))
            return operation;
        var filled = ImmutableArray.CreateBuilder<CellChange>(cells.Length);
        foreach (var cell in cells)
        {
            if (cell.After is not (AttributeValue.Pending or AttributeValue.Generated))
                filled.Add(cell);
            else if (values.Fill(operation.Object, cell.Attribute, randomness.Fill) is { } value)
                filled.Add(cell with { After = value });
            else
                return null;
        }

        return operation switch
        {
            Operation.Create create => create with { Cells = filled.ToImmutable() },
            Operation.Update update => update with { Cells = filled.ToImmutable() },
            _ => operation,
        };
    }
}
