using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Pages;

namespace Reconciler.Tests.Reporting;

/// <summary>Plans and reports as pages: what stands on them, and that data stays data. What people do with them is tested in a browser.</summary>
public sealed partial class PageTests
{
    [Fact]
    public void A_rich_plan() => Golden.Matches("plan.rich.html", WithoutSources(PlanHtml.Render(SamplePlans.Rich)));

    [Fact]
    public void A_plan_of_a_directory_and_its_applications() => Golden.Matches("estate.rich.html", WithoutSources(PlanHtml.Render(SampleEstates.Rich)));

    [Fact]
    public void A_blocked_plan() => Golden.Matches("plan.blocked.html", WithoutSources(PlanHtml.Render(SamplePlans.Blocked)));

    [Fact]
    public void Nothing_to_do() => Golden.Matches("plan.empty.html", WithoutSources(PlanHtml.Render(SamplePlans.Empty)));

    [Fact]
    public void A_report_of_a_directory_and_its_applications() => Golden.Matches("report.estate.html", WithoutSources(ReportHtml.Render(SampleReports.Estate, "history/run.json")));

    [Fact]
    public void The_policy_allows_this_script_and_this_style_and_nothing_else()
    {
        var page = PlanHtml.Render(SamplePlans.Rich);
        var policy = Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]+)\"").Groups[1].Value.Replace("&#39;", "'", StringComparison.Ordinal);

        Assert.Equal(["default-src 'none'", $"style-src '{Hash(page, "<style>", "</style>")}'", $"script-src '{Hash(page, "<script>", "</script>")}'", "base-uri 'none'", "form-action 'none'",
            "require-trusted-types-for 'script'", "trusted-types 'none'"], policy.Split("; "));
        // Nothing that a policy would have to allow besides.
        Assert.DoesNotMatch(@"\s(style|on\w+|src)=", WithoutSources(page));
        Assert.DoesNotContain("innerHTML", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_names_no_address_but_the_page_of_its_run()
    {
        Assert.DoesNotContain("://", PlanHtml.Render(SampleEstates.Rich), StringComparison.Ordinal);
        var report = ReportHtml.Render(SampleReports.Partly, "run.json");
        Assert.Equal(2, Regex.Count(report, "://"));
        Assert.Contains("<a href=\"https://github.com/contoso/identity/actions/runs/7\" rel=\"noreferrer noopener\">", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://ci.example/runs/7?a=b&c=d", "https://ci.example/runs/7?a=b&c=d")]
    [InlineData("http://ci.example/runs/7", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("https://user:secret@ci.example/", null)]
    [InlineData("//ci.example/", null)]
    [InlineData(null, null)]
    public void Only_an_address_of_the_safe_kind_becomes_a_link(string? address, string? link) => Assert.Equal(link, HtmlEncoder.Link(address));

    [Theory]
    [InlineData("a < b & \"c\" > 'd'", "a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;")]
    [InlineData("&lt;", "&amp;lt;")]
    [InlineData("\u001b[31m\u202Eevil", "\u241b[31m<U+202E>evil")]
    public void A_value_is_text(string value, string expected) => Assert.Equal(expected.Replace("<U+202E>", "&lt;U+202E&gt;", StringComparison.Ordinal), HtmlEncoder.Encode(value));

    [Fact]
    public void The_lines_are_read_as_they_were_written()
    {
        var page = PlanHtml.Render(SamplePlans.Rich);
        using var data = JsonDocument.Parse(Between(page, "id=\"data\">", "</script>"));
        var texts = data.RootElement.GetProperty("texts").EnumerateArray().Select(t => t.GetString()).ToArray();
        var names = data.RootElement.GetProperty("rows").GetProperty("name").EnumerateArray().Select(n => texts[n.GetInt32()]).ToArray();

        Assert.Equal(SamplePlans.Rich.Targets[0].Entries.Length, names.Length);
        Assert.Equal("john.smith", names[0]);
        Assert.Equal(texts.Length, texts.Distinct(StringComparer.Ordinal).Count());
        // A column of one number is that number: all stand in one place.
        Assert.Equal("directory", texts[data.RootElement.GetProperty("rows").GetProperty("place").GetInt32()]);
    }

    [Fact]
    public void Lines_with_one_name_have_ids_of_their_own()
    {
        var twice = SamplePlans.Empty with { Targets = [SamplePlans.Empty.Targets[0] with { Entries = [.. SamplePlans.Rich.Targets[0].Entries.Take(1), .. SamplePlans.Rich.Targets[0].Entries.Take(1)] }] };
        var page = PlanHtml.Render(twice);
        Assert.Contains("directory/user:john.smith~2", page, StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_becomes_an_element_or_ends_the_script_of_the_data()
    {
        var expected = Tags(PlanHtml.Render(Named("n"))).ToArray();
        Prop.ForAll(Hostile().ToArbitrary(), name =>
        {
            var page = PlanHtml.Render(Named("n" + name));
            var data = Between(page, "id=\"data\">", "</script>");
            return Tags(page).SequenceEqual(expected) && data.AsSpan().IndexOfAny("<>&\u2028\u2029") < 0 && JsonDocument.Parse(data).RootElement.TryGetProperty("texts", out _);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Three_people_stand_singly_in_the_picture_and_three_hundred_alike_are_one_box()
    {
        var few = AccessPicture.Of(Losing("ada", "bob", "cyd"));
        Assert.Equal(["3 people", "through"], [few.People.Single().Name, few.Groups.Single().Name]);
        var (line, grant) = (Assert.Single(few.Joins), Assert.Single(few.Grants));
        Assert.Equal((3, 3, false), (line.Count, grant.Count, line.IsGained));

        var plan = Losing([.. Enumerable.Range(1, 300).Select(i => $"person.{i:000}")]);
        var some = plan.Access[0].Changes.Select((c, i) => c with { Privileged = i is 7, Role = i is 20 or 21 ? "Owner" : c.Role, Gained = i is 30 });
        var many = AccessPicture.Of(plan with { Access = [plan.Access[0] with { Changes = [.. some] }] });
        Assert.Equal(["person.008", "296 people", "2 people", "person.031"], many.People.Select(p => p.Name));
        Assert.Equal("privileged", many.People[0].Said);
        Assert.Equal(["Wiki", "Wiki as Owner"], many.Applications.Select(a => a.Full));
        Assert.Contains(many.Grants, g => g is { IsGained: true, Count: 1 });
    }

    [Fact]
    public void What_is_too_much_for_a_picture_is_said()
    {
        var changes = Enumerable.Range(1, 300).Select(i => new AccessChangeRow($"person.{i:000}", "User", true) { Through = $"team.{i % 40}", Privileged = i <= 25 });
        var picture = AccessPicture.Of(SamplePlans.Empty with { Access = [new AccessRow { Application = "wiki", DisplayName = "Wiki", Changes = [.. changes] }] });

        Assert.Equal(18, picture.People.Length);
        Assert.Equal("283 people", picture.People[^1].Name);
        Assert.Contains("283 people whose changes fewer people share are in the last box, 8 of them privileged; the list names each.", picture.Folded);
        Assert.Contains("23 groups are in one box.", picture.Folded);
        Assert.All(picture.Joins, l => Assert.InRange(l.From, 0, 17));
        Assert.Equal(300, picture.Joins.Sum(l => l.Count));
        Assert.Equal(300, picture.Grants.Sum(l => l.Count));
    }

    private static PlanDocument Losing(params string[] people) => SamplePlans.Empty with
    {
        Access = [new AccessRow { Application = "wiki", DisplayName = "Wiki", Before = 400, After = 97, Changes = [.. people.Select(p => new AccessChangeRow(p, "", false) { Through = "through" })] }],
    };

    // A name in every place where the words of a plan could put one.
    private static PlanDocument Named(string name) => SamplePlans.Empty with
    {
        Workspace = name,
        Tenant = name,
        Sandbox = false,
        Guards = [new GuardRow { Guard = name, Target = name, Counted = name, Of = name, Figure = 3, Limit = 2, Base = 9, Blocks = true, Causes = [name], Names = [name], OverrideLine = name, Where = name }],
        Access = [new AccessRow { Application = name, DisplayName = name, Changes = [new AccessChangeRow(name, name, true) { Through = name, Because = name, Where = name, Privileged = true }] }],
        Targets =
        [
            SamplePlans.Empty.Targets[0] with
            {
                Entries =
                [
                    new EntryRow
                    {
                        Section = Section.Deleted, Action = name, Kind = name, Name = name, Because = name, Where = name, Cells = [new CellRow(name, name, name) { Origin = name, Where = name }],
                        Links = [new LinkRow(name, [new LinkEndRow(name, name) { Role = name, Because = name }], [], 0)], Held = [new HeldRow(name, name, name, name)],
                        Conflict = new ConflictRow(name, name, name),
                    },
                ],
            },
        ],
    };

    private static Gen<string> Hostile() => Gen.OneOf(
        Gen.Elements("</script>", "<!--<script>", "<img src=x onerror=alert(1)>", "\"><b>", "' onclick='x", "]]>", "</title><b>", "\u2028\u2029", "\ud800", "\0", "{{x}}"),
        ArbMap.Default.GeneratorFor<string>().Select(s => s ?? "")).ListOf().Select(parts => string.Concat(parts.Take(6)));

    // Every element in order, with its attributes; style and script are known by their hashes.
    private static IEnumerable<string> Tags(string page) => Tag().Matches(WithoutSources(page)).Select(m => Regex.Replace(m.Value, "=\"[^\"]*\"", "="));

    private static string WithoutSources(string page)
    {
        page = Regex.Replace(page, "<style>.*?</style>", "<style></style>", RegexOptions.Singleline);
        page = Regex.Replace(page, "<script>.*?</script>", "<script></script>", RegexOptions.Singleline);
        return Regex.Replace(page, "sha256-[A-Za-z0-9+/=]+", "sha256-HASH");
    }

    private static string Hash(string page, string begin, string end) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Between(page, begin, end))));

    private static string Between(string page, string begin, string end)
    {
        var from = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return page[from..page.IndexOf(end, from, StringComparison.Ordinal)];
    }

    [GeneratedRegex("</?[a-zA-Z!][^<>]*>")]
    private static partial Regex Tag();
}
