namespace Reconciler.Cli.Terminal;

/// <summary>The published exit codes.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Error = 1;
    public const int Changes = 2;
    public const int Invalid = 3;
    public const int Access = 4;
    public const int Stale = 5;
    public const int Locked = 6;
    public const int Blocked = 7;
    public const int Partly = 8;
    public const int Unknown = 9;
    public const int Interrupted = 130;
}
