using System.Text.Json;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Tests.Reporting;

public sealed class DiagnosticTests
{
    private const string Teams = "groups:\r\n  web:\r\n    members:\r\n      - { group: enginering }\r\n";

    private static Diagnostic UnknownGroup { get; } = new("RC203", Severity.Error, "unknown group `enginering`", new SourceSpan("teams/web.yaml", 4, 18, 10), "no group has this key")
    {
        Help = ["did you mean `engineering`? (teams/core.yaml:12)"],
        Also = [new SourceSpan("teams/web.yaml", 55, 9, 10), new SourceSpan("teams/web.yaml", 61, 9, 10), new SourceSpan("teams/all.yaml", 7, 9, 10)],
    };

    private static Diagnostic Twice { get; } = new("RC204", Severity.Error, "the key `ada` is declared twice", new SourceSpan("b.yaml", 120, 3, 3), "declared again")
    {
        Related = [new RelatedSpan(new SourceSpan("a.yaml", 2, 3, 3), "declared first here")],
    };

    private static IEnumerable<Diagnostic> All =>
    [
        UnknownGroup, Twice,
        new("RC210", Severity.Warning, "a tab indents this line", new SourceSpan("tabs.yaml", 2, 4, 5), "after tabs"),
        new("RC211", Severity.Warning, "a wide name", new SourceSpan("wide.yaml", 1, 13, 5), "under the right cells"),
        new("RC212", Severity.Note, "a very long line is cut around the caret, and this message too is long enough to be wrapped at eighty columns", new SourceSpan("long.yaml", 1, 301, 6), "here"),
        new("RC213", Severity.Warning, "something is missing at the end", new SourceSpan("end.yaml", 1, 6, 0), "a value is expected here, and the sentence that says so is longer than what is left of the line"),
        new("RC305", Severity.Error, "a plan of 2026-12-01 cannot be applied on 2026-11-21", SourceSpan.None) { Help = ["plan without --as-of, or wait for the day"] },
        new("RC214", Severity.Error, "this file cannot be read", new SourceSpan("absent.yaml", 1, 1, 1), "not UTF-8"),
    ];

    private static string? Source(string file) => file switch
    {
        "teams/web.yaml" => Teams,
        "a.yaml" => "users:\n  ada: {}\n",
        "b.yaml" => new string('\n', 119) + "  ada: {}\n",
        "tabs.yaml" => "a:\n\t \twrong: x\ty\n",
        "wide.yaml" => "name: 松本 e\u0301 wrong # ok",
        "long.yaml" => new string('a', 299) + " target " + new string('b', 300),
        "end.yaml" => "name:",
        _ => null,
    };

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Text(int width) => Golden.Matches($"diagnostics.{width}.txt", DiagnosticText.Render(All, Source, width).ToPlain());

    [Fact]
    public void Nothing_wrong_says_nothing() => Assert.Equal("", DiagnosticText.Render([], Source, 80).ToPlain());

    [Fact]
    public void Carets_stand_under_the_span()
    {
        foreach (var diagnostic in All.Where(d => Source(d.Span.IsNone ? "" : d.Span.File) is not null && d.Span.Length > 0))
        {
            var lines = DiagnosticText.Render([diagnostic], Source, 120).ToPlain().Split('\n');
            var caret = Array.FindIndex(lines, l => l.Contains('^', StringComparison.Ordinal));
            var marked = (Source(diagnostic.Span.File) ?? "").Split('\n')[diagnostic.Span.Line - 1].Substring(diagnostic.Span.Column - 1, diagnostic.Span.Length);
            var before = lines[caret - 1][..lines[caret - 1].IndexOf(marked, StringComparison.Ordinal)];
            Assert.Equal(before.Sum(c => c is '松' or '本' ? 2 : c == '\u0301' ? 0 : 1), lines[caret].IndexOf('^', StringComparison.Ordinal));
            Assert.Equal(marked.Length, lines[caret].Count(c => c == '^'));
        }
    }

    [Fact]
    public void A_thousand_faults_of_a_line_that_holds_a_whole_file_cost_what_is_shown_of_it()
    {
        var line = string.Concat(Enumerable.Repeat("名前: x, ", 20_000));
        var faults = Enumerable.Range(0, 1000).Select(i => new Diagnostic("RC110", Severity.Error, "unknown key", new SourceSpan("a.yaml", 1, 1 + (i * 140), 2))).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        DiagnosticText.Render(faults, _ => line, 100);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100L << 20);
    }

    [Fact]
    public void Github_commands_cannot_be_broken_out_of()
    {
        var text = DiagnosticGithub.Render([UnknownGroup with { Message = "50%\n::error::x\u001b[0m", Span = UnknownGroup.Span with { File = "a,b:c.yaml" } }]);
        Assert.Equal("::error file=a%2Cb%3Ac.yaml,line=4,col=18,endColumn=28,title=RC203::50%25%0A:<U+003A>error::x␛[0m: no group has this key"
            + "%0Adid you mean `engineering`? (teams/core.yaml:12)\n", text);
    }

    [Fact]
    public void Json() => Golden.Matches("diagnostics.json.txt", DiagnosticJson.Render(All.Take(2)) + "\n");

    [Fact]
    public void Sarif()
    {
        var text = DiagnosticSarif.Render(All, "1.0.0");
        Golden.Matches("diagnostics.sarif.txt", text + "\n");
        using var document = JsonDocument.Parse(text);
        Assert.Equal(8, document.RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength());
    }
}
