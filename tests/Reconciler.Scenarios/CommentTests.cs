using System.Text.Json.Nodes;
using Reconciler.Core.Reporting.Forge;

namespace Reconciler.Scenarios;

/// <summary>One comment on a pull request, from the first plan to what came of it, over GitHub's interface on loopback.</summary>
public sealed class CommentTests
{
    private static Scenario Start(GithubServer server, string head = "head-1")
    {
        var scenario = Scenario.Example("quickstart");
        scenario.Variables["GITHUB_TOKEN"] = GithubServer.Token;
        scenario.Variables["GITHUB_API_URL"] = server.Root;
        scenario.Variables["GITHUB_REPOSITORY"] = "contoso/identity";
        Event(scenario, head);
        return scenario;
    }

    private static void Event(Scenario scenario, string head)
    {
        var path = Path.Combine(scenario.Folder, "event.json");
        File.WriteAllText(path, new JsonObject { ["pull_request"] = new JsonObject { ["number"] = 12, ["head"] = new JsonObject { ["sha"] = head } } }.ToJsonString());
        scenario.Variables["GITHUB_EVENT_PATH"] = path;
    }

    [Fact]
    public async Task A_comment_goes_through_the_states_of_its_plan()
    {
        using var server = new GithubServer();
        using var scenario = Start(server);
        await scenario.PlanAsync("--out", "plan.json");
        foreach (var i in Enumerable.Range(0, 7))
            server.Say("somebody", $"talk {i}");

        var first = await scenario.RunAsync("comment", "plan.json", "--labels", "--environment", "identity-prod", "--link", "https://github.com/contoso/identity/actions/runs/7");
        Assert.Equal((0, "https://github.com/contoso/identity/pull/12#issuecomment-107 · planned\n", ""), (first.ExitCode, first.Out, first.Error));
        Golden.Matches("comment/planned.md", server.Comments[^1].Body);
        Assert.Equal(["identity: changes", "identity: disables"], server.Labels);
        Assert.Equal("1d76db", server.RepositoryLabels["identity: changes"]);

        var again = await scenario.RunAsync("comment", "plan.json", "--labels", "--environment", "identity-prod", "--link", "https://github.com/contoso/identity/actions/runs/7");
        Assert.EndsWith(" · planned, as it stood there already\n", again.Out, StringComparison.Ordinal);
        Assert.Single(server.Wrote, w => w.Contains("comments", StringComparison.Ordinal));

        scenario.Time.Instant += TimeSpan.FromMinutes(3);
        (server.MergeCommit, server.Head) = ("merge-1", "head-1");
        scenario.Variables.Remove("GITHUB_EVENT_PATH");
        scenario.Variables["GITHUB_SHA"] = "merge-1";
        var applying = await scenario.RunAsync("comment", "plan.json", "--state", "applying");
        Assert.EndsWith(" · applying\n", applying.Out, StringComparison.Ordinal);
        Assert.Contains("### ⏳ contoso: 1 disabled", server.Comments[^1].Body, StringComparison.Ordinal);
        Assert.Contains("**Applying** since 02:17 UTC.", server.Comments[^1].Body, StringComparison.Ordinal);

        scenario.Time.Instant += TimeSpan.FromMinutes(1);
        await scenario.ApplyAsync();
        var applied = await scenario.RunAsync("comment", Assert.Single(scenario.Reports));
        Assert.EndsWith(" · applied\n", applied.Out, StringComparison.Ordinal);
        Golden.Matches("comment/applied.md", scenario.Scrub(server.Comments[^1].Body));

        // A plan of the merged pull request that comes late says nothing any more.
        scenario.Time.Instant += TimeSpan.FromMinutes(1);
        await scenario.PlanAsync("--out", "late.json");
        var late = await scenario.RunAsync("comment", "late.json");
        Assert.Contains("left as it is: the pull request is merged", late.Out, StringComparison.Ordinal);
        Assert.Equal(8, server.Comments.Count);
    }

    [Fact]
    public async Task Markers_of_others_are_left_alone_and_our_own_duplicates_go()
    {
        using var server = new GithubServer { User = "reconciler-robot", WritesAs = "reconciler-robot" };
        using var scenario = Start(server);
        await scenario.PlanAsync("--out", "plan.json");
        var body = (await scenario.RunAsync("comment", "plan.json", "--print")).Out;
        Assert.NotNull(CommentMarker.Read(body));
        var older = body.Replace("02:14:07", "02:00:00", StringComparison.Ordinal);
        server.Say("mallory", older);
        server.Say("reconciler-robot", older);
        server.Say("reconciler-robot", "hello");
        server.Say("reconciler-robot", older);

        Assert.Equal(0, (await scenario.RunAsync("comment", "plan.json")).ExitCode);
        Assert.Equal(["PATCH /repos/contoso/identity/issues/comments/101", "DELETE /repos/contoso/identity/issues/comments/103"], server.Wrote);
        Assert.Equal(["mallory", "reconciler-robot", "reconciler-robot"], server.Comments.Select(c => c.Author));
        Assert.Equal(older, server.Comments[0].Body);
    }

