using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Tests.Reporting;

public sealed class EncoderTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("Analyst → Ärztin", "Analyst → Ärztin")]
    [InlineData("\u001b[31mred", "␛[31mred")]
    [InlineData("a\r\nb\tc\0", "a␍␊b␉c␀")]
    [InlineData("\u009b31m\u007f", "<U+009B>31m␡")]
    [InlineData("abc\u202Edef\u2066", "abc<U+202E>def<U+2066>")]
    [InlineData("ad\u200Bmin\uFEFF\u00ADx", "ad<U+200B>min<U+FEFF><U+00AD>x")]
    [InlineData("ad\u200Dmin", "ad<U+200D>min")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData("a\u2028b\u00A0c", "a<U+2028>b<U+00A0>c")]
    [InlineData("\uDB40\uDC41tag", "<U+E0041>tag")]
    public void Nothing_obeyed_and_nothing_hidden(string value, string expected)
    {
        Assert.Equal(expected, TerminalEncoder.Encode(value));
        Assert.Equal(expected, TerminalEncoder.Encode(expected));
    }

    [Fact]
    public void A_lone_surrogate_is_shown() => Assert.Equal("a<U+D83D>b", TerminalEncoder.Encode("a" + '\uD83D' + "b"));

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("松本", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("한국어", 6)]
    [InlineData("ｆｕｌｌ", 8)]
    [InlineData("→…·", 3)]
    [InlineData("😀", 2)]
    public void Width_in_cells(string text, int cells) => Assert.Equal(cells, new StyledSpan(text).Width);

    [Fact]
    public void No_rendering_lets_a_control_character_through_or_a_line_exceed_the_page()
    {
        const string evil = "x\u001b]0;t\u0007\u202Ey\r\nz|`";
        var plan = SamplePlans.Rich with
        {
            Workspace = evil,
            Targets = [SamplePlans.Rich.Targets[0] with { Name = evil, Entries = [.. SamplePlans.Rich.Targets[0].Entries.Select(e => e with { Name = e.Name + evil, Because = evil, Where = evil })] }],
        };
        foreach (var width in new[] { 40, 60, 80, 100, 120 })
        {
            var text = PlanText.Render(plan, width);
            Assert.All(text.ToPlain().Where(c => c != '\n'), c => Assert.False(char.IsControl(c) || c is '\u202E'));
            Assert.All(text.Lines, l => Assert.True(l.Spans.Sum(s => s.Width) <= width || width < 80, l.ToString()));
        }
    }
}
