using Microsoft.Playwright;
using Reconciler.Core.Reporting.Pages;
using Reconciler.Tests.Reporting;

namespace Reconciler.Browser;

/// <summary>Pictures of the pages for people to look at, in the folder that <c>RECONCILER_SCREENSHOTS</c> names; without it they are made and thrown away.</summary>
public sealed class Screenshots(Chromium browser) : IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task Every_page_in_every_light()
    {
        (string Name, string Html, string Fragment)[] pages =
        [
            ("estate", PlanHtml.Render(SampleEstates.Rich), ""),
            ("plan", PlanHtml.Render(SamplePlans.Rich), ""),
            ("detail", PlanHtml.Render(SamplePlans.Rich), "#op=directory/user:alan.turing"),
            ("blocked", PlanHtml.Render(SampleEstates.Blocked), ""),
            ("empty", PlanHtml.Render(SamplePlans.Empty), ""),
            ("access", PlanHtml.Render(Crowds.Plan(300)), ""),
            ("report", ReportHtml.Render(SampleReports.Partly, "history/run.json"), ""),
            ("steps", ReportHtml.Render(SampleReports.Partly, "history/run.json"), "#op=op-alan.turing"),
            ("large", ReportHtml.Render(Volumes.Report(5000), "history/run.json"), ""),
        ];
        await SaveAsync("volume.html", System.Text.Encoding.UTF8.GetBytes(ReportHtml.Render(Volumes.Report(50_000), "history/run.json")));
        foreach (var (name, html, fragment) in pages)
        {
            foreach (var (light, scheme) in new[] { ("light", ColorScheme.Light), ("dark", ColorScheme.Dark) })
            {
                foreach (var width in new[] { 1280, 400 })
                    await TakeAsync($"{name}-{light}-{width}", html, fragment, scheme, width, isWhole: fragment.Length == 0);
            }

            if (fragment.Length == 0)
                await PrintAsync(name, html);
            await SaveAsync($"{name}.html", System.Text.Encoding.UTF8.GetBytes(html));
        }
    }

    private async Task TakeAsync(string name, string html, string fragment, ColorScheme scheme, int width, bool isWhole)
    {
        await using var open = await browser.OpenAsync(html, fragment, new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 900 } });
        // As wide as the window: nothing hangs over its edge.
        Assert.True(await open.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{name} is wider than its window");
        await SaveAsync($"{name}.png", await open.Page.ScreenshotAsync(new PageScreenshotOptions { FullPage = isWhole && await open.Page.EvaluateAsync<bool>("document.documentElement.scrollHeight < 12000"), Animations = ScreenshotAnimations.Disabled }));
        open.IsQuiet();
    }

    private async Task PrintAsync(string name, string html)
    {
        await using var open = await browser.OpenAsync(html);
        await SaveAsync($"{name}.pdf", await open.Page.PdfAsync(new PagePdfOptions { Format = "A4", Margin = new Margin { Top = "14mm", Bottom = "14mm", Left = "12mm", Right = "12mm" } }));
        open.IsQuiet();
    }

    private static async Task SaveAsync(string name, byte[] picture)
    {
        Assert.NotEmpty(picture);
        if (Environment.GetEnvironmentVariable("RECONCILER_SCREENSHOTS") is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, name), picture);
    }
}
