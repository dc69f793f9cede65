using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Reconciler.Emulator;

namespace Reconciler.Connectors.Tests.Emulator;

/// <summary>An emulator on a free port and a plain HTTP client for it.</summary>
internal sealed class TestTenant : IAsyncDisposable
{
    public const string Domain = "contoso.com";
    public const string Password = "xWwvJ]6NMw+bWH-d";
    private readonly HttpClient _http;

    private TestTenant(DirectoryEmulator emulator, FakeClock clock)
    {
        Emulator = emulator;
        Clock = clock;
        _http = new HttpClient { BaseAddress = emulator.GraphRoot };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "token");
    }

    public DirectoryEmulator Emulator { get; }

    public EmulatorSwitches Switches => Emulator.Switches;

    public FakeClock Clock { get; }

    public HttpClient Http => _http;

    public static async Task<TestTenant> StartAsync(Func<EmulatorOptions, EmulatorOptions>? configure = null, FakeClock? clock = null)
    {
        clock ??= new FakeClock();
        var options = new EmulatorOptions { Domains = [Domain], Clock = clock };
        return new TestTenant(await DirectoryEmulator.StartAsync(configure?.Invoke(options) ?? options, CancellationToken.None), clock);
    }

    /// <summary>A tenant with these state lines.</summary>
    public static async Task<TestTenant> SeededAsync(params string[] lines)
    {
        using var folder = new TestFolder();
        var seed = folder.Write("seed.jsonl", string.Join('\n', lines));
        return await StartAsync(o => o with { SeedFiles = [seed] });
    }

    public Task<Reply> Get(string path, bool eventual = false, string? prefer = null) => Send(HttpMethod.Get, path, null, eventual, prefer);

    public Task<Reply> Post(string path, object? body) => Send(HttpMethod.Post, path, body);

    public Task<Reply> Patch(string path, object? body, string? prefer = null) => Send(HttpMethod.Patch, path, body, false, prefer);

    public Task<Reply> Put(string path, object? body) => Send(HttpMethod.Put, path, body);

    public Task<Reply> Delete(string path) => Send(HttpMethod.Delete, path, null);

    public async Task<Reply> Send(HttpMethod method, string path, object? body, bool eventual = false, string? prefer = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (eventual)
            request.Headers.Add("ConsistencyLevel", "eventual");
        if (prefer is not null)
            request.Headers.Add("Prefer", prefer);
        if (body is not null)
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        return await Read(await _http.SendAsync(request));
    }

    public static async Task<Reply> Read(HttpResponseMessage response)
    {
        using (response)
        {
            var headers = response.Headers.Concat(response.Content.Headers)
                .ToDictionary(h => h.Key, h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase);
            return new Reply((int)response.StatusCode, await response.Content.ReadAsStringAsync(), headers);
        }
    }

    public async Task<List<Reply>> Pages(string path, bool eventual = false)
    {
        var pages = new List<Reply>();
        for (var next = path; next is not null; next = pages[^1].NextLink)
            pages.Add((await Get(next, eventual)).Is(200));
        return pages;
    }

    public static Dictionary<string, object?> UserBody(string name, params (string Name, object? Value)[] more)
    {
        var body = new Dictionary<string, object?>
        {
            ["accountEnabled"] = true,
            ["displayName"] = name,
            ["mailNickname"] = name,
            ["userPrincipalName"] = name + "@" + Domain,
            ["passwordProfile"] = new { password = Password, forceChangePasswordNextSignIn = true },
        };
        foreach (var (key, value) in more)
            body[key] = value;
        return body;
    }

    public static Dictionary<string, object?> GroupBody(string name, params (string Name, object? Value)[] more)
    {
        var body = new Dictionary<string, object?>
        {
            ["displayName"] = name,
            ["mailEnabled"] = false,
            ["mailNickname"] = name,
            ["securityEnabled"] = true,
        };
        foreach (var (key, value) in more)
            body[key] = value;
        return body;
    }

    public async Task<string> User(string name, params (string Name, object? Value)[] more) => (await Post("users", UserBody(name, more))).Is(201).Id;

    public async Task<string> Group(string name, params (string Name, object? Value)[] more) => (await Post("groups", GroupBody(name, more))).Is(201).Id;

    public object Reference(string id) => new Dictionary<string, string> { ["@odata.id"] = Url(id) };

    public string Url(string id) => $"{Emulator.GraphRoot}directoryObjects/{id}";

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Emulator.DisposeAsync();
    }
}
