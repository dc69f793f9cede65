using System.CommandLine;
using Reconciler.Cli.Hosting;

namespace Reconciler.Cli.Commands;

/// <summary><c>--base</c> and <c>--control-from</c>: the revisions beside the files that are planned.</summary>
internal sealed class RevisionOptions
{
    private readonly Option<string> _base = new("--base")
    {
        Description = "Compare with this git revision: what is new, what was pending, due or drift, and what is no longer managed.",
        HelpName = "REV",
    };

    private readonly Option<string> _control = new("--control-from")
    {
        Description = "Take reconciler.yaml, and nothing else, from this git revision: a change under review cannot raise its own limits.",
        HelpName = "REV",
    };

    public RevisionOptions(Command command)
    {
        command.Options.Add(_base);
        command.Options.Add(_control);
    }

    public RunOptions Read(ParseResult parsed, RunOptions options) => options with { Base = RevisionAsked.Typed(parsed.GetValue(_base)), ControlFrom = RevisionAsked.Typed(parsed.GetValue(_control)) };
}
