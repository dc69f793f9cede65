using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Reconciler.Cli;
using Reconciler.Cli.Terminal;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
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
}, stop.Token).ConfigureAwait(false);
await output.FlushAsync().ConfigureAwait(false);
return code;

// The first signal lets what is under way finish and writes the report; the second ends the process as the system would.
void End(PosixSignalContext context)
{
    if (stop.IsCancellationRequested)
        return;
    context.Cancel = true;
    stop.Cancel();
}

static int Width()
{
    if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) && columns >= 40)
        return columns;
    return Console.IsOutputRedirected ? 100 : Math.Clamp(Console.WindowWidth, 60, 140);
}
