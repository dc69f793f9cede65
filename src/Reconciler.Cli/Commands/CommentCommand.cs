using System.CommandLine;
using System.Text.Json;
using Reconciler.Cli.Files;
using Reconciler.Cli.Forge;
using Reconciler.Cli.Hosting;
using Reconciler.Cli.Terminal;
using Reconciler.Connectors;
using Reconciler.Connectors.Http;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Forge;
using Reconciler.Core.Targets;

namespace Reconciler.Cli.Commands;

/// <summary><c>comment</c>: keeps the one comment on a pull request that says what a plan would do, and then what became of it.</summary>
internal static class CommentCommand
{
    public static Command Create(CliHost host)
    {
        var file = new Argument<string>("FILE") { Description = "A saved plan (plan --out), or the report of its apply." };
        var repository = new Option<string>("--repo") { Description = "The repository. Default: GITHUB_REPOSITORY.", HelpName = "OWNER/NAME" };
        var pull = new Option<int?>("--pr") { Description = "The pull request. Default: that of the event, or the one that the commit came by.", HelpName = "N" };
        var head = new Option<string>("--head") { Description = "The commit at the head of the pull request that the plan is of. Default: that of the event.", HelpName = "COMMIT" };
        var state = new Option<string>("--state") { Description = "planned, applying or outdated, of a plan; a report says itself how it ended.", HelpName = "STATE" };
        state.AcceptOnlyFromAmong("planned", "applying", "outdated", "applied", "partly", "failed");
        var author = new Option<string>("--author") { Description = $"Whom the token writes as. Default: GitHub is asked; who may not ask is {StickyComment.ActionsLogin}.", HelpName = "LOGIN" };
        var address = new Option<string>("--api-url") { Description = "GitHub's interface. Default: GITHUB_API_URL, else https://api.github.com.", HelpName = "URL" };
        var environment = new Option<string>("--environment") { Description = "The environment whose reviewers are asked before an apply; the comment says so.", HelpName = "NAME" };
        var link = new Option<string>("--link") { Description = "Where readers find the saved file; the comment links to it.", HelpName = "URL" };
        var labels = new Option<bool>("--labels") { Description = "Label the pull request, too: identity: deletes, access lost, blocked, …" };
        var print = new Option<bool>("--print") { Description = "Print what would stand there, and ask nobody.", Aliases = { "--dry-run" } };
        var command = new Command("comment", "Keep one comment on a pull request up to date with a saved plan or report. The token is that of GITHUB_TOKEN.")
        {
            file, repository, pull, head, state, author, address, environment, link, labels, print,
        };
        var privacy = new PrivacyOption(command);
        command.SetAction((parsed, stop) => RunAsync(new Asked(parsed.GetValue(file) ?? "")
        {
            Repository = parsed.GetValue(repository),
            Pull = parsed.GetValue(pull),
            Head = parsed.GetValue(head),
            State = parsed.GetValue(state) is { } given ? Enum.Parse<CommentState>(given, ignoreCase: true) : null,
            Author = parsed.GetValue(author),
            Address = parsed.GetValue(address),
            Environment = parsed.GetValue(environment),
            Link = parsed.GetValue(link),
            Labels = parsed.GetValue(labels),
        }, privacy.Read(parsed, host), parsed.GetValue(print), host, stop));
        return command;
    }

    private static async Task<int> RunAsync(Asked asked, Audience audience, bool print, CliHost host, CancellationToken stop)
    {
        var happened = GithubEvent.Read(host);
        var said = Said.Of(asked, audience, asked.Head ?? happened.Head, host);
        if (print)
        {
            foreach (var body in said.Bodies(said.Marker.State, null))
                host.Out.Write(body);
            return ExitCode.Done;
        }

        var github = Endpoint(asked, host);
        var repository = Repository(asked, host);
        var number = asked.Pull ?? happened.Number ?? said.Pull ?? await OfCommitAsync(github, repository, said, host, stop).ConfigureAwait(false)
            ?? throw new CommandException(ExitCode.Error, $"which pull request of {repository} is meant is not known", "Name it with --pr N.");
        var pull = new GithubPull(github, repository, number);
        var done = await new StickyComment(pull, host).WriteAsync(asked.Author, said.Marker, said.IsQuiet,
            (state, facts) => said.Bodies(state, facts.Head), asked.Labels, stop).ConfigureAwait(false);
        var at = Core.Reporting.Rendering.TerminalEncoder.Encode(done.Address ?? pull.Shown);
        host.Out.WriteLine(done.State is { } state ? $"{at} · {state.ToString().ToLowerInvariant()}{(done.IsChanged ? "" : ", as it stood there already")}" : $"{at} · left as it is: {done.Why}");
        return ExitCode.Done;
    }

    // A run that came by a merge knows its commit, and GitHub the pull request of that.
    private static async Task<int?> OfCommitAsync(JsonEndpoint github, string repository, Said said, CliHost host, CancellationToken stop) =>
        (said.Commit ?? host.Environment("GITHUB_SHA")) is { Length: > 0 } commit ? await GithubPull.OfCommitAsync(github, repository, commit, stop).ConfigureAwait(false) : null;

    private static JsonEndpoint Endpoint(Asked asked, CliHost host)
    {
        if (host.Environment("GITHUB_TOKEN") is not { Length: >= Secret.Shortest } token)
            throw new CommandException(ExitCode.Access, "GITHUB_TOKEN is not set", "Give the step env: GITHUB_TOKEN: ${{ github.token }}, and the job `permissions: pull-requests: write`.");
        var address = asked.Address ?? (host.Environment("GITHUB_API_URL") is { Length: > 0 } given ? given : "https://api.github.com");
        try
        {
            return ConnectorCatalog.GitHub(new Uri(address, UriKind.Absolute), new Secret(token.Trim()), host.Time, host.Randomness, host.Redaction);
        }
        catch (Exception e) when (e is UriFormatException or ArgumentException)
        {
            throw new CommandException(ExitCode.Error, $"{address} is no address of GitHub's interface: {e.Message}", "It is https, as https://api.github.com.");
        }
    }

