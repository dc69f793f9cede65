using System.Text;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Cli.Terminal;

/// <summary>
/// Lines at the end of stderr that say what is under way and are gone when it is over. On a terminal they are drawn over themselves, at most ten
/// times a second, from the first second on; everywhere else what is said every ten seconds is one plain line, without anything that moves a cursor.
/// </summary>
internal sealed class LiveView : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Murmur = TimeSpan.FromSeconds(10);

    private readonly CliHost _host;
    private readonly Func<int, StyledText> _frame;
    private readonly Func<IEnumerable<string>> _sentences;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private long _said;
    private string _shown = "";
    private int[] _widths = [];
    private bool _isOver;

    /// <param name="frame">The lines for a width, in columns.</param>
    /// <param name="sentences">The same for a log.</param>
    public LiveView(CliHost host, Func<int, StyledText> frame, Func<IEnumerable<string>> sentences)
    {
        (_host, _frame, _sentences) = (host, frame, sentences);
        _said = host.Time.GetTimestamp();
        if (host.IsLive)
            host.Leaving.Aside = Aside;
        _timer = host.Time.CreateTimer(_ => Tick(), null, Patience, host.IsLive ? Beat : Patience);
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            if (_isOver)
                return;
            _isOver = true;
            if (_host.IsLive)
                _host.Leaving.Aside = null;
            Erase();
        }
    }

    private void Tick()
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            try
            {
                if (_host.IsLive)
                    Draw();
                else
                    Say();
            }
            catch (Exception e) when (e is IOException or RedactionException or ObjectDisposedException)
            {
                // Nobody can see it any more: that is no reason to end what is under way, and who prints the result meets the same fault.
                (_isOver, _shown, _widths) = (true, "", []);
                _host.Leaving.Aside = null;
                _timer.Dispose();
            }
        }
    }

    private void Draw()
    {
        var width = Math.Max(_host.LiveWidth(), 2);
        // The last column is left free: a terminal may begin a line when it is written to.
        var frame = _frame(width - 1);
        using var painted = new StringWriter();
        Painter.Write(painted, frame, _host.LiveColour);
        var text = painted.ToString();
        if (text == _shown)
            return;
        var said = new StringBuilder(Back(width)).Append(text);
        _host.Error.Write(said.ToString());
        _host.Error.Flush();
        (_shown, _widths) = (text, [.. frame.Lines.Select(l => l.Spans.Sum(s => s.Width))]);
    }

    private void Say()
    {
        if (_host.Time.GetElapsedTime(_said) < Murmur)
            return;
        _said = _host.Time.GetTimestamp();
        foreach (var sentence in _sentences())
            _host.Error.WriteLine(sentence);
        _host.Error.Flush();
    }

    private void Erase()
    {
        if (_widths.Length == 0)
            return;
        _host.Error.Write(Back(Math.Max(_host.LiveWidth(), 2)));
        _host.Error.Flush();
        (_shown, _widths) = ("", []);
    }

    // Whoever says something while the view stands says it where the view was, and the view goes on below.
    private void Aside(Action say)
    {
        lock (_gate)
        {
            Erase();
            say();
        }
    }

    // To where the first line begins, and everything from there on away. A window that became narrower has broken the lines.
    private string Back(int width)
    {
        var rows = _widths.Sum(w => Math.Max(1, (w + width - 1) / width));
        return rows == 0 ? "" : $"\r\u001b[{rows}A\u001b[J";
    }
}
