using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Reconciler.Emulator;

namespace Reconciler.Scenarios.Kills;

/// <summary>The emulator in this process, on a port of its own, with a trap before it: at a chosen request the program that asks is killed.</summary>
internal sealed class KillServer : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly IDisposable _directory;
    private readonly Uri _root;
    private Trap? _trap;

    private KillServer(WebApplication web, IDisposable directory)
    {
        (_web, _directory) = (web, directory);
        _root = new Uri(web.Urls.First());
    }

    public Uri GraphRoot => new(_root, "/v1.0/");

    public Uri ScimRoot(string application) => new(_root, $"/scim/{application}/v2/");

    public static async Task<KillServer> StartAsync(EmulatorOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var web = builder.Build();
        KillServer? server = null;
        web.Use((context, next) => server is null ? next(context) : server.PassAsync(context, next));
        var directory = DirectoryEmulator.Map(web, options);
        await web.StartAsync();
        return server = new KillServer(web, directory);
    }

    /// <summary>Kills at the nth request from now that counts: before it has an effect, or after it had and before the answer is seen.</summary>
    public void Arm(Trap trap) => _trap = trap;

    public void Disarm() => _trap = null;

    /// <summary>Every item of a Graph collection, all pages.</summary>
    public async Task<List<JsonElement>> ListAsync(string path)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Authorization", "Bearer test");
        var items = new List<JsonElement>();
        for (var next = new Uri(GraphRoot, path); next is not null;)
        {
            using var page = JsonDocument.Parse(await http.GetStringAsync(next));
            items.AddRange(page.RootElement.GetProperty("value").EnumerateArray().Select(i => i.Clone()));
            next = page.RootElement.TryGetProperty("@odata.nextLink", out var link) && link.GetString() is { } address ? new Uri(address) : null;
        }

        return items;
    }

    /// <summary>Every resource of a SCIM collection.</summary>
    public async Task<List<JsonElement>> ScimAsync(string application, string collection)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Authorization", "Bearer test");
        using var page = JsonDocument.Parse(await http.GetStringAsync(new Uri(ScimRoot(application), $"{collection}?count=1000")));
        return [.. page.RootElement.TryGetProperty("Resources", out var all) ? all.EnumerateArray().Select(r => r.Clone()) : []];
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _directory.Dispose();
    }

    private async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        var trap = _trap;
        if (trap is null || !trap.Springs(await WritesAsync(context.Request)))
        {
            await next(context);
            return;
        }

        if (!trap.IsBefore)
            await next(context);
        trap.Kill();
        if (trap.Answers)
            await next(context);
        else
            context.Abort();
    }

    /// <summary>Whether a request has an effect: an envelope of nothing but looks has none.</summary>
    private static async Task<bool> WritesAsync(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method))
            return false;
        if (request.Path != "/v1.0/$batch")
            return true;
        request.EnableBuffering();
        using var envelope = await JsonDocument.ParseAsync(request.Body);
        request.Body.Position = 0;
        return envelope.RootElement.GetProperty("requests").EnumerateArray().Any(r => r.GetProperty("method").GetString() != "GET");
    }
}

/// <summary>When to kill: at which counted request, writes only or any, before or after its effect.</summary>
internal sealed class Trap(int at, bool writesOnly, bool before, Action kill)
{
    private int _seen;

    public bool IsBefore { get; } = before;

    /// <summary>The request goes on: whoever asked is to live for a while.</summary>
    public bool Answers { get; init; }

    /// <summary>Whether it has sprung.</summary>
    public bool HasSprung { get; private set; }

    public bool Springs(bool writes) => (!writesOnly || writes) && Interlocked.Increment(ref _seen) == at;

    public void Kill()
    {
        HasSprung = true;
        kill();
    }

    public override string ToString() => $"{(writesOnly ? "write" : "request")} {at}, {(IsBefore ? "before" : "after")} its effect";
}
