using System.Net.Http.Headers;
using System.Text;
using Reconciler.Emulator;

namespace Reconciler.Benchmarks.Processes;

/// <summary>
/// Asks a small directory of its own, in the same process, what a first apply asks: a service has run for long when a program comes, and what is
/// measured is not how soon the emulator's code is compiled.
/// </summary>
internal static class Warmth
{
    private const int Rounds = 5;

    public static async Task GainAsync()
    {
        await using var emulator = await DirectoryEmulator.StartAsync(new EmulatorOptions { Domains = ["contoso.com"] }, CancellationToken.None);
        using var http = new HttpClient { BaseAddress = emulator.GraphRoot };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "warm");
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        for (var round = 0; round < Rounds; round++)
        {
            var users = Enumerable.Range(0, 20).Select(i => Item(i, "POST", "/users",
                $$$"""{"userPrincipalName":"u{{{round}}}.{{{i}}}@contoso.com","displayName":"U","mailNickname":"u","accountEnabled":true,"passwordProfile":{"password":"xWwvJ]6NMw+bWH-d"}}"""));
            await SendAsync(http, HttpMethod.Post, "$batch", Batch(users));
            var groups = Enumerable.Range(0, 4).Select(i => Item(i, "PATCH", $"/groups(uniqueName='g{round}.{i}')",
                $$"""{"displayName":"G","mailNickname":"g","mailEnabled":false,"securityEnabled":true,"members@odata.bind":["{{emulator.GraphRoot}}users/u{{round}}.{{i}}@contoso.com"]}"""));
            await SendAsync(http, HttpMethod.Post, "$batch", Batch(groups));
            foreach (var path in (IEnumerable<string>)["organization", "domains", "users?$select=id,displayName,mail&$top=999", "groups/delta?$select=displayName,members,owners", "users/delta?$select=manager", "servicePrincipals?$select=id,tags"])
                await SendAsync(http, HttpMethod.Get, path, null);
        }
    }

    private static string Batch(IEnumerable<string> items) => $$"""{"requests":[{{string.Join(',', items)}}]}""";

    private static string Item(int id, string method, string url, string body) =>
        $$$"""{"id":"{{{id}}}","method":"{{{method}}}","url":"{{{url}}}","headers":{"Content-Type":"application/json","Prefer":"create-if-missing"},"body":{{{body}}}}""";

    private static async Task SendAsync(HttpClient http, HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        await answer.Content.CopyToAsync(Stream.Null);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{method} {path} answered {(int)answer.StatusCode}");
    }
}
