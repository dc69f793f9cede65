using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Reconciler.Emulator;

namespace Reconciler.Connectors.Tests.Emulator.Scim;

/// <summary>An emulator with one SCIM application and a plain HTTP client for it.</summary>
internal sealed class ScimTenant : IAsyncDisposable
{
    public const string Key = "entrust";
    public const string User = "urn:ietf:params:scim:schemas:core:2.0:User";
    public const string Group = "urn:ietf:params:scim:schemas:core:2.0:Group";
    public const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    public const string PatchOp = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    public const string Search = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";
    public const string Bulk = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
    private readonly HttpClient _http;

    private ScimTenant(DirectoryEmulator emulator, FakeClock clock)
    {
        Emulator = emulator;
        Clock = clock;
        _http = new HttpClient { BaseAddress = emulator.ScimRoot(Key) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "token");
    }

    public DirectoryEmulator Emulator { get; }

    public FakeClock Clock { get; }

    public HttpClient Http => _http;

    public ScimSwitches Switches => Emulator.Scim(Key);

    public static async Task<ScimTenant> StartAsync(Action<ScimSwitches>? configure = null, Func<EmulatorOptions, EmulatorOptions>? options = null)
    {
        var clock = new FakeClock();
        var switches = new ScimSwitches();
        configure?.Invoke(switches);
        var start = new EmulatorOptions { Domains = ["contoso.com"], Clock = clock, Applications = [new ScimApplicationOptions(Key) { Switches = switches }] };
        return new ScimTenant(await DirectoryEmulator.StartAsync(options?.Invoke(start) ?? start, CancellationToken.None), clock);
    }

    public static async Task<ScimTenant> SeededAsync(params string[] lines)
    {
        using var folder = new TestFolder();
        var seed = folder.Write("seed.jsonl", string.Join('\n', lines));
        return await StartAsync(null, o => o with { SeedFiles = [seed] });
    }

    public Task<Reply> Get(string path, params (string Name, string Value)[] headers) => Send("GET", path, null, headers);

    public Task<Reply> Post(string path, object? body, params (string Name, string Value)[] headers) => Send("POST", path, body, headers);

    public Task<Reply> Put(string path, object? body, params (string Name, string Value)[] headers) => Send("PUT", path, body, headers);

    public Task<Reply> Delete(string path, params (string Name, string Value)[] headers) => Send("DELETE", path, null, headers);

    public Task<Reply> Patch(string path, params object[] operations) => Send("PATCH", path, PatchBody(operations));

    public Task<Reply> Filter(string type, string filter, string more = "") => Get($"{type}?filter={Uri.EscapeDataString(filter)}{more}");

    public async Task<Reply> Send(string method, string path, object? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/scim+json");
        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type" && request.Content is { } content)
                content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else
                request.Headers.TryAddWithoutValidation(name, value);
        }

        return await TestTenant.Read(await _http.SendAsync(request));
    }

    public static object PatchBody(params object[] operations) => new Dictionary<string, object> { ["schemas"] = new[] { PatchOp }, ["Operations"] = operations };

    public static object Op(string op, string? path, object? value)
    {
        var result = new Dictionary<string, object?> { ["op"] = op };
        if (path is not null)
            result["path"] = path;
        if (value is not null || op != "remove")
            result["value"] = value;
        return result;
    }

    public static Dictionary<string, object?> UserBody(string userName, params (string Name, object? Value)[] more)
    {
        var body = new Dictionary<string, object?> { ["schemas"] = new[] { User }, ["userName"] = userName };
        foreach (var (name, value) in more)
            body[name] = value;
        return body;
    }

    public static Dictionary<string, object?> GroupBody(string displayName, params string[] members) => new()
    {
        ["schemas"] = new[] { Group },
        ["displayName"] = displayName,
        ["members"] = members.Select(m => new { value = m }).ToArray(),
    };

    public async Task<string> NewUser(string userName, params (string Name, object? Value)[] more) => (await Post("Users", UserBody(userName, more))).Is(201).Id;

    public async Task<string> NewGroup(string displayName, params string[] members) => (await Post("Groups", GroupBody(displayName, members))).Is(201).Id;

    public async Task<JsonElement> Read(string path) => (await Get(path)).Is(200).Json;

    /// <summary>User names, or display names of groups, that a filter finds.</summary>
    public async Task<string[]> Found(string type, string filter) => [.. (await Filter(type, filter)).Is(200).Resources()
        .Select(r => r.TryGetProperty("userName", out var name) ? name.GetString()! : r.GetProperty("displayName").GetString()!)];

    public async Task<string[]> MembersOf(string group) => (await Read("Groups/" + group)).TryGetProperty("members", out var members)
        ? [.. members.EnumerateArray().Select(m => m.GetProperty("value").GetString()!)]
        : [];

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Emulator.DisposeAsync();
    }
}
