using Reconciler.Cli.Files;
using Reconciler.Core.Reconciliation;

namespace Reconciler.Cli.Hosting;

/// <summary>Everything that stops writes from outside a run: the freeze, and a lock that somebody broke. Looked at before every write.</summary>
internal sealed class WriteStops(FreezeFile freeze, TargetLocks locks) : IFreeze
{
    public string? Reason => freeze.Reason ?? locks.Lost;
}