    [Fact]
    public async Task An_app_learns_who_it_is_by_what_it_writes_and_finds_what_it_wrote_before()
    {
        using var server = new GithubServer { WritesAs = "contoso-identity[bot]" };
        using var scenario = Start(server);
        await scenario.PlanAsync("--out", "plan.json");
        server.Say("contoso-identity[bot]", (await scenario.RunAsync("comment", "plan.json", "--print")).Out.Replace("02:14:07", "02:00:00", StringComparison.Ordinal));
        Assert.Equal(0, (await scenario.RunAsync("comment", "plan.json")).ExitCode);
        Assert.Equal(100, Assert.Single(server.Comments).Id);
        server.Requests.Clear();
        Assert.Equal(0, (await scenario.RunAsync("comment", "plan.json", "--author", "contoso-identity[bot]")).ExitCode);
        Assert.Empty(server.Wrote);
        Assert.DoesNotContain("GET /user", server.Requests);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_write_without_an_answer_is_looked_for_before_anything_is_said_twice(int unanswered)
    {
        using var server = new GithubServer { Unanswered = unanswered };
        using var scenario = Start(server);
        await scenario.PlanAsync("--out", "plan.json");
        var run = await scenario.RunAsync("comment", "plan.json");
        Assert.Equal((0, 1), (run.ExitCode, run.Error.Split('\n').Length - 1));
        Assert.Contains("looking again", run.Error, StringComparison.Ordinal);
        Assert.Single(server.Comments);
        Assert.Single(server.Wrote);
    }

    [Fact]
    public async Task A_limit_is_waited_for_and_a_missing_right_is_named()
    {
        using var server = new GithubServer { Limited = 2 };
        using var scenario = Start(server);
        await scenario.PlanAsync("--out", "plan.json");
        Assert.Equal(0, (await scenario.RunAsync("comment", "plan.json")).ExitCode);
        Assert.Equal(3, server.Wrote.Length);
        Assert.Single(server.Comments);

        server.Comments.Clear();
        server.MayWrite = false;
        var refused = await scenario.RunAsync("comment", "plan.json");
        Assert.Equal(4, refused.ExitCode);
        Assert.Equal("""
            error: the token may not write a comment on contoso/identity#12 (403, Resource not accessible by integration, request r-1)
              = help: The job needs `permissions: pull-requests: write`. A run from a fork has no right to write: comment from a workflow_run.

            """, refused.Error);

        scenario.Variables["GITHUB_TOKEN"] = "ghs_another-token";
        var unknown = await scenario.RunAsync("comment", "plan.json");
        Assert.Equal(4, unknown.ExitCode);
        Assert.Contains("GitHub does not accept the token", unknown.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("ghs_another-token", unknown.Out + unknown.Error, StringComparison.Ordinal);
        scenario.Variables.Remove("GITHUB_TOKEN");
        Assert.Equal(4, (await scenario.RunAsync("comment", "plan.json")).ExitCode);
        scenario.Variables["GITHUB_TOKEN"] = GithubServer.Token;
        Assert.Equal(1, (await scenario.RunAsync("comment", "plan.json", "--repo", "contoso/..")).ExitCode);
    }

    [Fact]
    public async Task A_plan_of_an_older_commit_does_not_take_the_place_of_a_newer_one()
    {
        using var server = new GithubServer { Head = "head-2" };
        using var scenario = Start(server);
        await scenario.PlanAsync("--out", "plan.json");
        Assert.EndsWith(" · outdated\n", (await scenario.RunAsync("comment", "plan.json")).Out, StringComparison.Ordinal);
        Assert.Contains("**Outdated**: this is of commit `head-1`, and the pull request is at `head-2` since.", server.Comments[0].Body, StringComparison.Ordinal);

        Event(scenario, "head-2");
        Assert.EndsWith(" · planned\n", (await scenario.RunAsync("comment", "plan.json")).Out, StringComparison.Ordinal);
        Event(scenario, "head-1");
        Assert.EndsWith(" · left as it is: the comment is of a newer commit\n", (await scenario.RunAsync("comment", "plan.json")).Out, StringComparison.Ordinal);
        Assert.Contains("\"head\":\"head\\u002d2\"", server.Comments[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_plan_or_was_altered_is_not_shown_as_one()
    {
        using var server = new GithubServer();
        using var scenario = Start(server);
        await scenario.PlanAsync("--out", "plan.json");
        var path = Path.Combine(scenario.Folder, "plan.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("grace.hopper", "nobody", StringComparison.Ordinal));
        Assert.Equal(5, (await scenario.RunAsync("comment", "plan.json")).ExitCode);
        File.WriteAllText(path, "{}");
        Assert.Equal(1, (await scenario.RunAsync("comment", "plan.json")).ExitCode);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Nobody_is_named_where_that_is_asked_for()
    {
        using var server = new GithubServer();
        using var scenario = Start(server);
        scenario.Variables["RECONCILER_PRIVACY_KEY"] = "a-long-key-made-by-chance";
        await scenario.PlanAsync("--out", "plan.json");
        Assert.Equal(0, (await scenario.RunAsync("comment", "plan.json", "--privacy", "pseudonymous")).ExitCode);
        Assert.DoesNotContain("grace", server.Comments[0].Body, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("`person-", server.Comments[0].Body, StringComparison.Ordinal);
        var shown = await scenario.RunAsync("show", "plan.json", "--format", "markdown", "--privacy", "pseudonymous");
        Assert.EndsWith(shown.Out.Split('\n').First(l => l.StartsWith("| −", StringComparison.Ordinal)), server.Comments[0].Body.Split('\n').First(l => l.StartsWith("| −", StringComparison.Ordinal)), StringComparison.Ordinal);
    }
}
