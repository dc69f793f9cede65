using System.Globalization;
using System.Text;
using Reconciler.Cli;
using Reconciler.Cli.Terminal;

var leaving = new Leaving();
using var signals = new Signals(leaving, Console.Error);
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = false };

var code = await ReconcilerProgram.RunAsync(args, new CliHost
{
    Out = output,
    Error = Console.Error,
    In = Console.In,
    Environment = Environment.GetEnvironmentVariable,
    Time = TimeProvider.System,
    Randomness = new Chance(),
    CurrentDirectory = Environment.CurrentDirectory,
    OutIsTerminal = !Console.IsOutputRedirected,
    ErrorIsTerminal = !Console.IsErrorRedirected,
    InIsTerminal = !Console.IsInputRedirected,
    Width = Width(),
    LiveWidth = LiveWidth,
    Leaving = leaving,
}, signals.Stop).ConfigureAwait(false);
await output.FlushAsync().ConfigureAwait(false);
return code;

static int Width()
{
    if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) && columns >= 40)
        return columns;
    return Console.IsOutputRedirected ? 100 : Math.Clamp(Console.WindowWidth, 40, 140);
}

// The terminal's own answer; one that does not know its size is taken for the usual one.
static int LiveWidth() => Console.WindowWidth is > 0 and var columns ? columns : 80;
