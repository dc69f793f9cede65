namespace Reconciler.Cli.Terminal;

/// <summary>A command cannot go on: one sentence, what to do, and the exit code.</summary>
internal sealed class CommandException(int exitCode, string message, string? advice = null) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    public string? Advice { get; } = advice;
}
