using System.Diagnostics;

namespace Reconciler.Benchmarks.Floors;

/// <summary>
/// <c>floor RECORDED FOLDER ADDRESS</c>: what no program of this make can do without. It asks what was recorded, as much at once as it was then, drains
/// the answers with a bare JSON reader, and beside that takes every event of the YAML files from the parser. Nothing is kept.
/// </summary>
internal static class Floor
{
    public static async Task<int> RunAsync(string recorded, string folder, Uri address)
    {
        var clock = Stopwatch.StartNew();
        var events = Task.Factory.StartNew(() => (Count: YamlEvents.Drain(folder), clock.Elapsed), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var answers = recorded.Length > 0 ? await Replay.RunAsync(recorded, address) : new Replayed(0, [], 0, 0);
        var replayed = clock.Elapsed;
        var (yaml, parsed) = await events;
        Console.WriteLine($"{answers.Requests} requests {answers.Other.Count} answered otherwise {answers.Bytes} bytes {answers.Tokens} tokens in {replayed.TotalSeconds:F2} s · {yaml} events in {parsed.TotalSeconds:F2} s");
        foreach (var other in answers.Other.Take(5))
            Console.Error.WriteLine(other);
        return answers.Other.Count == 0 ? 0 : 1;
    }
}
