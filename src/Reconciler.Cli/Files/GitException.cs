namespace Reconciler.Cli.Files;

/// <summary>git is missing, refused, or took too long; the message is what it said.</summary>
internal sealed class GitException(string message, string? advice = null) : Exception(message)
{
    public string? Advice { get; } = advice;
}
