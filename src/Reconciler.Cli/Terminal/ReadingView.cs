using System.Collections.Immutable;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Rendering;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Terminal;

/// <summary>What is being read of each target, told while it lasts.</summary>
internal sealed class ReadingView : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, SortedDictionary<string, int>> _read = new(StringComparer.Ordinal);
    private readonly LiveView _view;

    public ReadingView(CliHost host) =>
        _view = new LiveView(host, width => ReadingText.Render(Rows(), width), () => Rows().Select(ReadingText.Sentence));

    public IProgress<ReadProgress> Of(TargetName target) => new Teller(this, target.Value);

    public void Dispose() => _view.Dispose();

    // The directory first, as everywhere.
    private ImmutableArray<ReadingRow> Rows()
    {
        lock (_gate)
        {
            return
            [
                .. _read.OrderBy(t => t.Key == TargetName.Directory.Value ? 0 : 1)
                    .Select(t => new ReadingRow(t.Key, [.. t.Value.Select(p => new CountRow(p.Key, p.Value))])),
            ];
        }
    }

    private sealed class Teller(ReadingView view, string target) : IProgress<ReadProgress>
    {
        public void Report(ReadProgress value)
        {
            lock (view._gate)
            {
                if (!view._read.TryGetValue(target, out var parts))
                    view._read[target] = parts = new SortedDictionary<string, int>(StringComparer.Ordinal);
                parts[value.What] = value.Count;
            }
        }
    }
}
