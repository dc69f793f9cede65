using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>
/// The way of a workspace's texts from the disk to the reader, each step on a thread of its own: fetching and decoding, parsing, and the caller,
/// who reads the nodes. There is one parser, since two would only wait for each other; it is what everything else waits for.
/// </summary>
internal static class Intake
{
    /// <summary>How many texts may lie between two steps: enough to keep both busy, few enough to stay small.</summary>
    private const int Ahead = 3;

    /// <summary>The texts in the order given.</summary>
    public static IEnumerable<ParsedText> Of(IEnumerable<SourceText> sources, ConfigurationHash hash)
    {
        var fetched = new Handover<FetchedText>(Ahead);
        var parsed = new Handover<ParsedText>(Ahead);
        Task[] steps = [OnItsOwn(() => Fetch(sources, hash, fetched)), OnItsOwn(() => Parse(fetched, parsed))];
        try
        {
            while (parsed.TryTake(out var text))
                yield return text;
        }
        finally
        {
            fetched.Close();
            parsed.Close();
            foreach (var step in steps)
                step.GetAwaiter().GetResult();
        }
    }

    // They sleep where they wait: on threads of the pool they would keep others from working.
    private static Task OnItsOwn(Action step) => Task.Factory.StartNew(step, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Fetch(IEnumerable<SourceText> sources, ConfigurationHash hash, Handover<FetchedText> to)
    {
        try
        {
            foreach (var source in sources)
            {
                if (!to.Put(FetchedText.Of(source, hash)))
                    return;
            }
        }
        finally
        {
            to.Close();
        }
    }

    private static void Parse(Handover<FetchedText> from, Handover<ParsedText> to)
    {
        try
        {
            var budget = new NodeBudget();
            while (from.TryTake(out var text))
            {
                if (!to.Put(ParsedText.Of(text, budget)))
                    return;
            }
        }
        finally
        {
            to.Close();
        }
    }
}
