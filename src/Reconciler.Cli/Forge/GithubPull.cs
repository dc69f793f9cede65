using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Reconciler.Cli.Terminal;
using Reconciler.Connectors.Http;
using Reconciler.Core.Reporting.Forge;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Cli.Forge;

/// <summary>One pull request over GitHub's interface: its comments, its labels, its head. Carries, and decides nothing.</summary>
internal sealed class GithubPull(JsonEndpoint github, string repository, int number)
{
    private const int MostPages = 100;

    public string Shown => $"{repository}#{number}";

    /// <summary>The pull request that a commit came by: the one it is the merge of, else the only one that holds it.</summary>
    public static async Task<int?> OfCommitAsync(JsonEndpoint github, string repository, string commit, CancellationToken stop)
    {
        var answer = await ReadAsync(github, github.At($"/repos/{repository}/commits/{Uri.EscapeDataString(commit)}/pulls?per_page=100"), stop).ConfigureAwait(false);
        if (answer.Status is 404 or 422)
            return null;
        var pulls = Parsed(answer, GithubContext.Default.GithubPullRecordArray, $"look for the pull request of a commit in {repository}");
        return pulls.FirstOrDefault(p => p.MergeCommitSha == commit)?.Number ?? (pulls.Length == 1 ? pulls[0].Number : null);
    }

    public async Task<PullFacts> FactsAsync(CancellationToken stop)
    {
        var pull = Parsed(await ReadAsync(github, github.At($"/repos/{repository}/pulls/{number}"), stop).ConfigureAwait(false), GithubContext.Default.GithubPullRecord, $"read {Shown}");
        return new PullFacts(pull.Head?.Sha ?? "", pull.MergedAt is not null);
    }

    /// <summary>The login of whom the token is of; null for the token of an app, which may not ask.</summary>
    public async Task<string?> LoginAsync(CancellationToken stop)
    {
        var answer = await ReadAsync(github, github.At("/user"), stop).ConfigureAwait(false);
        return answer.Status is 403 or 404 && !answer.IsThrottled ? null : Parsed(answer, GithubContext.Default.GithubUser, "ask whose the token is").Login;
    }

    public async Task<ImmutableArray<ForgeComment>> CommentsAsync(CancellationToken stop)
    {
        var all = ImmutableArray.CreateBuilder<ForgeComment>();
        Uri? page = github.At($"/repos/{repository}/issues/{number}/comments?per_page=100");
        for (var pages = 0; page is not null; pages++)
        {
            if (pages == MostPages)
                throw new CommandException(ExitCode.Error, $"{Shown} has more than {MostPages * 100:N0} comments");
            var answer = await ReadAsync(github, page, stop).ConfigureAwait(false);
            all.AddRange(Parsed(answer, GithubContext.Default.GithubCommentArray, $"read the comments of {Shown}").Select(Of));
            page = answer.Next;
        }

        return all.ToImmutable();
    }

    /// <exception cref="EndpointException">It is not known whether it was written.</exception>
    public async Task<ForgeComment> CreateAsync(string body, CancellationToken stop) => Written(
        await WriteAsync(HttpMethod.Post, $"/issues/{number}/comments", Bytes(new GithubBody(body), GithubContext.Default.GithubBody), stop).ConfigureAwait(false), $"write a comment on {Shown}");

    /// <exception cref="EndpointException">It is not known whether it was changed.</exception>
    public async Task<ForgeComment> UpdateAsync(long id, string body, CancellationToken stop) => Written(
        await WriteAsync(HttpMethod.Patch, $"/issues/comments/{id}", Bytes(new GithubBody(body), GithubContext.Default.GithubBody), stop).ConfigureAwait(false), $"change a comment on {Shown}");

    public async Task DeleteAsync(long id, CancellationToken stop) =>
        Require(await WriteAsync(HttpMethod.Delete, $"/issues/comments/{id}", null, stop).ConfigureAwait(false), $"take back a comment on {Shown}", 404);

    public async Task<ImmutableArray<string>> LabelsAsync(CancellationToken stop) =>
    [
        .. Parsed(await ReadAsync(github, github.At($"/repos/{repository}/issues/{number}/labels?per_page=100"), stop).ConfigureAwait(false),
            GithubContext.Default.GithubLabelArray, $"read the labels of {Shown}").Select(l => l.Name ?? ""),
    ];

    /// <summary>Adds labels; one that the repository lacks is made first, with its colour.</summary>
    public async Task AddAsync(ImmutableArray<ForgeLabel> labels, CancellationToken stop)
    {
        foreach (var label in labels)
        {
            // 422: it is there already, in whatever colour people gave it.
            Require(await WriteAsync(HttpMethod.Post, "/labels", Bytes(new GithubNewLabel(label.Name, label.Colour, label.Description), GithubContext.Default.GithubNewLabel), stop).ConfigureAwait(false),
                $"make a label in {repository}", 422);
        }

        if (labels.Length > 0)
        {
            Require(await WriteAsync(HttpMethod.Post, $"/issues/{number}/labels", Bytes(new GithubLabelNames([.. labels.Select(l => l.Name)]), GithubContext.Default.GithubLabelNames), stop).ConfigureAwait(false),
                $"label {Shown}");
        }
    }

