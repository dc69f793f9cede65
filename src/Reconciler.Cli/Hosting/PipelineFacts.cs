using Reconciler.Cli.Terminal;
using Reconciler.Core.Reporting;

namespace Reconciler.Cli.Hosting;

/// <summary>Who runs this, of which commit and for which pull request, as GitHub Actions, GitLab CI or Azure Pipelines say; on a machine, its user.</summary>
internal static class PipelineFacts
{
    public static RunFacts Of(RunFacts facts, CliHost host)
    {
        string? Read(string name) => host.Environment(name) is { Length: > 0 } value ? value : null;
        var known = facts with { Approver = Read("RECONCILER_APPROVED_BY") };
        if (Read("GITHUB_ACTOR") is { } github)
        {
            var repository = Read("GITHUB_REPOSITORY");
            var reference = Read("GITHUB_REF")?.Split('/');
            return known with
            {
                // Whoever pressed the button of a run that is run again.
                Actor = Read("GITHUB_TRIGGERING_ACTOR") ?? github,
                Commit = Read("GITHUB_SHA"),
                Repository = repository,
                PullRequest = reference is ["refs", "pull", var number, ..] ? number : null,
                RunUrl = Read("GITHUB_SERVER_URL") is { } server && repository is not null && Read("GITHUB_RUN_ID") is { } id ? $"{server}/{repository}/actions/runs/{id}" : null,
            };
        }

        if (Read("GITLAB_CI") is not null)
        {
            return known with
            {
                Actor = Read("GITLAB_USER_LOGIN"),
                Commit = Read("CI_COMMIT_SHA"),
                Repository = Read("CI_PROJECT_PATH"),
                PullRequest = Read("CI_MERGE_REQUEST_IID"),
                RunUrl = Read("CI_JOB_URL") ?? Read("CI_PIPELINE_URL"),
            };
        }

        if (Read("TF_BUILD") is not null)
        {
            return known with
            {
                Actor = Read("BUILD_REQUESTEDFOREMAIL") ?? Read("BUILD_REQUESTEDFOR"),
                Commit = Read("BUILD_SOURCEVERSION"),
                Repository = Read("BUILD_REPOSITORY_NAME"),
                PullRequest = Read("SYSTEM_PULLREQUEST_PULLREQUESTNUMBER") ?? Read("SYSTEM_PULLREQUEST_PULLREQUESTID"),
                RunUrl = Read("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI") is { } organisation && Read("SYSTEM_TEAMPROJECT") is { } project && Read("BUILD_BUILDID") is { } build
                    ? $"{organisation.TrimEnd('/')}/{Uri.EscapeDataString(project)}/_build/results?buildId={build}"
                    : null,
            };
        }

        return known with { Actor = Read("USER") ?? Read("USERNAME"), Commit = Read("GITHUB_SHA") };
    }
}
