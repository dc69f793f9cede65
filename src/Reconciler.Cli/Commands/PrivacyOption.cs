using System.CommandLine;
using Reconciler.Cli.Hosting;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Reporting.Privacy;

namespace Reconciler.Cli.Commands;

/// <summary><c>--privacy</c>, the same wherever something about people is printed.</summary>
internal sealed class PrivacyOption
{
    private readonly Option<string> _option = new("--privacy")
    {
        Description = "What is shown of people: full, pseudonymous (the same person under the same name, no values), counts (nobody). What is saved stays whole.",
        HelpName = "MODE",
        DefaultValueFactory = _ => "full",
    };

    public PrivacyOption(Command command)
    {
        _option.AcceptOnlyFromAmong("full", "pseudonymous", "counts");
        command.Options.Add(_option);
    }

    public Audience Read(ParseResult parsed, CliHost host) => new(Enum.Parse<PrivacyMode>(parsed.GetValue(_option) ?? "full", ignoreCase: true), host);
}
