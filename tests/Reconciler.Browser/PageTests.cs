using System.Diagnostics;
using Microsoft.Playwright;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Pages;
using Reconciler.Tests.Reporting;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Reconciler.Browser;

/// <summary>What people do with a page: search, choose, open, move by keys, print.</summary>
public sealed class PageTests(Chromium browser, ITestOutputHelper output) : IClassFixture<Chromium>
{
    private static readonly string Plan = PlanHtml.Render(SampleEstates.Rich);
    private static readonly string Report = ReportHtml.Render(SampleReports.Partly, "history/run.json");

    // Told and not judged: how fast a machine is decides no test.
    private const string Measures = """
        () => {
          const timed = work => { const t = performance.now(); work(); document.body.getBoundingClientRect(); return Math.round(performance.now() - t); };
          const search = text => () => { q.value = text; form.dispatchEvent(new Event('input')); };
          const paint = performance.getEntriesByType('paint').find(e => e.name === 'first-contentful-paint');
          return `first paint ${Math.round(paint?.startTime ?? 0)} ms, ready ${Math.round(performance.getEntriesByType('navigation')[0].domComplete)} ms, `
            + `first search ${timed(search('04242'))} ms, second ${timed(search('analyst'))} ms, cleared ${timed(search(''))} ms, `
            + `open ${timed(() => document.querySelector('#rows .row').click())} ms, to the end ${timed(() => list.go(49999))} ms`;
        }
        """;

    [BrowserFact]
    public async Task A_person_is_found_by_what_stands_anywhere_in_a_line()
    {
        await using var open = await browser.OpenAsync(Plan);
        var all = await open.FoundAsync();

        await open.Page.FillAsync("#q", "ada");
        // Herself, her accounts, her access, and the groups that she joins.
        Assert.Contains("of", await open.FoundAsync(), StringComparison.Ordinal);
        var names = await open.Page.Locator("#rows .row .name strong").AllInnerTextsAsync();
        Assert.Contains("ada.lovelace", names);
        Assert.Contains("sales-emea", names);
        Assert.Equal("#q=ada", await open.FragmentAsync());

        await open.Page.FillAsync("#q", "ADA contoso.com");
        Assert.Equal(["ada.lovelace"], (await open.Page.Locator("#rows .row .name strong").AllInnerTextsAsync()).Distinct());

        await open.Page.FillAsync("#q", "nobody at all");
        Assert.True(await open.Page.Locator("#none").IsVisibleAsync());
        Assert.Equal(0, await open.Lines.CountAsync());

        await open.Page.ClickAsync("#clear");
        Assert.Equal(all, await open.FoundAsync());
        Assert.Equal("", await open.FragmentAsync());
        open.IsQuiet();
    }

    [BrowserFact]
    public async Task Choices_narrow_the_list_and_stand_in_the_address()
    {
        await using var open = await browser.OpenAsync(Report);
        await open.Page.SelectOptionAsync("[name=result]", "failed");
        Assert.Equal("12 of 1,819 lines", await open.FoundAsync());
        await open.Page.SelectOptionAsync("[name=action]", "update");
        Assert.Equal("0 of 1,819 lines", await open.FoundAsync());
        await open.Page.SelectOptionAsync("[name=action]", "create");
        Assert.Equal("#action=create&result=failed", await open.FragmentAsync());

        // The same in a page that is opened by that address.
        await using var again = await browser.OpenAsync(Report, "#action=create&result=failed");
        Assert.Equal("12 of 1,819 lines", await again.FoundAsync());
        Assert.Equal("failed", await again.Page.InputValueAsync("[name=result]"));
        open.IsQuiet();
        again.IsQuiet();
    }

    [BrowserFact]
    public async Task What_was_due_before_the_change_under_review_is_told_apart()
    {
        var plan = SamplePlans.Rich with
        {
            Base = new RevisionRow("origin/main", new string('a', 40)),
            Targets = [SamplePlans.Rich.Targets[0] with { Entries = [.. SamplePlans.Rich.Targets[0].Entries.Select((e, i) => e with { Label = i % 3 == 0 ? "pending" : "change" })] }],
        };
        await using var open = await browser.OpenAsync(PlanHtml.Render(plan));
        await open.Page.SelectOptionAsync("[name=label]", "already pending");
        Assert.Equal("5 of 13 lines", await open.FoundAsync());
        await open.Lines.First.ClickAsync();
        Assert.Contains("already pending", await open.Page.Locator("#detail .what").InnerTextAsync(), StringComparison.Ordinal);
        open.IsQuiet();

        // Where nothing is compared, there is nothing to choose.
        await using var plain = await browser.OpenAsync(PlanHtml.Render(SamplePlans.Rich));
        Assert.Equal(0, await plain.Page.Locator("[name=label]").CountAsync());
    }