    private static string Repository(Asked asked, CliHost host)
    {
        var name = asked.Repository ?? host.Environment("GITHUB_REPOSITORY");
        return name is { Length: > 0 } && IsRepository(name) ? name
            : throw new CommandException(ExitCode.Error, name is null ? "which repository is meant is not known" : $"{name} is no repository", "Name it with --repo OWNER/NAME.");
    }

    // It becomes part of an address.
    private static bool IsRepository(string name) => name.Length <= 200 && name.Split('/') is [var owner, var own]
        && owner.Length > 0 && owner.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        && own is not ("" or "." or "..") && own.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    /// <summary>The command line.</summary>
    private sealed record Asked(string File)
    {
        public string? Repository { get; init; }

        public int? Pull { get; init; }

        public string? Head { get; init; }

        public CommentState? State { get; init; }

        public string? Author { get; init; }

        public string? Address { get; init; }

        public string? Environment { get; init; }

        public string? Link { get; init; }

        public bool Labels { get; init; }
    }

    /// <summary>What the file says, as a comment.</summary>
    private sealed record Said(CommentMarker Marker, Func<CommentMarker, CommentContext, IEnumerable<string>> Render, CommentContext Context)
    {
        public bool IsQuiet { get; init; }

        /// <summary>The pull request that a report says it came by.</summary>
        public int? Pull { get; init; }

        public string? Commit { get; init; }

        public System.Collections.Immutable.ImmutableArray<string> Bodies(CommentState state, string? headNow) =>
            [.. Render(Marker with { State = state }, Context with { MovedTo = headNow is not null && headNow != Marker.Head ? headNow : null })];

        public static Said Of(Asked asked, Audience audience, string? head, CliHost host)
        {
            var context = new CommentContext
            {
                File = asked.File,
                Environment = asked.Environment,
                FileAddress = asked.Link,
                RunAddress = PipelineFacts.Of(new RunFacts("", host.Time.GetUtcNow(), PlanRun.Version), host).RunUrl,
            };
            try
            {
                var json = File.ReadAllText(host.Resolve(asked.File));
                return DocumentJson.SchemaOf(json) switch
                {
                    PlanDocument.CurrentSchema => Of(DocumentJson.ReadPlan(json), asked, audience, head, context, host),
                    ReportDocument.CurrentSchema => Of(HistoryFolder.Read(host.Resolve(asked.File), json), asked, audience, head, context),
                    _ => throw new CommandException(ExitCode.Error, $"{asked.File} is neither a saved plan nor a report"),
                };
            }
            catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
            {
                throw new CommandException(ExitCode.Error, $"{asked.File} cannot be read: {e.Message}");
            }
        }

        private static Said Of(PlanDocument plan, Asked asked, Audience audience, string? head, CommentContext context, CliHost host)
        {
            var state = asked.State ?? CommentState.Planned;
            if (state is not (CommentState.Planned or CommentState.Applying or CommentState.Outdated))
                throw new CommandException(ExitCode.Error, $"{asked.File} is a plan: what became of it is said by the report of its apply", "Give comment the report.");
            // People decide by it: what was altered after it was sealed is not shown to them as the plan.
            if (!DocumentJson.IsIntact(plan))
                throw new CommandException(ExitCode.Stale, $"{asked.File} was altered after it was saved", "Make it again with plan --out FILE.");
            var shown = audience.Of(plan);
            return new Said(new CommentMarker
            {
                Workspace = plan.Workspace,
                Target = CommentText.TargetOf(plan.Sandbox, plan.Narrowed),
                State = state,
                Head = head,
                At = state is CommentState.Planned ? plan.Created : host.Time.GetUtcNow(),
                Plan = plan.OperationsHash,
                Labels = ForgeLabels.Of(plan.Counts, plan.Blocked),
            }, (marker, around) => CommentText.Of(shown, marker, around), context)
            {
                IsQuiet = state is CommentState.Planned && IsEmpty(plan),
                Commit = plan.Head?.Commit,
            };
        }

        private static Said Of(ReportDocument report, Asked asked, Audience audience, string? head, CommentContext context)
        {
            var state = CommentText.StateOf(report.Result);
            if (asked.State is { } other && other != state)
                throw new CommandException(ExitCode.Error, $"the report says {state.ToString().ToLowerInvariant()}, not {other.ToString().ToLowerInvariant()}", "Leave --state out.");
            var shown = audience.Of(report);
            return new Said(new CommentMarker
            {
                Workspace = report.Workspace,
                Target = CommentText.TargetOf(report.Sandbox, report.Narrowed),
                State = state,
                Head = head,
                At = report.Ended,
                Plan = report.OperationsHash,
                Labels = ForgeLabels.Of(report.Planned, report.Result is RunResult.Blocked),
            }, (marker, around) => CommentText.Of(shown, asked.File, marker, around), context with { RunAddress = report.RunUrl ?? context.RunAddress })
            {
                Pull = GithubEvent.NumberOf(report.PullRequest),
                Commit = report.Commit ?? report.Head?.Commit,
            };
        }

        private static bool IsEmpty(PlanDocument plan) => !plan.Blocked && plan.Findings.IsEmpty && plan.Counts is { HasChanges: false, Blocked: 0, Held: 0, Withheld: 0, Observed: 0 }
            && plan.Targets.All(t => t.Unreached is null);
    }
}
