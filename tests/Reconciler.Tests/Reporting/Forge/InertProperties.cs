using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Forge;
using Reconciler.Core.Reporting.Rendering;
using Reconciler.Tests.Estates;
using Xunit.Abstractions;

namespace Reconciler.Tests.Reporting.Forge;

/// <summary>Data is inert in every sink, as a renderer judges that is not ours: no name makes a link, an element, a fence, a mention, a command.</summary>
public sealed partial class InertProperties(ITestOutputHelper output)
{
    private static readonly MarkdownPipeline GitHub = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().UseEmphasisExtras().UseTaskLists().UseFootnotes().UseMathematics().Build();

    private static readonly CommentMarker Marker = new() { Workspace = "w", Target = "", State = CommentState.Planned, At = DateTimeOffset.UnixEpoch, Plan = "x" };

    [Fact]
    public void In_a_comment() => Holds(plan =>
    {
        var names = string.Join(' ', plan.Withheld[0].Names);
        var bodies = CommentText.Of(plan, Marker with { Workspace = plan.Workspace, Target = names, Head = names }, new CommentContext
        {
            File = names, Environment = names, FileAddress = $"https://github.com/{names})", RunAddress = names, MovedTo = names,
        });
        Assert.All(bodies, body =>
        {
            Assert.InRange(Encoding.UTF8.GetByteCount(body), 1, MarkdownFrame.CommentBudget);
            Assert.Equal(names, CommentMarker.Read(body)?.Target.Replace("\ufffd", "\ud800", StringComparison.Ordinal));
            Check(body[(body.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        });
    });

    [Fact]
    public void In_a_summary_of_a_plan() => Holds(plan => Check(PlanMarkdown.Parts(plan, MarkdownFrame.Page with { Budget = MarkdownFrame.SummaryBudget })[0]));

    [Fact]
    public void In_a_report() => Holds(plan =>
    {
        var names = plan.Withheld[0].Names;
        var fault = new FaultRow(names[0], names[1], names[2]);
        var report = SampleReports.Partly with
        {
            Workspace = names[3],
            Stopped = names[4],
            Fault = fault,
            Guards = plan.Guards,
            Withheld = plan.Withheld,
            Repository = names[5],
            Approver = names[6],
            RunUrl = names[7],
            PullRequest = names[8],
            Unreached = [new UnreachedRow(names[9], fault)],
            Waiting = [.. plan.Targets[0].Entries.Take(40)],
            Since = new CountRow(names[10], 2) { Names = names },
            Convergence = new ConvergenceRow(false, 3, 1) { Remaining = names },
            Operations =
            [
                .. names.SelectMany((n, i) => new[] { "failed", "applied", "skipped", "unknown" }.Select(o => new OperationRow
                {
                    Id = $"{i}", Target = names[11], Phase = "x", Action = i % 2 == 0 ? "delete" : n, Kind = i % 3 == 0 ? "user" : n, Name = n, Where = n, Outcome = o, Fault = o == "applied" ? null : fault, RequestId = n, Status = 400, LeftOut = names,
                })),
            ],
        };
        Check(ReportMarkdown.Render(report, names[0]));
        NoCommands(Annotations.Of(report, names[1]));
        Terminal(ReportText.Render(report, names[0], 100).ToPlain());
        foreach (var (_, table) in ReportCsv.Tables(report))
            Formulas(table);
    });

    [Fact]
    public void In_annotations_and_on_a_terminal() => Holds(plan =>
    {
        NoCommands(Annotations.Of(plan, plan.Workspace));
        Terminal(PlanText.Render(plan, 100).ToPlain());
    });

    [Fact]
    public void In_outputs() => Holds(plan =>
    {
        var (hostile, drawn) = (string.Join('\n', plan.Withheld[0].Names) + "\nreconciler_0\nblocked<<x\n", 0);
        var text = StepOutputs.Write(StepOutputs.Of(plan, hostile, hostile, 8), () => $"{drawn++}");
        var read = Outputs(text);
        Assert.Equal(8, read.Count);
        Assert.Equal(hostile.TrimEnd('\n'), read["plan-path"].TrimEnd('\n'));
        Assert.Equal("partial", read["failure-reason"]);
        Assert.Equal(plan.Blocked ? "true" : "false", read["blocked"]);
    });

    private void Holds(Action<PlanDocument> law)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(40).WithRunner(new PropertyRunner(output));
        var plans = from plan in PlanArbitraries.Plan where plan.Counts.Disabled < 200 && plan.Counts.Created < 200 select plan;
        Prop.ForAll(plans.ToArbitrary(), law).Check(config);
    }

    private static void Check(string markdown)
    {
        var document = Markdig.Markdown.Parse(markdown, GitHub);
        foreach (var link in document.Descendants<LinkInline>())
            Assert.True(!link.IsImage && link.Url?.StartsWith("https://github.com/", StringComparison.Ordinal) == true && Said(link) is "Full plan" or "full plan", $"a link: {link.Url}");
        Assert.Empty(document.Descendants<AutolinkInline>());
        Assert.All(document.Descendants<HtmlInline>(), h => Assert.Matches(OurInline(), h.Tag));
        Assert.All(document.Descendants<HtmlBlock>().SelectMany(h => h.Lines.ToString().Split('\n')).Where(l => l.Trim().Length > 0), l => Assert.Matches(OurBlock(), l));
        Assert.All(document.Descendants<FencedCodeBlock>(), f => Assert.Contains(f.Info, (string[])["diff", "text", "yaml"]));
        Assert.DoesNotContain(document.Descendants<CodeBlock>(), c => c is not FencedCodeBlock);
        Assert.Single(document.Descendants<HeadingBlock>());
        Assert.Empty(document.Descendants<ThematicBreakBlock>());
        Assert.Empty(document.Descendants<LinkReferenceDefinition>());
        // What a forge finds in plain words without asking a parser of Markdown.
        foreach (var literal in document.Descendants<LiteralInline>().Where(l => l.FirstParentOfType<CodeInline>() is null && !IsInCodeElement(l)))
        {
            var said = literal.Content.ToString();
            Assert.DoesNotMatch(Mention(), said);
            Assert.DoesNotMatch(Reference(), said);
            Assert.DoesNotMatch(Address(), said);
        }

        Terminal(markdown);
    }

    private static string Said(ContainerInline inline) => string.Concat(inline.Descendants<LiteralInline>().Select(l => l.Content.ToString()));

    // <code>…</code>: what stands between is shown as it is, and a forge links nothing in it.
    private static bool IsInCodeElement(Inline inline)
    {
        for (var before = inline.PreviousSibling; before is not null; before = before.PreviousSibling)
        {
            if (before is HtmlInline { Tag: var tag })
            {
                if (tag == "<code>")
                    return true;
                if (tag == "</code>")
                    return false;
            }
        }

        return false;
    }

    private static void Terminal(string text)
    {
        Assert.DoesNotMatch(Controls(), text);
        Assert.All(text.Split('\n'), l => Assert.False(l.TrimStart().StartsWith("::", StringComparison.Ordinal) || l.Contains("##[", StringComparison.Ordinal) || l.Contains("##vso[", StringComparison.OrdinalIgnoreCase), l));
    }

    private static void NoCommands(string annotations)
    {
        var lines = annotations.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, l => Assert.Matches(OurCommand(), l));
        Assert.DoesNotMatch(Controls(), annotations);
        Assert.InRange(lines.Count(l => l.StartsWith("::error", StringComparison.Ordinal)), 0, 10);
        Assert.InRange(lines.Count(l => l.StartsWith("::warning", StringComparison.Ordinal)), 0, 10);
    }

    private static void Formulas(string csv)
    {
        foreach (Match cell in Cell().Matches(csv))
            Assert.DoesNotMatch(@"^\s*[=+\-@\t\r]", cell.Groups["quoted"].Success ? cell.Groups["quoted"].Value : cell.Groups["plain"].Value);
    }

    // As the runner reads the file: a name, <<, a word; then lines until that word stands alone.
    private static Dictionary<string, string> Outputs(string text)
    {
        var (read, lines) = (new Dictionary<string, string>(StringComparer.Ordinal), new Queue<string>(text.Split('\n')));
        while (lines.TryDequeue(out var line) && line.Length > 0)
        {
            var at = line.IndexOf("<<", StringComparison.Ordinal);
            var (name, end, value) = (line[..at], line[(at + 2)..], new List<string>());
            while (lines.Dequeue() is var next && next != end)
                value.Add(next);
            read.Add(name, string.Join('\n', value));
        }

        return read;
    }

    [GeneratedRegex("^(<code>|</code>|<br>)$")]
    private static partial Regex OurInline();

    [GeneratedRegex("^(<details( open)?><summary>[^<]*(<code>[^<]*</code>[^<]*)*</summary>|</details>)$")]
    private static partial Regex OurBlock();

    [GeneratedRegex(@"(?<![A-Za-z0-9])@[A-Za-z0-9]")]
    private static partial Regex Mention();

    [GeneratedRegex(@"(?<![A-Za-z0-9])#[0-9]|\bGH-[0-9]", RegexOptions.IgnoreCase)]
    private static partial Regex Reference();

    [GeneratedRegex(@"https?:|\bwww\.|[A-Za-z0-9]@[A-Za-z0-9]", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")]
    private static partial Regex Controls();

    [GeneratedRegex("^::(error|warning) (file=[^,:\r]+,line=[0-9]+(,col=[0-9]+)?,)?title=[^,:\r]*::[^\r]*$")]
    private static partial Regex OurCommand();

    [GeneratedRegex("(?:^|,)(?:\"(?<quoted>(?:[^\"]|\"\")*)\"|(?<plain>[^,\r\n\"]*))", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Cell();
}
