using System.Collections.Concurrent;
using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>One text as nodes, and what was wrong with it as YAML; no document when it is no UTF-8.</summary>
internal sealed record ParsedText(string Path, YamlDocument? Document, IReadOnlyList<Diagnostic> Faults)
{
    /// <summary>How many texts may lie parsed and not yet read: enough to keep both threads busy, few enough to stay small.</summary>
    private const int Ahead = 4;

    /// <param name="source">The file, whose bytes are fetched here and let go of.</param>
    /// <param name="budget">What the files of the workspace share.</param>
    /// <param name="hash">Takes the file's bytes in, where a workspace is identified by them.</param>
    public static ParsedText Of(SourceText source, NodeBudget budget, ConfigurationHash? hash = null)
    {
        var faults = new List<Diagnostic>();
        var (bytes, obstacle) = source.Read();
        if (obstacle is not Obstacle.None)
        {
            faults.Add(RuleFaults.NotRead(source.Path, obstacle));
            return new ParsedText(source.Path, null, faults);
        }

        hash?.Add(source.Path, bytes.Span);
        var text = YamlText.Decode(source.Path, bytes.Span, faults);
        return new ParsedText(source.Path, text is null ? null : YamlDocument.Parse(source.Path, text, budget, faults), faults);
    }

    /// <summary>
    /// The texts in their order, fetched and parsed on one thread of their own while the caller reads: two parsers would only wait for each other,
    /// and parsing is half of the work.
    /// </summary>
    public static IEnumerable<ParsedText> All(IEnumerable<SourceText> sources, ConfigurationHash hash)
    {
        using var stop = new CancellationTokenSource();
        using var queue = new BlockingCollection<ParsedText>(Ahead);
        var parsing = Task.Run(() => Parse(sources, hash, queue, stop.Token), CancellationToken.None);
        try
        {
            foreach (var parsed in queue.GetConsumingEnumerable())
                yield return parsed;
        }
        finally
        {
            stop.Cancel();
            parsing.GetAwaiter().GetResult();
        }
    }

    private static void Parse(IEnumerable<SourceText> sources, ConfigurationHash hash, BlockingCollection<ParsedText> queue, CancellationToken stop)
    {
        try
        {
            var budget = new NodeBudget();
            foreach (var source in sources)
                queue.Add(Of(source, budget, hash), stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody reads on.
        }
        finally
        {
            queue.CompleteAdding();
        }
    }
}
