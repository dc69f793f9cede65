using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Serialization;

namespace Reconciler.Benchmarks.Processes;

/// <summary>What the emulator counted, as <c>/measures</c> answers it.</summary>
internal sealed record Counted(long Envelopes, long Operations, long Writes, long ResourceUnits, long Bytes);

[JsonSerializable(typeof(Counted))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class CountedJson : JsonSerializerContext;

/// <summary>The emulator as a process of its own, ended with this one.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(10) };

    private ServerProcess(Process process, Uri root)
    {
        _process = process;
        _http.BaseAddress = root;
        Root = root;
    }

    public Uri Root { get; }

    public Uri Graph => new(Root, "/v1.0/");

    /// <summary>User and system time of the process so far.</summary>
    public TimeSpan Cpu => ProcessFiles.CpuOf(_process.Id);

    public static async Task<ServerProcess> StartAsync(string tenant, string domain, string stateFile)
    {
        var start = Own.Start("serve", tenant, domain, stateFile);
        // Compiled well at once: no compiler is to be at work beside the program that is measured.
        start.Environment["DOTNET_TieredCompilation"] = "0";
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        var process = Process.Start(start) ?? throw new InvalidOperationException("the emulator did not start");
        return await process.StandardOutput.ReadLineAsync() is { } address
            ? new ServerProcess(process, new Uri(address))
            : throw new InvalidOperationException("the emulator ended before it listened");
    }

    /// <summary>Counts from zero; every answer is held back by the latency from now on.</summary>
    public async Task BeginAsync(int latencyMilliseconds)
    {
        using var body = new StringContent($$"""{"latencyMilliseconds":{{latencyMilliseconds}}}""");
        using var answer = await _http.PutAsync(new Uri("/measures", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<Counted> CountedAsync() =>
        await _http.GetFromJsonAsync("/measures", CountedJson.Default.Counted) ?? throw new InvalidOperationException("/measures answered nothing");

    /// <summary>Changes a person by other hands than ours.</summary>
    public async Task ChangeAsync(Guid id, string json)
    {
        using var body = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Patch, new Uri(Graph, $"users/{id}")) { Content = body };
        // Any bearer will do there.
        request.Headers.Authorization = new("Bearer", "other");
        using var answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    public async Task RecordAsync()
    {
        using var answer = await _http.PutAsync(new Uri("/recording", UriKind.Relative), null);
        answer.EnsureSuccessStatusCode();
    }

    public async Task RecordedAsync(string file)
    {
        await using var to = File.Create(file);
        await using var from = await _http.GetStreamAsync(new Uri("/recording", UriKind.Relative));
        await from.CopyToAsync(to);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _http.Dispose();
    }
}
