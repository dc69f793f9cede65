using System.Collections.Immutable;
using System.CommandLine;
using Microsoft.Extensions.FileSystemGlobbing;
using Reconciler.Cli.Files;
using Reconciler.Cli.Hosting;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Reporting.Rendering;
using Reconciler.Manifests.Loading;

namespace Reconciler.Cli.Commands;

/// <summary><c>explain</c>: what a code means, with an example that is judged there and then; and <c>explain user</c>.</summary>
internal static class ExplainCommand
{
    public static Command Create(CliHost host)
    {
        var code = new Argument<string?>("CODE")
        {
            Description = "The code of an error, a warning or a conflict, as RC203. Without it: all of them.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var format = CommonOptions.Format("text", "markdown");
        var command = new Command("explain", "Say what a code means: why it is an error, an example, its repair. Or why a person has their access.")
        {
            code, format, ExplainUserCommand.Create(host),
        };
        command.SetAction(parsed => Run(parsed.GetValue(code), parsed.GetValue(format) == "markdown", host));
        return command;
    }

    /// <summary>What a workspace of these files gives, on the day of all examples.</summary>
    internal static ImmutableArray<Diagnostic> Judge(IEnumerable<ExampleFile> files)
    {
        ImmutableArray<SourceText> all = [.. files.Select(f => new SourceText(f.Name, f.ToBytes()))];
        var control = all.FirstOrDefault(t => t.Path == ExampleFile.Control) is { } text ? ControlFileReader.LoadControl(text) : null;
        var excluded = new Matcher(StringComparison.Ordinal);
        excluded.AddIncludePatterns(control?.Files.Exclude ?? []);
        ImmutableArray<SourceText> texts = [.. all.Where(t => t.Path == ExampleFile.Control || !excluded.Match(t.Path).HasMatches)];
        var unfollowed = ImmutableDictionary.CreateBuilder<string, Obstacle>(StringComparer.Ordinal);
        foreach (var folder in control?.Files.Include ?? [])
        {
            if (ObstacleAt(folder, texts) is not Obstacle.None and var obstacle)
                unfollowed[folder] = obstacle;
        }

        var schema = Workspace.SchemaOf(control?.Settings?.Directory);
        return WorkspaceLoader.Load(new LoadRequest(texts, Explanations.Day, schema) { Unfollowed = unfollowed.ToImmutable() }).Diagnostics;
    }

    // An example lies on no disk: its folder is the repository, and the folders in it are those of its files.
    private static Obstacle ObstacleAt(string include, IEnumerable<SourceText> texts)
    {
        var repository = Path.GetFullPath("/example");
        var folder = Path.GetFullPath(include, repository);
        return !RealPath.IsInside(folder, repository) ? Obstacle.OutsideRepository
            : texts.Any(t => RealPath.IsInside(Path.GetFullPath(t.Path, repository), folder)) ? Obstacle.None
            : Obstacle.Missing;
    }

    private static int Run(string? code, bool isMarkdown, CliHost host)
    {
        if (code is null)
        {
            if (isMarkdown)
                host.Out.Write(ExplanationMarkdown.Table());
            else
                Painter.Write(host.Out, ExplanationText.Table(host.Width), host.Colour);
            return ExitCode.Done;
        }

        var explanation = Explanations.Find(code) ?? throw Unknown(code);
        var gives = explanation.IsOffline ? Judge(explanation.FailingFiles) : [];
        if (isMarkdown)
            host.Out.Write(explanation.Text);
        else
            Painter.Write(host.Out, ExplanationText.Render(explanation, gives, host.Width), host.Colour);
        return ExitCode.Done;
    }

    // Of a slip the number is what counts: a number that is none is near to many.
    private static CommandException Unknown(string code) => new(ExitCode.Error, $"there is no code `{code}`; reconciler explain lists all",
        Explanations.Find(string.Concat(code.Where(char.IsAsciiDigit))) is { } meant
            ? $"did you mean {meant.Code}, {meant.Title}?"
            : string.Join(" · ", Explanations.Areas.Select(a => $"{a.Codes} {a.Name}")));
}
