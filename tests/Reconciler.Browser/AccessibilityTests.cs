using Microsoft.Playwright;
using Reconciler.Core.Reporting.Pages;
using Reconciler.Tests.Reporting;

namespace Reconciler.Browser;

/// <summary>The pages for those who read with ears, by keys, or in poor light.</summary>
public sealed class AccessibilityTests(Chromium browser) : IClassFixture<Chromium>
{
    // Every visible piece of text, and the ground below it, by WCAG's formula.
    private const string Contrasts = """
        () => {
          const channel = c => c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
          const parse = text => { const n = text.match(/[\d.]+/g).map(Number); return { rgb: n.slice(0, 3), a: n[3] ?? 1 }; };
          const light = rgb => { const [r, g, b] = rgb.map(c => channel(c / 255)); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.a === 1) return c.rgb; } return parse(getComputedStyle(document.body).backgroundColor).rgb; };
          const low = [];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const e = walk.currentNode.parentElement;
            if (!walk.currentNode.data.trim() || e.closest('script, title, desc, .unseen, .skip, noscript') || !e.checkVisibility())
              continue;
            const svg = e.closest('svg');
            const style = getComputedStyle(e);
            const box = svg && e.closest('g.box');
            const ink = parse(svg ? style.fill : style.color).rgb;
            const under = box ? parse(getComputedStyle(box.querySelector('rect')).fill).rgb : ground(svg ?? e);
            const [a, b] = [light(ink), light(under)].sort((x, y) => y - x);
            const ratio = (a + 0.05) / (b + 0.05);
            if (ratio < 4.5)
              low.push(`${ratio.toFixed(2)} ${walk.currentNode.data.trim().slice(0, 30)} (${e.className.baseVal ?? e.className})`);
          }
          return [...new Set(low)];
        }
        """;

    [BrowserFact]
    public async Task Text_stands_out_from_its_ground_in_both_lights()
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            foreach (var (html, fragment) in new[] { (PlanHtml.Render(SampleEstates.Rich), "#op=wiki/scim/account:john.smith"), (ReportHtml.Render(SampleReports.Partly, "r"), "#op=op-alan.turing"), (PlanHtml.Render(SampleEstates.Blocked), "") })
            {
                await using var open = await browser.OpenAsync(html, fragment, new BrowserNewContextOptions { ColorScheme = scheme });
                Assert.Empty(await open.Page.EvaluateAsync<string[]>(Contrasts));
            }
        }
    }

    [BrowserFact]
    public async Task Parts_controls_and_pictures_have_names()
    {
        foreach (var html in new[] { PlanHtml.Render(SampleEstates.Rich), ReportHtml.Render(SampleReports.Partly, "r") })
        {
            await using var open = await browser.OpenAsync(html);
            foreach (var landmark in new[] { AriaRole.Banner, AriaRole.Main, AriaRole.Contentinfo, AriaRole.Search, AriaRole.Grid })
                Assert.Equal(1, await open.Page.GetByRole(landmark).CountAsync());
            Assert.Equal(1, await open.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 }).CountAsync());
            Assert.Equal("en", await open.Page.GetAttributeAsync("html", "lang"));
            // No level of heading is left out, no id is there twice, whatever refers finds what it names.
            Assert.Empty(await open.Page.EvaluateAsync<string[]>("""
                () => {
                  const wrong = [];
                  let level = 0;
                  for (const h of document.querySelectorAll('h1, h2, h3, h4')) {
                    if (Number(h.tagName[1]) > level + 1) wrong.push(`${h.tagName} ${h.textContent} after level ${level}`);
                    level = Number(h.tagName[1]);
                  }
                  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
                  wrong.push(...ids.filter((id, i) => ids.indexOf(id) !== i));
                  for (const e of document.querySelectorAll('[aria-labelledby], [aria-describedby]'))
                    for (const id of `${e.getAttribute('aria-labelledby') ?? ''} ${e.getAttribute('aria-describedby') ?? ''}`.trim().split(/\s+/))
                      if (!document.getElementById(id)) wrong.push(`${e.tagName} refers to ${id}`);
                  for (const e of document.querySelectorAll('svg[role=img]'))
                    if (!e.querySelector('title')?.textContent) wrong.push('a picture without a name');
                  for (const e of document.querySelectorAll('input, select'))
                    if (!e.labels.length) wrong.push(`${e.name} without a label`);
                  for (const e of document.querySelectorAll('button, a'))
                    if (!e.textContent.trim()) wrong.push(`${e.id} without a text`);
                  return wrong;
                }
                """));
        }
    }

    [BrowserFact]
    public async Task Every_colour_is_said_by_a_sign_too()
    {
        await using var open = await browser.OpenAsync(PlanHtml.Render(SampleEstates.Rich));
        foreach (var action in await open.Page.Locator("#rows .row .action").AllInnerTextsAsync())
            Assert.Contains(action[..2], new[] { "! ", "− ", "+ ", "~ ", "= " });
        foreach (var figure in await open.Page.Locator(".figures > span").AllInnerTextsAsync())
            Assert.Contains(figure[..2], new[] { "! ", "− ", "+ ", "~ ", "= " });
    }

    [BrowserFact]
    public async Task Who_asks_for_less_motion_sees_none()
    {
        await using var open = await browser.OpenAsync(PlanHtml.Render(SampleEstates.Rich), options: new BrowserNewContextOptions { ReducedMotion = ReducedMotion.Reduce });
        Assert.Equal("0s", await open.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('a.tile')).transitionDuration"));
    }
}
