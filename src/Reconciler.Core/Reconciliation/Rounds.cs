using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reconciliation;

/// <summary>A plan's operations in the order in which they are carried out, and reckoned with: step by step, and of a step what may be under way at once.</summary>
internal static class Rounds
{
    public static IEnumerable<List<Operation>> Of(IEnumerable<Operation> operations) => operations.GroupBy(o => (o.Phase, o.Rank, o.Wave)).ToArray().SelectMany(OfStep);

    // No two operations of one object run at once, unless they write what stands apart: round n takes each object's nth operation.
    private static List<List<Operation>> OfStep(IEnumerable<Operation> step)
    {
        var rounds = new List<List<Operation>>();
        var seen = new Dictionary<Handle, int>();
        foreach (var operation in step)
        {
            var isApart = operation is Operation.Link { Ends.Link.SideBySide: true } or Operation.Unlink { Ends.Link.SideBySide: true };
            var round = isApart ? 0 : seen.GetValueOrDefault(operation.Object);
            seen[operation.Object] = isApart ? seen.GetValueOrDefault(operation.Object) : round + 1;
            if (round == rounds.Count)
                rounds.Add([]);
            rounds[round].Add(operation);
        }

        return rounds;
    }
}