    public async Task RemoveAsync(string label, CancellationToken stop) =>
        Require(await WriteAsync(HttpMethod.Delete, $"/issues/{number}/labels/{Uri.EscapeDataString(label)}", null, stop).ConfigureAwait(false), $"take a label off {Shown}", 404);

    private static async Task<JsonAnswer> ReadAsync(JsonEndpoint github, Uri uri, CancellationToken stop)
    {
        try
        {
            return await github.ReadAsync(uri, stop).ConfigureAwait(false);
        }
        catch (EndpointException e)
        {
            throw new CommandException(ExitCode.Error, e.Message, "Nothing was changed. Try again.");
        }
    }

    // Without an answer it is not known what was done; who asked looks before asking again.
    private async Task<JsonAnswer> WriteAsync(HttpMethod method, string below, ReadOnlyMemory<byte>? body, CancellationToken stop)
    {
        var answer = await github.WriteAsync(method, github.At($"/repos/{repository}{below}"), body, stop).ConfigureAwait(false);
        return answer.Status < 500 ? answer : throw new EndpointException($"{method} {repository}{below}: a fault of GitHub itself ({answer.Status})", sent: true);
    }

    // What was said of something that was written, where that cannot be read, is no more than no answer.
    private static ForgeComment Written(JsonAnswer answer, string what)
    {
        Require(answer, what);
        try
        {
            return Of(JsonSerializer.Deserialize(answer.Body.Span, GithubContext.Default.GithubComment) ?? throw new JsonException("it is null"));
        }
        catch (JsonException e)
        {
            throw new EndpointException($"{what}: the answer cannot be read ({answer.Status})", sent: true, e);
        }
    }

    private static ForgeComment Of(GithubComment comment) => new(comment.Id, comment.User?.Login ?? "", comment.Body ?? "") { Address = comment.HtmlUrl };

    private static ReadOnlyMemory<byte> Bytes<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);

    private static T Parsed<T>(JsonAnswer answer, JsonTypeInfo<T> type, string what)
        where T : class
    {
        Require(answer, what);
        try
        {
            return JsonSerializer.Deserialize(answer.Body.Span, type) ?? throw new JsonException("it is null");
        }
        catch (JsonException)
        {
            throw new CommandException(ExitCode.Error, $"GitHub's answer is not what it documents ({answer.Status}, request {TerminalEncoder.Encode(answer.RequestId)})", "Is GITHUB_API_URL or --api-url the interface of a GitHub server?");
        }
    }

    private static void Require(JsonAnswer answer, string what, int alsoFine = 0)
    {
        if (answer.IsSuccess || answer.Status == alsoFine)
            return;
        var said = Said(answer);
        var end = $" ({answer.Status}{(said.Length > 0 ? $", {said}" : "")}, request {TerminalEncoder.Encode(answer.RequestId)})";
        throw answer.Status switch
        {
            401 => new CommandException(ExitCode.Access, $"GitHub does not accept the token{end}", "Give the step env: GITHUB_TOKEN: ${{ github.token }}."),
            429 => Limited(end),
            403 when answer.IsThrottled || said.Contains("rate limit", StringComparison.OrdinalIgnoreCase) => Limited(end),
            403 => new CommandException(ExitCode.Access, $"the token may not {what}{end}", "The job needs `permissions: pull-requests: write`. A run from a fork has no right to write: comment from a workflow_run."),
            404 => new CommandException(ExitCode.Access, $"GitHub shows the token nothing to {what}{end}", "Check --repo and --pr; the job needs `permissions: pull-requests: write`, in a private repository `contents: read` too."),
            >= 300 and < 400 => new CommandException(ExitCode.Error, $"the repository has moved: no request follows it{end}", "Name it as it is called now, with --repo."),
            _ => new CommandException(ExitCode.Error, $"GitHub did not {what}{end}"),
        };
    }

    private static CommandException Limited(string end) => new(ExitCode.Error, $"GitHub limits calls, and did so each time{end}", "Try again later.");

    // In GitHub's words, which are for people.
    private static string Said(JsonAnswer answer)
    {
        const int Longest = 200;
        try
        {
            var message = JsonSerializer.Deserialize(answer.Body.Span, GithubContext.Default.GithubError)?.Message ?? "";
            return TerminalEncoder.Encode(message.Length > Longest ? message[..Longest] : message);
        }
        catch (JsonException)
        {
            // A page of something in between.
            return "";
        }
    }
}
