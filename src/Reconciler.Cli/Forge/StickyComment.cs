using System.Collections.Immutable;
using Reconciler.Cli.Terminal;
using Reconciler.Connectors.Http;
using Reconciler.Core.Reporting.Forge;

namespace Reconciler.Cli.Forge;

/// <summary>What became of a comment.</summary>
/// <param name="State">Null where nothing was said, and <paramref name="Why"/> tells why.</param>
internal sealed record Commented(CommentState? State, string Why, string? Address, bool IsChanged);

/// <summary>
/// Makes one comment stand where it should: looks at all there are, does what the plan for them says, and where an answer is missing looks again before it
/// says anything twice.
/// </summary>
internal sealed class StickyComment(GithubPull pull, CliHost host)
{
    /// <summary>Whom the token of a job in GitHub Actions writes as; it may not ask who it is.</summary>
    public const string ActionsLogin = "github-actions[bot]";

    private const int Looks = 4;

    /// <param name="author">Who we are, where it was said.</param>
    /// <param name="wish">The marker of what is to be said.</param>
    /// <param name="isQuiet">Whether a comment that is not there yet would say nothing.</param>
    /// <param name="render">The bodies for the state that it comes to, given the head of the pull request.</param>
    /// <param name="labels">Whether the pull request is labelled, too.</param>
    public async Task<Commented> WriteAsync(string? author, CommentMarker wish, bool isQuiet, Func<CommentState, PullFacts, ImmutableArray<string>> render, bool labels, CancellationToken stop)
    {
        var facts = await pull.FactsAsync(stop).ConfigureAwait(false);
        author ??= await pull.LoginAsync(stop).ConfigureAwait(false);
        var isAssumed = author is null;
        author ??= ActionsLogin;
        var isChanged = false;
        for (var look = 1; ; look++)
        {
            var plan = new CommentPlan(await pull.CommentsAsync(stop).ConfigureAwait(false), author, wish);
            var (state, why) = plan.Judge(wish, facts, isQuiet && !isChanged);
            if (state is not { } said)
                return new Commented(null, why, plan.Address, false);
            var address = plan.Address;
            try
            {
                var isKnown = true;
                foreach (var step in plan.Steps(render(said, facts)))
                {
                    var done = await DoAsync(step, stop).ConfigureAwait(false);
                    address ??= done?.Address;
                    isChanged = true;
                    // An app that may not ask who it is learns it by what it writes; then what it wrote before is found, too.
                    if (isAssumed && done is not null && step is CommentStep.Create && !string.Equals(done.Author, author, StringComparison.OrdinalIgnoreCase))
                    {
                        (author, isAssumed, isKnown) = (done.Author, false, false);
                        break;
                    }
                }

                if (isKnown)
                {
                    if (labels)
                        await LabelAsync(wish, plan, said, stop).ConfigureAwait(false);
                    return new Commented(said, "", address, isChanged);
                }
            }
            catch (EndpointException e) when (look < Looks)
            {
                host.Error.WriteLine($"{e.Message}: looking again");
            }
            catch (EndpointException e)
            {
                throw new CommandException(ExitCode.Error, $"{pull.Shown}: {e.Message}", "What was written, the next run finds again.");
            }
        }
    }

    private async Task<ForgeComment?> DoAsync(CommentStep step, CancellationToken stop)
    {
        switch (step)
        {
            case CommentStep.Create create:
                return await pull.CreateAsync(create.Body, stop).ConfigureAwait(false);
            case CommentStep.Update update:
                return await pull.UpdateAsync(update.Id, update.Body, stop).ConfigureAwait(false);
            case CommentStep.Delete delete:
                await pull.DeleteAsync(delete.Id, stop).ConfigureAwait(false);
                return null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task LabelAsync(CommentMarker wish, CommentPlan plan, CommentState state, CancellationToken stop)
    {
        // What is outdated says nothing of the pull request as it is.
        if (state is CommentState.Outdated)
            return;
        var (add, remove) = ForgeLabels.Change(await pull.LabelsAsync(stop).ConfigureAwait(false), [.. wish.Labels, .. plan.Others]);
        await pull.AddAsync(add, stop).ConfigureAwait(false);
        foreach (var label in remove)
            await pull.RemoveAsync(label, stop).ConfigureAwait(false);
    }
}
