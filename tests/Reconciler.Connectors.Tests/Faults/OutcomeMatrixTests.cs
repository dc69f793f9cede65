using System.Text;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Targets;
using Reconciler.Emulator.Faults;

namespace Reconciler.Connectors.Tests.Faults;

/// <summary>
/// Every way in which a request can end, times every kind of operation, before and after its effect, once and for good: real plans, Core's apply
/// loop and our connectors over HTTP. The golden of a kind says what becomes of each; what has to hold for all is asserted beside it.
/// </summary>
public sealed class OutcomeMatrixTests
{
    private static readonly Dictionary<string, FaultCase> Cases = EntraCases.All.AddRange(ScimCases.All).ToDictionary(c => c.Name);

    public static TheoryData<string> Kinds => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nothing_is_doubled_lost_or_told_wrongly(string kind)
    {
        var @case = Cases[kind];
        var cells = WireOutcome.All.SelectMany(o => o.Change is null ? [(o, false)] : new[] { (o, false), (o, true) }).ToArray();
        var lines = new string[cells.Length];
        var faults = new string?[cells.Length];
        await Parallel.ForEachAsync(Enumerable.Range(0, cells.Length), new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (i, _) =>
            (lines[i], faults[i]) = await CellAsync(@case, cells[i].Item1, cells[i].Item2));
        var text = new StringBuilder();
        text.Append($"{"answer",-8} {"effect",-6} {"how",-6} | {"outcome",-18} tries | requests | standing | the next run\n");
        foreach (var line in lines)
            text.Append(line).Append('\n');
        Golden.Matches($"{kind.Replace(' ', '-')}.txt", text.ToString());
        Assert.Empty(faults.OfType<string>());
    }

    private static async Task<(string Line, string? Fault)> CellAsync(FaultCase @case, WireOutcome outcome, bool isLasting)
    {
        await using var bench = await FaultBench.StartAsync(@case);
        foreach (var step in @case.Steps.SkipLast(1))
            Assert.All(await bench.RunAsync(step), r => Assert.True(r.Outcome.Succeeded, $"{r.Operation.Name}: {r.Outcome}"));
        if (outcome.Change is { } change)
            bench.Arm(change(new RequestFault { Matches = @case.Matches, Times = isLasting ? int.MaxValue : 1, Struck = Passing(bench, outcome) }));

        var (before, most) = (bench.Seen, Math.Max(@case.Goal, await bench.StandingAsync()));
        var record = Assert.Single(await bench.RunAsync(@case.Steps[^1]), r => @case.Is(r.Operation));
        var (seen, standing) = (bench.Seen - before, await bench.StandingAsync());
        bench.Disarm();
        var next = await bench.RunAsync(@case.Steps[^1]);
        // What was refused for good waits until somebody changes it, or asks for it: here the ledger is as if lost.
        var (held, isParked) = (next, bench.Unpark());
        if (isParked)
            next = await bench.RunAsync(@case.Steps[^1]);
        var after = await bench.StandingAsync();
        var left = await bench.LeftAsync(@case.Steps[^1]);

        var name = record.Outcome.GetType().Name;
        var cell = $"{outcome} {(outcome.Change is null ? "-" : isLasting ? "always" : "once"),-6}";
        var line = $"{cell} | {name,-18} {record.Attempts,5} | {seen,8} | {standing,8} | {(isParked ? $"{Told(held)}; not parked: " : "")}{Told(next)}";
        return (line, Broken() is { } broken ? $"{@case.Name}, {cell}: {broken}: {record.Outcome}" : null);

        string? Broken() =>
            standing > most || after > most ? "doubled"
            : record.Outcome is Outcome.Applied && standing != @case.Goal ? "said to be done, and is not there"
            : record.Outcome is Outcome.Failed && standing == @case.Goal && !@case.IsHidden && !(isLasting && outcome.IsFalse) ? "said to have failed, and is there"
            : isParked && held.Any(r => r.Operation.Id == record.Operation.Id) ? "refused for good, and tried again"
            : after != @case.Goal ? "the next run did not mend it"
            : !left.IsEmpty ? $"{left.Length} operations are left after the next run"
            : null;
    }

    // The answer never comes: the time limit of whoever waits for it passes.
    private static Action? Passing(FaultBench bench, WireOutcome outcome) => outcome.Name == "timeout" ? bench.Clock.PassLimits : null;

    private static string Told(IReadOnlyCollection<OperationRecord> next) => next.Count == 0
        ? "nothing to do"
        : string.Join(", ", next.GroupBy(r => $"{r.Operation.GetType().Name} {r.Outcome.GetType().Name}").Select(g => $"{g.Count()} {g.Key}"));
}
