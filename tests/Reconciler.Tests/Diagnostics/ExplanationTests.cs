using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Tests.Diagnostics;

/// <summary>That every code is explained, and that an explanation can be read. What the examples give is run in Scenarios.</summary>
public sealed class ExplanationTests
{
    private const int Narrow = 80;

    public static TheoryData<string> Codes => [.. Explanations.Codes];

    [Fact]
    public void Every_code_that_the_sources_can_give_is_explained_and_no_other()
    {
        var given = Directory.EnumerateFiles(Path.Combine(Repository(), "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => Regex.Matches(File.ReadAllText(f), "\"(RC[0-9]{3})\"")).Select(m => m.Groups[1].Value)
            .Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(given, Explanations.Codes);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void An_explanation_says_why_and_shows_a_repair(string code)
    {
        var explanation = Assert.IsType<Explanation>(Explanations.Find(code.ToLowerInvariant()));
        Assert.InRange(explanation.Prose.Length, 1, 3);
        Assert.Equal(explanation.Failing.IsEmpty, explanation.Repaired.IsEmpty);
        Assert.False(explanation.Title.EndsWith('.'), "a title is no sentence");
        Assert.Contains(Explanations.Areas, a => a.Holds(code));
        var isExample = false;
        foreach (var line in explanation.Text.Split('\n'))
        {
            isExample ^= line.StartsWith("```", StringComparison.Ordinal);
            Assert.True(isExample || line.Length <= 120, line);
        }

        // A line of YAML that is broken is no YAML any more; whoever copies it must get what is meant.
        Assert.All(explanation.Failing.Files.Concat(explanation.Repaired.Files).Where(f => f.Language == "yaml").SelectMany(f => f.Text.Split('\n')),
            line => Assert.True(line.Length <= Narrow - 4, line));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_page_keeps_to_its_width(string code)
    {
        var explanation = Assert.IsType<Explanation>(Explanations.Find(code));
        var text = ExplanationText.Render(explanation, [], Narrow).ToPlain();
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= Narrow, line));
        Assert.DoesNotContain("\n\n\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_shown_is_written_in_angle_brackets() =>
        Assert.Equal("61E962E280AE", Convert.ToHexString(new ExampleFile("f", "yaml", "a<0xE9>b<U+202E>").ToBytes()));

    [Theory]
    [InlineData("no title")]
    [InlineData("# title\n```yaml a.yaml\nnever closed")]
    [InlineData("# title\n```yaml\nno name\n```\n")]
    [InlineData("# title\n```sh\nx\n```\nbehind it\n")]
    public void A_malformed_explanation_is_refused(string text) => Assert.Throws<FormatException>(() => ExplanationReader.Read("RC000", text));

    private static string Repository([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here) ?? ".", "..", "..", ".."));
}
