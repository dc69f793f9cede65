using System.Collections.Immutable;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Tests.Reporting;

/// <summary>Everything at once, at the widths people have, without and with colour.</summary>
public sealed class CrowdTextTests
{
    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(140)]
    public void A_plan_with_everything(int width) => Golden.Matches($"crowd.{width}.txt", PlanText.Render(SampleCrowds.All, width).ToPlain());

    [Theory]
    [InlineData(80)]
    [InlineData(140)]
    public void The_same_in_colour(int width) =>
        Golden.Matches($"crowd.{width}.colour.txt", ColourText.Of(PlanText.Render(SampleCrowds.All, width)).Replace("\u001b", "␛", StringComparison.Ordinal));

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(140)]
    public void Colour_adds_nothing_but_colour(int width)
    {
        var text = PlanText.Render(SampleCrowds.All, width);
        var bare = System.Text.RegularExpressions.Regex.Replace(ColourText.Of(text), "\u001b\\[[0-9;]*m", "");
        Assert.Equal(text.ToPlain(), bare);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(140)]
    public void No_line_is_longer_than_the_page_but_those_to_be_pasted(int width) =>
        Assert.All(PlanText.Render(SampleCrowds.All, width).Lines.Where(l => !l.Spans.Any(s => s.Role == Role.Code && s.Text.Contains("- {", StringComparison.Ordinal))),
            l => Assert.True(l.Spans.Sum(s => s.Width) <= width, l.ToString()));

    [Fact]
    public void Nobody_privileged_and_nobody_who_loses_is_counted_away()
    {
        var text = PlanText.Render(SampleCrowds.All, 140).ToPlain();
        Assert.Contains("person.0017", text, StringComparison.Ordinal);
        Assert.All(SampleCrowds.All.Access.SelectMany(a => a.Changes).Where(c => c.Privileged || !c.Gained), c => Assert.Contains(c.Person, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Who_is_counted_is_named_in_full()
    {
        var text = PlanText.Render(SampleCrowds.All, 140, full: true).ToPlain();
        Assert.All(SampleCrowds.All.Access.SelectMany(a => a.Changes), c => Assert.Contains(c.Person, text, StringComparison.Ordinal));
        Assert.Contains("person.4811", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_of_one_colour_share_one_code_and_spaces_at_the_end_have_none()
    {
        var text = new StyledText([new StyledLine([new StyledSpan("  "), new StyledSpan("one", Role.Dim), new StyledSpan(" "), new StyledSpan("two", Role.Dim), new StyledSpan(" "), new StyledSpan("three"), new StyledSpan("  ", Role.Danger)])]);
        Assert.Equal("  \u001b[2mone two\u001b[0m three\n", ColourText.Of(text));
        Assert.Equal("\n", ColourText.Of(new StyledText([StyledLine.Empty])));
    }
}
