using Reconciler.Cli.Hosting;
using Reconciler.Cli.Terminal;

namespace Reconciler.Cli.Commands;

/// <summary>How the right to write was given: by answering, by a flag, or by the hash of a plan that was reviewed.</summary>
internal sealed record Consent(bool AutoApprove, string? PlanFile, string? PlanHash)
{
    private const int ShortestHash = 8;

    public bool IsGiven => AutoApprove || (PlanFile is not null && PlanHash is not null);

    public void RequireOne(bool isTerminal)
    {
        if (PlanHash is not null && PlanFile is null)
            throw new CommandException(ExitCode.Error, "--plan-hash needs --plan FILE");
        if (PlanHash is { Length: < ShortestHash })
            throw new CommandException(ExitCode.Error, $"--plan-hash needs at least {ShortestHash} digits");
        if (!IsGiven && !isTerminal)
        {
            throw new CommandException(ExitCode.Error,
                "Without a terminal apply needs --auto-approve, or --plan with --plan-hash. Nothing has been written.");
        }
    }

    /// <summary>The saved plan, when one was named: intact, not expired, and the one that was approved.</summary>
    public ApprovedPlan? Load(CliHost host) => PlanFile is { } file ? ApprovedPlan.Load(file, PlanHash, host) : null;
}
