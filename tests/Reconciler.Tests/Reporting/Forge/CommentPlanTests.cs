using System.Collections.Immutable;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Forge;

namespace Reconciler.Tests.Reporting.Forge;

/// <summary>Which comments are ours, which may be written, and what becomes of the rest.</summary>
public sealed class CommentPlanTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 2, 14, 7, TimeSpan.Zero);

    private static readonly CommentMarker Wish = new() { Workspace = "contoso", Target = "", State = CommentState.Planned, Head = "aaa", At = At, Plan = "3f9c", Labels = ["identity: changes"] };

    private static readonly PullFacts Pull = new("aaa", false);

    private static ForgeComment Comment(long id, CommentMarker marker, string author = "bot", string text = "text") => new(id, author, $"{marker.Write()}\n{text}") { Address = $"https://forge/{id}" };

    [Theory]
    [InlineData("contoso")]
    [InlineData("--> <script> \" \\ --")]
    [InlineData("a\nb\r\n-->")]
    public void A_marker_is_one_line_that_nothing_in_it_ends(string workspace)
    {
        var marker = Wish with { Workspace = workspace, Target = workspace, Part = 3 };
        var line = marker.Write();
        Assert.DoesNotContain('\n', line);
        Assert.Equal(line.Length - 3, line.IndexOf("-->", StringComparison.Ordinal));
        var read = CommentMarker.Read($"{line}\r\nbody");
        Assert.NotNull(read);
        Assert.Equal((workspace, workspace, 3, "identity: changes"), (read.Workspace, read.Target, read.Part, Assert.Single(read.Labels)));
        Assert.True(read.IsOf(marker));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<!-- reconciler:comment -->")]
    [InlineData("<!-- reconciler:comment {} -->")]
    [InlineData("<!-- reconciler:comment null -->")]
    [InlineData("<!-- reconciler:comment {\"workspace\":1} -->")]
    [InlineData("hello\n<!-- reconciler:comment {\"workspace\":\"contoso\",\"target\":\"\",\"state\":\"Planned\",\"at\":\"2026-11-21T02:14:07+00:00\",\"plan\":\"x\"} -->")]
    public void What_is_no_marker_on_the_first_line_is_none(string body) => Assert.Null(CommentMarker.Read(body));

    [Fact]
    public void Only_what_we_wrote_is_ours()
    {
        var plan = new CommentPlan([Comment(1, Wish, "somebody"), Comment(2, Wish with { Workspace = "other" }), Comment(3, Wish, "BOT"), new ForgeComment(4, "bot", "hello")], "bot", Wish);
        var step = Assert.IsType<CommentStep.Update>(Assert.Single(plan.Steps(["new"])));
        Assert.Equal(3, step.Id);
        Assert.Equal("https://forge/3", plan.Address);
    }

    [Fact]
    public void The_oldest_stays_and_what_stands_twice_or_is_not_needed_any_more_goes()
    {
        var body = $"{Wish.Write()}\nsame";
        var plan = new CommentPlan([Comment(9, Wish, text: "b"), Comment(5, Wish, text: "same"), Comment(7, Wish with { Part = 2 })], "bot", Wish);
        Assert.Equal<CommentStep>([new CommentStep.Delete(7), new CommentStep.Delete(9)], plan.Steps([body]));
        Assert.Equal<CommentStep>([new CommentStep.Update(7, "two"), new CommentStep.Create("three"), new CommentStep.Delete(9)], plan.Steps([body.Replace("\n", "\r\n", StringComparison.Ordinal), "two", "three"]));
    }

    [Fact]
    public void An_older_commit_never_overwrites_a_newer_one()
    {
        var moved = new PullFacts("bbb", false);
        Assert.Null(new CommentPlan([Comment(1, Wish with { Head = "bbb", At = At.AddMinutes(-5) })], "bot", Wish).Judge(Wish, moved, false).State);
        Assert.Equal(CommentState.Outdated, new CommentPlan([Comment(1, Wish with { At = At.AddMinutes(-5) })], "bot", Wish).Judge(Wish, moved, false).State);
        Assert.Equal(CommentState.Outdated, new CommentPlan([], "bot", Wish).Judge(Wish, moved, false).State);
        Assert.Equal(CommentState.Planned, new CommentPlan([Comment(1, Wish with { Head = "bbb", At = At.AddMinutes(-5) })], "bot", Wish).Judge(Wish, Pull, false).State);
    }

    [Fact]
    public void What_is_newer_or_done_stays()
    {
        Assert.Null(new CommentPlan([Comment(1, Wish with { At = At.AddSeconds(1) })], "bot", Wish).Judge(Wish, Pull, false).State);
        var merged = new PullFacts("aaa", true);
        foreach (var state in new[] { CommentState.Applying, CommentState.Applied, CommentState.Partly, CommentState.Failed })
            Assert.Null(new CommentPlan([Comment(1, Wish with { State = state, At = At.AddDays(-1) })], "bot", Wish).Judge(Wish, merged, false).State);
        var report = Wish with { State = CommentState.Applied, Head = null, At = At.AddMinutes(3) };
        Assert.Equal(CommentState.Applied, new CommentPlan([Comment(1, Wish with { State = CommentState.Applying, At = At.AddMinutes(1) })], "bot", report).Judge(report, merged, false).State);
        Assert.Null(new CommentPlan([Comment(1, Wish with { State = CommentState.Failed, At = At.AddMinutes(9) })], "bot", report).Judge(report, merged, false).State);
    }

    [Fact]
    public void Nothing_to_do_is_said_only_where_something_else_was_said_before()
    {
        Assert.Null(new CommentPlan([], "bot", Wish).Judge(Wish, Pull, true).State);
        Assert.Equal(CommentState.Planned, new CommentPlan([Comment(1, Wish with { At = At.AddMinutes(-1) })], "bot", Wish).Judge(Wish, Pull, true).State);
    }

    [Fact]
    public void A_pull_request_bears_the_labels_of_all_its_plans()
    {
        var plan = new CommentPlan([Comment(1, Wish with { Workspace = "other", Labels = ["identity: deletes"] }), Comment(2, Wish with { Workspace = "evil", Labels = ["identity: blocked"] }, "somebody")], "bot", Wish);
        Assert.Equal("identity: deletes", Assert.Single(plan.Others));
        var (add, remove) = ForgeLabels.Change(["bug", "identity: blocked", "Identity: Changes"], ["identity: changes", "identity: no changes", .. plan.Others]);
        Assert.Equal(["identity: deletes"], add.Select(l => l.Name));
        Assert.Equal("identity: blocked", Assert.Single(remove));
    }

    [Fact]
    public void Labels_say_what_a_plan_does()
    {
        Assert.Equal("identity: no changes", Assert.Single(ForgeLabels.Of(new PlanCounts(), false)));
        Assert.Equal(["identity: blocked", "identity: deletes", "identity: disables", "identity: access lost", "identity: changes"],
            ForgeLabels.Of(new PlanCounts { Deleted = 1, Disabled = 1, AccessLost = 1, Operations = 2 }, true).AsEnumerable());
        Assert.All(ForgeLabels.All, l => Assert.InRange(l.Name.Length, 1, 50));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "error")]
    [InlineData(2, "")]
    [InlineData(3, "invalid")]
    [InlineData(4, "access")]
    [InlineData(5, "plan-changed")]
    [InlineData(6, "locked")]
    [InlineData(7, "guard-blocked")]
    [InlineData(8, "partial")]
    [InlineData(9, "outcome-unknown")]
    [InlineData(130, "interrupted")]
    public void Every_exit_code_has_its_word(int code, string reason) => Assert.Equal(reason, FailureReason.Of(code));

    [Fact]
    public void Annotations_stand_at_their_lines_the_worst_first_and_the_rest_is_counted()
    {
        Golden.Matches("annotations.rich.txt", Annotations.Of(SampleEstates.Rich, "envs/prod/"));
        Golden.Matches("annotations.report.txt", Annotations.Of(SampleReports.Partly, ""));
        var many = SamplePlans.Empty with { Targets = [SamplePlans.Empty.Targets[0] with { Entries = [.. Enumerable.Range(1, 57).Select(i => new EntryRow { Section = Section.Disabled, Action = "disable", Kind = "user", Name = $"p{i}", Where = $"people.yaml:{i}" })] }] };
        var lines = Annotations.Of(many, "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(10, lines.Length);
        Assert.Equal("::warning file=people.yaml,line=9,title=disabled::user p9 disabled", lines[8]);
        Assert.Equal("::warning title=and more::48 warnings more%3A the plan in this step's summary has them all".Replace("%3A", ":", StringComparison.Ordinal), lines[9]);
    }
}
