using Reconciler.Cli.Terminal;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Reporting.Rendering;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Scenarios;

/// <summary>What is told of work under way, on a clock that is moved by hand.</summary>
public sealed class LiveViewTests
{
    private static readonly TargetName Wiki = new("wiki/scim");

    private static (CliHost Host, StringWriter Said, Hand Time) On(bool terminal, Func<int>? width = null, params (string Name, string Value)[] variables)
    {
        var said = new StringWriter { NewLine = "\n" };
        var time = new Hand();
        var environment = variables.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
        return (new CliHost
        {
            Out = TextWriter.Null, Error = said, In = TextReader.Null, Environment = environment.GetValueOrDefault, Time = time, Randomness = new NoChance(),
            CurrentDirectory = "/", ErrorIsTerminal = terminal, LiveWidth = width ?? (() => 100),
        }, said, time);
    }

    private static void Work(CliHost host, Hand time, int seconds, int perSecond = 18)
    {
        using var view = new ApplyView(host, [(TargetName.Directory, 1804), (Wiki, 96)]);
        var told = view.Begin(TargetName.Directory);
        for (var i = 1; i <= seconds * 20; i++)
        {
            told.Report(new ApplyProgress(i * perSecond / 20, 1804, 0));
            time.Pass(TimeSpan.FromMilliseconds(50));
        }
    }

    [Fact]
    public void A_terminal_is_drawn_on_at_most_ten_times_a_second_and_cleared()
    {
        var (host, said, time) = On(terminal: true);
        Work(host, time, 10);
        var text = said.ToString();
        var frames = text.Split("\u001b[J");
        Assert.InRange(frames.Length, 30, 10 * 9 + 3);
        Assert.Contains("/ 1,804", frames[^2], StringComparison.Ordinal);
        Assert.Contains("18/s", frames[^2], StringComparison.Ordinal);
        Assert.Contains("s left", frames[^2], StringComparison.Ordinal);
        Assert.Contains("waits for directory", frames[^2], StringComparison.Ordinal);
        Assert.EndsWith("\r\u001b[2A\u001b[J", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_over_within_a_second_draws_nothing()
    {
        var (host, said, time) = On(terminal: true);
        using (new ApplyView(host, [(TargetName.Directory, 5)]))
            time.Pass(TimeSpan.FromMilliseconds(900));
        Assert.Equal("", said.ToString());
    }

    [Theory]
    [InlineData(false, "TERM", "xterm")]
    [InlineData(true, "TERM", "dumb")]
    [InlineData(true, "CI", "true")]
    public void A_log_is_told_a_sentence_every_ten_seconds_that_moves_no_cursor(bool terminal, string name, string value)
    {
        var (host, said, time) = On(terminal, null, (name, value));
        Work(host, time, 25);
        Assert.Equal("applying directory: 180 of 1,804 done, 18 a second, 91 s left\napplying directory: 360 of 1,804 done, 18 a second, 81 s left\n", said.ToString());
    }

    [Fact]
    public void A_log_of_a_short_run_is_told_nothing()
    {
        var (host, said, time) = On(terminal: false);
        Work(host, time, 9);
        Assert.Equal("", said.ToString());
    }

    [Fact]
    public void A_window_that_becomes_narrower_is_cleared_of_the_lines_it_broke()
    {
        var columns = 100;
        var (host, said, time) = On(terminal: true, () => columns);
        using (var view = new LiveView(host, width => new StyledText([new StyledLine([new StyledSpan(new string('x', width))])]), () => []))
        {
            time.Pass(TimeSpan.FromSeconds(2));
            Assert.Equal(new string('x', 99) + "\n", said.ToString());
            columns = 40;
            time.Pass(TimeSpan.FromSeconds(1));
            // 99 characters stand in three lines of 40.
            Assert.EndsWith("\r\u001b[3A\u001b[J" + new string('x', 39) + "\n", said.ToString(), StringComparison.Ordinal);
        }

        Assert.EndsWith("\r\u001b[1A\u001b[J", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_speaks_while_a_view_stands_is_not_drawn_over()
    {
        var (host, said, time) = On(terminal: true);
        using (var view = new LiveView(host, _ => new StyledText([new StyledLine([new StyledSpan("busy")])]), () => []))
        {
            time.Pass(TimeSpan.FromSeconds(2));
            Assert.NotNull(host.Leaving.Aside);
            host.Leaving.Aside(() => host.Error.WriteLine("stopping"));
            time.Pass(TimeSpan.FromSeconds(1));
        }

        Assert.Equal("busy\n\r\u001b[1A\u001b[Jstopping\nbusy\n\r\u001b[1A\u001b[J", said.ToString());
        Assert.Null(host.Leaving.Aside);
    }

    [Fact]
    public void Colour_is_left_out_when_nobody_wants_it()
    {
        var (host, said, time) = On(terminal: true, null, ("NO_COLOR", "1"));
        Work(host, time, 3);
        Assert.DoesNotMatch("\u001b\\[[0-9;]*m", said.ToString());
        Assert.Contains("\u001b[J", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_that_is_gone_ends_the_view_and_not_the_run()
    {
        var (host, said, time) = On(terminal: true);
        using var view = new LiveView(host, _ => throw new IOException("broken pipe"), () => []);
        time.Pass(TimeSpan.FromSeconds(3));
        Assert.Equal("", said.ToString());
    }

    [Fact]
    public void The_time_that_a_target_asks_for_is_counted_down()
    {
        var (host, said, time) = On(terminal: true);
        using var view = new ApplyView(host, [(TargetName.Directory, 100)]);
        var told = view.Begin(TargetName.Directory);
        told.Report(new ApplyProgress(20, 100, 3) { Pause = TimeSpan.FromSeconds(30) });
        time.Pass(TimeSpan.FromSeconds(11));
        Assert.Contains("waits 19 s", said.ToString().Split("\u001b[J")[^1], StringComparison.Ordinal);
        Assert.Contains("3 retried", said.ToString().Split("\u001b[J")[^1], StringComparison.Ordinal);
        time.Pass(TimeSpan.FromSeconds(20));
        Assert.DoesNotContain("waits", said.ToString().Split("\u001b[J")[^1], StringComparison.Ordinal);
    }

    private sealed class NoChance : IRandomness
    {
        public void Fill(Span<byte> bytes) => bytes.Clear();
    }

    /// <summary>A clock that moves by hand, and whose timers go off as it does.</summary>
    private sealed class Hand : TimeProvider
    {
        private readonly List<Alarm> _alarms = [];
        private long _now = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var alarm = new Alarm(this, () => callback(state)) { Due = _now + dueTime.Ticks, Period = period.Ticks };
            _alarms.Add(alarm);
            return alarm;
        }

        public void Pass(TimeSpan time)
        {
            var until = _now + time.Ticks;
            while (_alarms.Where(a => a.Due <= until).MinBy(a => a.Due) is { } next)
            {
                _now = next.Due;
                next.Due += next.Period;
                next.Ring();
            }

            _now = until;
        }

        private sealed class Alarm(Hand hand, Action ring) : ITimer
        {
            public long Due { get; set; }

            public long Period { get; init; }

            public void Ring() => ring();

            public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

            public void Dispose() => hand._alarms.Remove(this);

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
