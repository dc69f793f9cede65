using System.CommandLine;
using System.CommandLine.Help;
using Reconciler.Cli.Commands;
using Reconciler.Cli.Forge;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Targets;

namespace Reconciler.Cli;

/// <summary>The whole program as a function of its arguments and its host.</summary>
internal static class ReconcilerProgram
{
    private const string Description = """
        Reconciler keeps Microsoft Entra ID equal to what a git repository declares.

        First steps, on the embedded directory, without a tenant:
          reconciler plan examples/quickstart --sandbox      what would change, and why
          reconciler apply examples/quickstart --sandbox     do exactly that, leave a report
          reconciler validate examples/quickstart            check the files, offline

        Exit codes: 0 done · 1 error · 2 changes (--detailed-exitcode) · 3 invalid files · 4 access · 5 stale plan
                    6 locked or frozen · 7 blocked by a guard · 8 partly applied or waiting · 9 outcome unknown · 130 interrupted
        """;

    public static async Task<int> RunAsync(string[] args, CliHost host, CancellationToken stop)
    {
        var guarded = Sinks.Guarded(host);
        try
        {
            var code = await RunGuardedAsync(args, guarded, stop).ConfigureAwait(false);
            code = Tell(guarded, code);
            Sinks.Finish(guarded);
            return code;
        }
        catch (RedactionException e)
        {
            // Past the door that is broken, so nothing but what is written here.
            host.Error.WriteLine($"error: {e.Message}");
            return ExitCode.Error;
        }
    }

    private static async Task<int> RunGuardedAsync(string[] args, CliHost host, CancellationToken stop)
    {
        var root = new RootCommand(Description)
        {
            InitCommand.Create(host), ValidateCommand.Create(host), PlanCommand.Create(host), ApplyCommand.Create(host), ShowCommand.Create(host), CommentCommand.Create(host), ReportCommand.Create(host), UndoCommand.Create(host),
            ExplainCommand.Create(host), AddCommand.Create(host), RemoveCommand.Create(host), RenameCommand.Create(host),
            EmulatorCommand.Create(host), SchemaCommand.Create(host), EvaluateCommand.Create(host), FreezeCommand.Create(host), UnlockCommand.Create(host),
        };
        root.SetAction(parsed => new HelpAction().Invoke(parsed));
        try
        {
            var parsed = root.Parse(CommonOptions.Normalise(args), new ParserConfiguration { ResponseFileTokenReplacer = null });
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = host.Out,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            }, stop).ConfigureAwait(false);
        }
        catch (CommandException e)
        {
            return Say(host, e.ExitCode, e.Message, e.Advice);
        }
        catch (TargetException e)
        {
            var request = e.Fault.RequestId is { } id ? $" (request {id})" : "";
            return Say(host, e.IsAccess ? ExitCode.Access : ExitCode.Error, $"{e.Target}: {e.Fault.Message}{request}", e.Fault.Advice);
        }
        catch (SecretException e)
        {
            return Say(host, ExitCode.Access, e.Message, null);
        }
        catch (LockedException e)
        {
            return Say(host, ExitCode.Locked, e.Message, e.Advice);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Say(host, ExitCode.Error, e.Message, "If the state folder cannot be written, name another one with --state-dir DIR.");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Say(host, ExitCode.Interrupted, "interrupted", null);
        }
        catch (Exception e)
        {
            // Ours: the report of what was written exists, and whoever mends it needs the place.
            host.Error.WriteLine(e);
            return Say(host, ExitCode.Error, "a fault of the program itself, above", "Please report it with these lines; they hold no values of yours.");
        }
    }

    // Steps that follow rely on what this one says: that it could not be said is a fault of its own.
    private static int Tell(CliHost host, int code)
    {
        try
        {
            GithubStep.Tell(host, code);
            return code;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Say(host, code == ExitCode.Done ? ExitCode.Error : code, $"the outputs or the summary of this step cannot be written: {e.Message}", null);
        }
    }

    private static int Say(CliHost host, int code, string message, string? advice)
    {
        if (message.Length > 0)
            host.Error.WriteLine($"error: {message}");
        if (advice is { Length: > 0 })
            host.Error.WriteLine($"  = help: {advice}");
        return code;
    }
}
