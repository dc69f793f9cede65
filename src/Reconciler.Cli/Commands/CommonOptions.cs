using System.CommandLine;
using System.Globalization;
using Reconciler.Cli.Hosting;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Commands;

/// <summary>Arguments and options that several commands have, read the same way everywhere.</summary>
internal sealed class CommonOptions
{
    public Argument<string> Directory { get; } = new("DIR")
    {
        Description = "The workspace: the folder that holds reconciler.yaml. Default: the current one.",
        DefaultValueFactory = _ => ".",
    };

    public Option<string?> Sandbox { get; } = new("--sandbox")
    {
        Description = "Work on the embedded directory instead of the live one; --sandbox=fresh starts it over.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "fresh",
    };

    public Option<string> Target { get; } = new("--target") { Description = "Only this target: directory, or KEY/scim for an application's accounts.", HelpName = "T" };

    public Option<string> StateDirectory { get; } = new("--state-dir")
    {
        Description = "Where reports, ledger and sandbox are kept. Default: .reconciler in the workspace.",
        HelpName = "DIR",
    };

    public Option<string> AsOf { get; } = new("--as-of") { Description = "Plan another day (UTC), as 2026-12-31. Apply refuses a future one.", HelpName = "DATE" };

    public Option<string> Only { get; } = new("--only") { Description = "Only one object, as user:KEY, group:KEY or application:KEY. Guards still measure the whole.", HelpName = "KIND:KEY" };

    /// <summary>Of the commands that plan and apply, which add it themselves.</summary>
    public Option<bool> OnlyDue { get; } = new("--only-due") { Description = "Only what dates ask for (starts, ends, until, left, deleteAfter). Guards still measure the whole." };

    public void AddTo(Command command)
    {
        command.Arguments.Add(Directory);
        command.Options.Add(Sandbox);
        command.Options.Add(Target);
        command.Options.Add(Only);
        command.Options.Add(AsOf);
        command.Options.Add(StateDirectory);
    }

    public static Option<string> Format(params string[] formats)
    {
        var option = new Option<string>("--format") { Description = "How to print.", DefaultValueFactory = _ => formats[0] };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }

    public RunOptions Read(ParseResult parsed, CliHost host)
    {
        var typed = parsed.GetValue(Directory) ?? ".";
        return new RunOptions(host.Resolve(typed), parsed.GetValue(StateDirectory) is { } state ? host.Resolve(state) : null)
        {
            Typed = typed,
            Sandbox = parsed.GetResult(Sandbox) is not null,
            Fresh = parsed.GetValue(Sandbox) switch
            {
                null or "keep" => false,
                "fresh" => true,
                var other => throw new CommandException(ExitCode.Error, $"--sandbox={other} is not known", "Write --sandbox or --sandbox=fresh."),
            },
            AsOf = Day("--as-of", parsed.GetValue(AsOf)),
            Only = Key(parsed.GetValue(Only)),
            OnlyDue = parsed.GetResult(OnlyDue) is not null && parsed.GetValue(OnlyDue),
            Target = parsed.GetValue(Target) is { } target ? new TargetName(target) : null,
        };
    }

    /// <summary>A bare <c>--sandbox</c> must not swallow the folder that follows it.</summary>
    public static string[] Normalise(IEnumerable<string> args) => [.. args.Select(a => a == "--sandbox" ? "--sandbox=keep" : a)];

    public static DateOnly? Day(string option, string? text) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new CommandException(ExitCode.Error, $"{option} {text} is not a day", "Write it as 2026-12-31.");

    private static ResourceKey? Key(string? text)
    {
        if (text is null)
            return null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && text[..colon] is "user" or "group" or "application"
            ? new ResourceKey(new Kind(text[..colon]), text[(colon + 1)..])
            : throw new CommandException(ExitCode.Error, $"--only {text} names no object", "Write it as user:KEY, group:KEY or application:KEY.");
    }
}
