using Reconciler.Core.Reconciliation;
using Reconciler.Core.Targets;

namespace Reconciler.Cli.Terminal;

/// <summary>One line on stderr that says what is under way; only on a terminal, and only for what takes more than a second.</summary>
internal sealed class ProgressLine(CliHost host) : IProgress<ReadProgress>, IProgress<ApplyProgress>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private const int BarWidth = 24;

    private readonly long _started = host.Time.GetTimestamp();
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, int> _reading = new(StringComparer.Ordinal);
    private long _shown;
    private bool _isShown;

    public void Report(ReadProgress value)
    {
        lock (_gate)
        {
            _reading[value.What] = value.Count;
            Show($"  reading  {string.Join(" · ", _reading.Select(r => $"{r.Value:N0} {r.Key}"))}");
        }
    }

    public void Report(ApplyProgress value)
    {
        lock (_gate)
        {
            var elapsed = host.Time.GetElapsedTime(_started).TotalSeconds;
            var rate = elapsed > 0 ? value.Done / elapsed : 0;
            var left = rate > 0 ? TimeSpan.FromSeconds((value.Total - value.Done) / rate) : TimeSpan.Zero;
            var filled = value.Total == 0 ? BarWidth : value.Done * BarWidth / value.Total;
            Show($"  applying {new string('█', filled)}{new string('░', BarWidth - filled)}   {value.Done:N0} / {value.Total:N0}   {rate:N0}/s   "
                + $"{Math.Ceiling(left.TotalSeconds):N0} s left{(value.Retried > 0 ? $"   {value.Retried:N0} retried" : "")}");
        }
    }

    public void Dispose()
    {
        if (_isShown)
            host.Error.Write("\r\u001b[K");
    }

    private void Show(string line)
    {
        if (!host.ErrorIsTerminal || host.Time.GetElapsedTime(_started) < Patience || (_isShown && host.Time.GetElapsedTime(_shown) < Beat))
            return;
        _shown = host.Time.GetTimestamp();
        _isShown = true;
        host.Error.Write($"\r\u001b[K{(line.Length < host.Width ? line : line[..(host.Width - 1)])}");
    }
}
