using System.Text;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Privacy;
using Reconciler.Core.Targets;

namespace Reconciler.Cli.Hosting;

/// <summary>
/// For whom a command prints: what they may read of people. Pseudonyms hold within a run; with the same <c>RECONCILER_PRIVACY_KEY</c> in several runs, so
/// that a plan, its comment and its report speak of the same people.
/// </summary>
internal sealed class Audience
{
    private const string Variable = "RECONCILER_PRIVACY_KEY";

    private readonly PrivacyMode _mode;
    private readonly byte[] _key = [];

    public Audience(PrivacyMode mode, CliHost host)
    {
        _mode = mode;
        if (mode is PrivacyMode.Full)
            return;
        if (host.Environment(Variable) is { Length: > 0 } given)
        {
            _key = Encoding.UTF8.GetBytes(given);
            if (_key.Length < DocumentPrivacy.ShortestKey)
                throw new CommandException(ExitCode.Error, $"{Variable} has fewer than {DocumentPrivacy.ShortestKey} characters", "Have a long one made by chance: who knows it can try names.");
            host.Redaction.Add(new Secret(given));
            return;
        }

        _key = new byte[32];
        host.Randomness.Fill(_key);
    }

    public bool IsWhole => _mode is PrivacyMode.Full;

    public PlanDocument Of(PlanDocument plan) => DocumentPrivacy.Of(plan, _mode, _key);

    public ReportDocument Of(ReportDocument report) => DocumentPrivacy.Of(report, _mode, _key);
}
