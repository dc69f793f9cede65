using System.Collections.Immutable;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Reporting.Rendering;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Terminal;

/// <summary>How far the writes to each target are, told while they last.</summary>
internal sealed class ApplyView : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly CliHost _host;
    private readonly Lock _gate = new();
    private readonly long _began;
    private readonly List<Work> _targets;
    private readonly LiveView _view;

    /// <param name="targets">What is to be written, in the order in which it is, and how many operations that is.</param>
    public ApplyView(CliHost host, IEnumerable<(TargetName Target, int Operations)> targets)
    {
        _host = host;
        _began = host.Time.GetTimestamp();
        _targets = [.. targets.Where(t => t.Operations > 0).Select(t => new Work(t.Target.Value, t.Operations))];
        _view = new LiveView(host, width => ApplyText.Render(Rows(), width), () => Rows().Where(r => r is { WaitsFor: null, Took: null }).Select(ApplyText.Sentence));
    }

    /// <summary>The writes to a target begin.</summary>
    public IProgress<ApplyProgress> Begin(TargetName target)
    {
        lock (_gate)
        {
            var work = _targets.First(t => t.Name == target.Value);
            work.Began = Now;
            work.Pace = Pace.From(Now);
            return new Teller(this, work);
        }
    }

    /// <summary>They are over, however they ended.</summary>
    public void End(TargetName target)
    {
        lock (_gate)
        {
            var work = _targets.First(t => t.Name == target.Value);
            work.Took = Now - work.Began;
        }
    }

    public void Dispose() => _view.Dispose();

    private TimeSpan Now => _host.Time.GetElapsedTime(_began);

    private ImmutableArray<ApplyRow> Rows()
    {
        lock (_gate)
        {
            var now = Now;
            var current = _targets.Find(t => t is { Pace: not null, Took: null }) ?? _targets.Find(t => t.Took is null);
            return [.. _targets.Select(t => Row(t, now, t.Pace is null && t != current ? current?.Name : null))];
        }
    }

    private static ApplyRow Row(Work work, TimeSpan now, string? waitsFor)
    {
        // Figures that change ten times a second cannot be read.
        if (work.Pace is { } pace && (work.Figures.Rate is null || now - work.FiguredAt >= Second))
            (work.Figures, work.FiguredAt) = ((pace.Rate(now), pace.Left(now, work.Total)), now);
        return new ApplyRow(work.Name, work.Last.Done, work.Total)
        {
            WaitsFor = waitsFor,
            Retried = work.Last.Retried,
            Rate = work.Figures.Rate,
            Left = work.Figures.Left,
            Pause = work.PausedUntil > now ? work.PausedUntil - now : null,
            Took = work.Took,
        };
    }

    private sealed class Work(string name, int total)
    {
        public string Name { get; } = name;

        public int Total { get; } = total;

        public TimeSpan Began { get; set; }

        /// <summary>Null as long as its turn has not come.</summary>
        public Pace? Pace { get; set; }

        public (double? Rate, TimeSpan? Left) Figures { get; set; }

        public TimeSpan FiguredAt { get; set; }

        public ApplyProgress Last { get; set; }

        public TimeSpan PausedUntil { get; set; }

        public TimeSpan? Took { get; set; }
    }

    private sealed class Teller(ApplyView view, Work work) : IProgress<ApplyProgress>
    {
        public void Report(ApplyProgress value)
        {
            lock (view._gate)
            {
                var now = view.Now;
                work.Last = value;
                work.PausedUntil = now + value.Pause;
                work.Pace = work.Pace?.With(now, value.Done);
            }
        }
    }
}
