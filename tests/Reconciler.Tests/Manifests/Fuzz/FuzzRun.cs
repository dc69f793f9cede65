using System.Diagnostics;

namespace Reconciler.Tests.Manifests.Fuzz;

/// <summary>
/// Many inputs, one after the other, on a thread that is watched: an exception, a hang or too much memory ends the run with the seed and the input.
/// <c>RECONCILER_FUZZ_SECONDS</c> makes it run for a time instead of a number of inputs, <c>RECONCILER_FUZZ_SEED</c> repeats one.
/// </summary>
/// <param name="name">What is fuzzed.</param>
/// <param name="inputs">How many inputs where no time is given.</param>
/// <param name="share">The part of the time that is spent on it.</param>
internal sealed class FuzzRun(string name, int inputs, double share)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly int seed = int.TryParse(Environment.GetEnvironmentVariable("RECONCILER_FUZZ_SEED"), out var given) ? given : Random.Shared.Next(1 << 30);
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private byte[] current = [];
    private int place;
    private long began;
    private Exception? failure;

    /// <param name="corpus">The texts to begin from.</param>
    /// <param name="check">Looks at one input; throws when something is wrong with what the program made of it.</param>
    public void Check(IReadOnlyList<byte[]> corpus, Action<byte[], Random> check)
    {
        // A stack that overflows takes the process with it: then this line is what is left.
        Console.Error.WriteLine($"fuzz of {name}: seed {seed}");
        var seconds = int.TryParse(Environment.GetEnvironmentVariable("RECONCILER_FUZZ_SECONDS"), out var given) ? given * share : 0;
        var thread = new Thread(() => Work(corpus, check, seconds)) { IsBackground = true, Name = name };
        thread.Start();
        while (!thread.Join(TimeSpan.FromMilliseconds(100)))
        {
            if (Stopwatch.GetElapsedTime(Interlocked.Read(ref began), Stopwatch.GetTimestamp()) > Patience && Interlocked.Read(ref began) > 0)
                Assert.Fail($"{Place} takes longer than {Patience.TotalSeconds} s");
        }

        if (failure is not null)
            Assert.Fail($"{Place}\n{failure}");
        Assert.True(place > 0);
    }

    private string Place => $"RECONCILER_FUZZ_SEED={seed + place} ({name}) {Convert.ToBase64String(current)}";

    private void Work(IReadOnlyList<byte[]> corpus, Action<byte[], Random> check, double seconds)
    {
        try
        {
            for (var at = 0; seconds > 0 ? clock.Elapsed.TotalSeconds < seconds : at < inputs; at++)
            {
                // Each input has a seed of its own, so that one alone is repeated by it.
                var random = new Random(seed + at);
                (place, current) = (at, new Mutation(corpus, random).Next());
                Interlocked.Exchange(ref began, Stopwatch.GetTimestamp());
                check(current, random);
            }

            place = Math.Max(place, 1);
        }
        catch (Exception e)
        {
            failure = e;
        }
    }
}