    [BrowserFact]
    public async Task Time_narrows_a_report()
    {
        await using var open = await browser.OpenAsync(ReportHtml.Render(Volumes.Report(500), "run.json"));
        await open.Page.FillAsync("[name=from]", "2026-11-21T02:14:08");
        await open.Page.FillAsync("[name=to]", "2026-11-21T02:14:09");
        // Fifty a second, from the first whole one, to the end of the other.
        Assert.Equal("100 of 500 lines", await open.FoundAsync());
        open.IsQuiet();
    }

    [BrowserFact]
    public async Task Every_figure_that_leads_somewhere_leads_to_lines()
    {
        foreach (var html in new[] { Plan, Report, PlanHtml.Render(SamplePlans.Rich) })
        {
            await using var open = await browser.OpenAsync(html);
            var tiles = open.Page.Locator("a.tile");
            Assert.InRange(await tiles.CountAsync(), 3, 20);
            for (var i = 0; i < await tiles.CountAsync(); i++)
            {
                var figure = await tiles.Nth(i).Locator("strong").InnerTextAsync();
                await tiles.Nth(i).ClickAsync();
                Assert.NotEqual("0", figure);
                Assert.DoesNotContain("0 of", (await open.FoundAsync())[..4], StringComparison.Ordinal);
                Assert.True(await open.Lines.CountAsync() > 0, $"{figure} leads to nothing");
            }

            open.IsQuiet();
        }
    }

    [BrowserFact]
    public async Task A_detail_says_what_was_and_what_is_and_which_steps_were_taken()
    {
        await using var open = await browser.OpenAsync(Report, "#op=op-alan.turing");
        var said = await open.Page.Locator("#detail").InnerTextAsync();
        foreach (var word in new[] { "alan.turing", "in conflict", "jobTitle", "Analyst", "Principal Analyst", "BeforeMoved", "people.yaml:19", "8b0c6f0e-77aa-4a51-9c9b-1a2b3c4d5e6f", "429", "412", "TooManyRequests" })
            Assert.Contains(word, said, StringComparison.Ordinal);

        await open.Page.ClickAsync("#close");
        Assert.False(await open.Page.Locator("#detail").IsVisibleAsync());
        Assert.Equal("", await open.FragmentAsync());
        await open.Page.Locator("#rows .row").Nth(1).ClickAsync();
        Assert.Equal("newcomer.01", await open.Page.Locator("#detail-title").InnerTextAsync());
        Assert.Contains("Grant User.ReadWrite.All", await open.Page.Locator("#detail-body").InnerTextAsync(), StringComparison.Ordinal);
        open.IsQuiet();
    }

    [BrowserFact]
    public async Task A_link_to_a_line_shows_it_though_the_filters_hide_it()
    {
        await using var open = await browser.OpenAsync(Report, "#q=nobody&op=op-person.1400");
        Assert.Equal("person.1400", await open.Page.Locator("#detail-title").InnerTextAsync());
        Assert.Equal("1,819 lines", await open.FoundAsync());
        open.IsQuiet();
    }

    [BrowserFact]
    public async Task A_long_list_of_members_is_shown_whole_when_asked_for()
    {
        await using var open = await browser.OpenAsync(PlanHtml.Render(SamplePlans.Rich), "#op=directory/group:all-hands");
        Assert.Equal(200, await open.Page.Locator("#detail .ends li").CountAsync());
        await open.Page.GetByText("Show all 214").ClickAsync();
        Assert.Equal(214, await open.Page.Locator("#detail .ends li").CountAsync());
        Assert.Contains("1,014 stay", await open.Page.Locator("#detail").InnerTextAsync(), StringComparison.Ordinal);
        open.IsQuiet();
    }

    [BrowserFact]
    public async Task Everything_is_reached_by_keys()
    {
        await using var open = await browser.OpenAsync(Report);
        var keys = open.Page.Keyboard;
        await keys.PressAsync("/");
        Assert.Equal("q", await FocusAsync(open));
        await keys.TypeAsync("newcomer");
        await keys.PressAsync("ArrowDown");
        Assert.Equal("grid", await FocusAsync(open));
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("ArrowDown");
        Assert.Equal("line-2", await open.Page.GetAttributeAsync("#grid", "aria-activedescendant"));
        Assert.Equal("true", await open.Page.GetAttributeAsync("#line-2", "aria-selected"));

        await keys.PressAsync("Enter");
        Assert.Equal("detail", await FocusAsync(open));
        Assert.Equal("newcomer.03", await open.Page.Locator("#detail-title").InnerTextAsync());
        await keys.PressAsync("j");
        Assert.Equal("newcomer.04", await open.Page.Locator("#detail-title").InnerTextAsync());
        await keys.PressAsync("k");
        await keys.PressAsync("Escape");
        Assert.False(await open.Page.Locator("#detail").IsVisibleAsync());
        Assert.Equal("grid", await FocusAsync(open));

        await keys.PressAsync("End");
        Assert.Equal(await open.Page.GetAttributeAsync("#grid", "aria-rowcount"), await open.Page.EvaluateAsync<string>("String(Number(document.querySelector('.row.active').getAttribute('aria-rowindex')))"));
        await keys.PressAsync("Home");
        await keys.PressAsync("PageDown");
        Assert.True(await open.Page.Locator(".row.active").IsVisibleAsync());

        await keys.PressAsync("/");
        await keys.PressAsync("Escape");
        Assert.Equal("", await open.Page.InputValueAsync("#q"));
        Assert.Equal("1,819 lines", await open.FoundAsync());
        open.IsQuiet();
    }

