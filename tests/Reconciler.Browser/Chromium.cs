using Microsoft.Playwright;

namespace Reconciler.Browser;

/// <summary>One browser for all tests; each opens pages of its own in it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // It is to ask nobody for anything, and to look the same on every machine.
    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _driver;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Chromium is not { } program)
            return;
        _driver = await Playwright.CreateAsync();
        _browser = await _driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = Flags });
    }

    /// <summary>Opens a page of HTML as a person opens a file.</summary>
    /// <param name="fragment">What follows the file's name in its address.</param>
    internal async Task<OpenPage> OpenAsync(string html, string fragment = "", BrowserNewContextOptions? options = null)
    {
        var folder = Directory.CreateTempSubdirectory("reconciler-page-").FullName;
        var file = Path.Combine(folder, "page.html");
        await File.WriteAllTextAsync(file, html);
        var context = await Started.NewContextAsync(options ?? new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 900 } });
        var opened = new OpenPage(folder, context, await context.NewPageAsync());
        await opened.Page.GotoAsync(new Uri(file).AbsoluteUri + fragment);
        return opened;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _driver?.Dispose();
    }

    private IBrowser Started => _browser ?? throw new InvalidOperationException("no browser was started");
}

/// <summary>A page that is open, and everything it said and asked for since.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly string _folder;
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];
    private readonly List<string> _requests = [];

    public OpenPage(string folder, IBrowserContext context, IPage page)
    {
        (_folder, _context, Page) = (folder, context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Add(message.Text);
        };
        page.PageError += (_, error) => _complaints.Add(error);
        page.Dialog += (_, dialog) => _complaints.Add($"a dialog: {dialog.Message}");
        context.Request += (_, request) => _requests.Add(request.Url);
    }

    public IPage Page { get; }

    public ILocator Lines => Page.Locator("#rows .row");

    /// <summary>How many lines the page says are left.</summary>
    public async Task<string> FoundAsync() => await Page.Locator("#found").InnerTextAsync();

    public async Task<string> FragmentAsync() => await Page.EvaluateAsync<string>("decodeURIComponent(location.hash)");

    /// <summary>Whatever was done: no error, no warning, and nothing asked for but the file.</summary>
    public void IsQuiet()
    {
        Assert.Empty(_complaints);
        Assert.EndsWith("/page.html", Assert.Single(_requests.Select(r => r.Split('#')[0]).Distinct(StringComparer.Ordinal)), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
