using System.Text.RegularExpressions;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Reporting.Rendering;
using Reconciler.Manifests.Loading;

namespace Reconciler.Tests.Manifests.Broken;

/// <summary>Every mistake of the table, as <c>validate</c> prints it on a page of a hundred columns.</summary>
public sealed partial class BrokenTableTests
{
    private const int Width = 100;

    public static TheoryData<string> Cases => [.. BrokenTable.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_mistake_is_told_as_its_golden_says(string name)
    {
        var (mistake, result) = Load(name);
        Golden.Matches($"{name}.txt", DiagnosticText.Render(result.Diagnostics, mistake.TextOf, Width).ToPlain());
        Assert.NotEmpty(result.Diagnostics);
        Assert.Equal(result.Diagnostics.Any(d => d.Severity is Severity.Error), result.Model is null);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_caret_stands_under_the_first_character_of_its_span(string name)
    {
        var (mistake, result) = Load(name);
        var page = DiagnosticText.Render(result.Diagnostics, mistake.TextOf, Width).ToPlain();
        CaretReading.Check(page, result.Diagnostics, mistake.TextOf);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_form_of_the_output_holds_a_control_character_or_a_secret(string name)
    {
        var (mistake, result) = Load(name);
        var renderings = Renderings.Of(result.Diagnostics, mistake.TextOf, Width).ToArray();
        Assert.All(renderings, t => Assert.DoesNotContain(t, c => char.IsControl(c) && c != '\n'));
        Assert.All(renderings, t => Assert.DoesNotContain("canary", t, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_golden_belongs_to_a_case() => Assert.Empty(BrokenTable.Goldens.Except(BrokenTable.All.Select(c => c.Name)));

    [Fact]
    public void Every_code_that_a_factory_gives_is_in_the_table()
    {
        var given = Directory.EnumerateFiles(Sources, "*Faults.cs", SearchOption.AllDirectories)
            .SelectMany(f => Code().Matches(File.ReadAllText(f))).Select(m => m.Groups["code"].Value);
        var shown = BrokenTable.All.SelectMany(c => c.Load().Diagnostics).Select(d => d.Code);
        Assert.Empty(given.Except(shown));
    }

    private static (BrokenCase Case, LoadResult Result) Load(string name)
    {
        var mistake = BrokenTable.Find(name);
        return (mistake, mistake.Load());
    }

    private static string Sources => Path.Combine(BrokenTable.Here, "..", "..", "..", "..", "src", "Reconciler.Manifests");

    [GeneratedRegex("\"(?<code>RC[0-9]{3})\"")]
    private static partial Regex Code();
}
