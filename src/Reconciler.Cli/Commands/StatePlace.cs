using System.CommandLine;
using Reconciler.Cli.Files;
using Reconciler.Cli.Terminal;

namespace Reconciler.Cli.Commands;

/// <summary>Where a workspace keeps its state, for commands that need nothing else of it: they work when its files do not.</summary>
internal sealed class StatePlace
{
    private readonly Argument<string> _directory = new("DIR") { Description = "The workspace: a folder with a reconciler.yaml.", DefaultValueFactory = _ => "." };

    private readonly Option<string> _sandbox = new("--sandbox") { Description = "Of the embedded directory.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<string> _state = new("--state-dir") { Description = "The state folder. Default: .reconciler in the workspace.", HelpName = "DIR" };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_directory);
        command.Options.Add(_sandbox);
        command.Options.Add(_state);
    }

    public StateFolder Read(ParseResult parsed, CliHost host)
    {
        var root = host.Resolve(parsed.GetValue(_directory) ?? ".");
        return new StateFolder(parsed.GetValue(_state) is { } state ? host.Resolve(state) : Path.Combine(root, ".reconciler"), root, null, parsed.GetResult(_sandbox) is not null);
    }
}
