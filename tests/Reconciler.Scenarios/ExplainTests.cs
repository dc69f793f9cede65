namespace Reconciler.Scenarios;

/// <summary>The command <c>explain</c> as a person reads it.</summary>
public sealed class ExplainTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(140)]
    public async Task A_code_is_explained_with_an_example_what_it_gives_and_its_repair(int width)
    {
        using var scenario = Scenario.Of(width);
        Golden.Matches($"explain/RC203.{width}.txt", (await scenario.RunAsync("explain", "rc203")).Out);
    }

    [Fact]
    public async Task A_conflict_shows_what_is_live_and_what_the_plan_says_of_it()
    {
        using var scenario = Scenario.Of(80);
        Golden.Matches("explain/RC402.80.txt", (await scenario.RunAsync("explain", "RC402")).Out);
    }

    [Fact]
    public async Task Without_a_code_all_of_them_are_listed_by_area()
    {
        using var scenario = Scenario.Of(100);
        Golden.Matches("explain/table.txt", (await scenario.RunAsync("explain")).Out);
        Golden.Matches("explain/table.md", (await scenario.RunAsync("explain", "--format", "markdown")).Out);
    }

    [Fact]
    public async Task Markdown_is_the_explanation_as_it_is_written()
    {
        using var scenario = Scenario.Of(100);
        var source = Path.Combine(Scenario.Repository(), "src", "Reconciler.Core", "Diagnostics", "Explanations", "RC203.md");
        Assert.Equal(File.ReadAllText(source), (await scenario.RunAsync("explain", "RC203", "--format", "markdown")).Out);
    }

    [Theory]
    [InlineData("RC999", "RC1xx texts and grammar")]
    [InlineData("nonsense", "reconciler explain lists all")]
    [InlineData("R203", "did you mean RC203, an unknown group?")]
    public async Task An_unknown_code_is_said_with_what_there_is(string code, string advice)
    {
        using var scenario = Scenario.Of(100);
        var run = await scenario.RunAsync("explain", code);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"error: there is no code `{code}`", run.Error, StringComparison.Ordinal);
        Assert.Contains(advice, run.Error, StringComparison.Ordinal);
    }
}
