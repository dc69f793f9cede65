using Reconciler.Cli.Files;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Reporting;

namespace Reconciler.Cli.Hosting;

/// <summary>How reports come into a history that several processes may write to.</summary>
internal static class RunHistory
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The report as it would be read again.</summary>
    public static ReportDocument Add(StateFolder state, ReportDocument report, CliHost host)
    {
        Span<byte> salt = stackalloc byte[PersonalValues.SaltLength];
        host.Randomness.Fill(salt);
        return Add(state, report, salt, host);
    }

    /// <summary>The same, with chance that was drawn before the run began.</summary>
    public static ReportDocument Add(StateFolder state, ReportDocument report, ReadOnlySpan<byte> salt, CliHost host)
    {
        using var alone = Alone(state.LockOf("history"));
        var added = new HistoryFolder(state.History).Add(report, salt);
        HistoryBranch.Keep(state, report.Run, host);
        return added;
    }

    // Two reports that follow the same one would be a fork. Writing one takes milliseconds.
    private static FileStream Alone(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited < Patience)
            {
                Thread.Sleep(Pause);
            }
        }
    }
}