    [BrowserFact]
    public async Task Dark_follows_the_system_and_can_be_chosen()
    {
        await using var dark = await browser.OpenAsync(Plan, options: new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark });
        await using var light = await browser.OpenAsync(Plan, options: new BrowserNewContextOptions { ColorScheme = ColorScheme.Light });
        Assert.True(await BrightnessAsync(dark) < 60);
        Assert.True(await BrightnessAsync(light) > 200);
        await light.Page.ClickAsync("#theme");
        Assert.True(await BrightnessAsync(light) < 60);
        Assert.Equal("Light", await light.Page.Locator("#theme").InnerTextAsync());
        dark.IsQuiet();
        light.IsQuiet();
    }

    [BrowserFact]
    public async Task Paper_has_what_the_filters_leave_and_says_what_it_has_not()
    {
        await using var open = await browser.OpenAsync(Report);
        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        await Expect(open.Page.Locator("#paper tbody tr")).ToHaveCountAsync(1000);
        Assert.Contains("The first 1,000 are printed; 819 are not", await open.Page.Locator("#paper").InnerTextAsync(), StringComparison.Ordinal);
        Assert.False(await open.Page.Locator("#browser").IsVisibleAsync());
        Assert.True(await BrightnessAsync(open) > 200);

        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        await Expect(open.Page.Locator("#paper tr")).ToHaveCountAsync(0);
        await open.Page.SelectOptionAsync("[name=result]", "failed");
        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await Expect(open.Page.Locator("#paper tbody tr")).ToHaveCountAsync(12);
        Assert.Contains("12 of 1,819 lines, where result failed", await open.Page.Locator("#paper").InnerTextAsync(), StringComparison.Ordinal);
        open.IsQuiet();
    }

    [BrowserFact]
    public async Task Without_script_the_page_is_read_all_the_same()
    {
        await using var open = await browser.OpenAsync(Report, options: new BrowserNewContextOptions { JavaScriptEnabled = false });
        var text = await open.Page.Locator("main").InnerTextAsync();
        foreach (var word in new[] { "PARTLY APPLIED", "in conflict", "jsmith@contoso.com belongs to employee 00123", "announcedLeavers", "alan.turing", "first 200 of 1,819 lines" })
            Assert.Contains(word, text, StringComparison.Ordinal);
        Assert.False(await open.Page.Locator("#filters").IsVisibleAsync());
        open.IsQuiet();
    }

    [BrowserFact]
    public async Task Fifty_thousand_operations_are_as_many_elements_as_fit_the_window()
    {
        var watch = Stopwatch.StartNew();
        var html = ReportHtml.Render(Volumes.Report(50_000), "run.json");
        output.WriteLine($"{html.Length / 1_000_000.0:0.0} million characters, made in {watch.Elapsed.TotalSeconds:0.0} s");
        await using var open = await browser.OpenAsync(html);
        output.WriteLine(await open.Page.EvaluateAsync<string>(Measures));
        await open.Page.ClickAsync("#close");
        Assert.Equal("50,000 lines", await open.FoundAsync());
        Assert.InRange(await open.Lines.CountAsync(), 10, 60);

        await open.Page.FillAsync("#q", "person.04242");
        Assert.Equal("5 of 50,000 lines", await open.FoundAsync());
        await open.Page.FillAsync("#q", "");
        await open.Page.FocusAsync("#grid");
        await open.Page.Keyboard.PressAsync("End");
        Assert.Equal("50001", await open.Page.GetAttributeAsync(".row.active", "aria-rowindex"));
        Assert.InRange(await open.Lines.CountAsync(), 10, 60);
        await open.Page.Keyboard.PressAsync("Enter");
        Assert.True(await open.Page.Locator("#detail").IsVisibleAsync());
        open.IsQuiet();
    }

    private static async Task<string> FocusAsync(OpenPage open) => await open.Page.EvaluateAsync<string>("document.activeElement.id");

    private static async Task<double> BrightnessAsync(OpenPage open) =>
        await open.Page.EvaluateAsync<double>("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).reduce((s, c) => s + Number(c), 0) / 3");
}
