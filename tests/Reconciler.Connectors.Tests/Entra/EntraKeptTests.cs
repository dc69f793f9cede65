using System.Net.Http.Headers;
using System.Text;
using Reconciler.Connectors.Entra.Kept;
using Reconciler.Connectors.Tests.Http;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using static Reconciler.Connectors.Tests.Entra.EntraTenant;

namespace Reconciler.Connectors.Tests.Entra;

/// <summary>A state that was kept, and what changed since, are what a whole read gives.</summary>
public sealed class EntraKeptTests
{
    private static readonly string[] Parts = ["manager", "directoryRoles"];
    private readonly MemoryCache _cache = new();

    [Fact]
    public async Task A_second_read_asks_for_changes_alone_and_gives_the_same()
    {
        await using var tenant = await SomeoneAsync();
        var whole = await ReadAsync(tenant, _cache);
        tenant.Sent.Requests.Clear();

        var kept = await ReadAsync(tenant, _cache);

        Assert.Equal(Told(whole), Told(kept));
        Assert.DoesNotContain(tenant.Sent.Requests, r => r.Path.StartsWith("/users?", StringComparison.Ordinal) || r.Path.Contains("delta?$select", StringComparison.Ordinal));
        Assert.Equal(2, tenant.Sent.Requests.Count(r => r.Path.Contains("$deltatoken", StringComparison.Ordinal)));
        Assert.All(kept.AllCompleteness, c => Assert.True(c.Value.IsProven, c.ToString()));
        Assert.StartsWith("delta link, 0 changed since the whole read of", Assert.IsType<Completeness.Proven>(kept.CompletenessOf("members")).How, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changed_since_is_in_it()
    {
        await using var tenant = await SomeoneAsync();
        await ReadAsync(tenant, _cache);
        await SendAsync(tenant, "PATCH", $"users/{Id(1)}", """{"jobTitle":"Analyst","department":null}""");
        await SendAsync(tenant, "PUT", $"users/{Id(2)}/manager/$ref", Reference(tenant, Id(1)));
        await SendAsync(tenant, "DELETE", $"users/{Id(3)}/manager/$ref", null);
        await SendAsync(tenant, "DELETE", $"users/{Id(4)}", null);
        await SendAsync(tenant, "POST", "users", """{"accountEnabled":true,"displayName":"New","mailNickname":"new","userPrincipalName":"new@contoso.com","passwordProfile":{"password":"not-a-real-1!"}}""");
        await SendAsync(tenant, "POST", $"groups/{Id(100)}/members/$ref", Reference(tenant, Id(9)));
        await SendAsync(tenant, "DELETE", $"groups/{Id(100)}/members/{Id(1)}/$ref", null);
        await SendAsync(tenant, "POST", $"groups/{Id(101)}/owners/$ref", Reference(tenant, Id(9)));
        await SendAsync(tenant, "PATCH", $"groups/{Id(101)}", """{"description":"of old"}""");
        await SendAsync(tenant, "DELETE", $"groups/{Id(102)}", null);
        await SendAsync(tenant, "POST", "groups", """{"displayName":"Fresh","mailEnabled":false,"mailNickname":"fresh","securityEnabled":true}""");

        var kept = await ReadAsync(tenant, _cache);

        Assert.Equal(Told(await ReadAsync(tenant, null)), Told(kept));
        Assert.All(kept.AllCompleteness, c => Assert.True(c.Value.IsProven, c.ToString()));
    }

    [Fact]
    public async Task Changes_are_told_again_until_the_state_is_a_day_old()
    {
        await using var tenant = await SomeoneAsync();
        await ReadAsync(tenant, _cache);
        var first = _cache.Load(TargetName.Directory);
        await SendAsync(tenant, "PATCH", $"users/{Id(1)}", """{"jobTitle":"Analyst"}""");

        Assert.Equal(Told(await ReadAsync(tenant, null)), Told(await ReadAsync(tenant, _cache)));
        Assert.Equal(Told(await ReadAsync(tenant, null)), Told(await ReadAsync(tenant, _cache)));
        Assert.Same(first, _cache.Load(TargetName.Directory));
        tenant.Time.Pass(KeptState.LongestLife);
        await ReadAsync(tenant, _cache);

        Assert.NotSame(first, _cache.Load(TargetName.Directory));
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("cut")]
    [InlineData("another version")]
    [InlineData("another mark")]
    [InlineData("other parts")]
    [InlineData("a link that leads elsewhere")]
    [InlineData("a link that grew too old")]
    public async Task What_is_of_no_use_is_dropped_and_everything_read(string what)
    {
        await using var tenant = await SomeoneAsync();
        var before = await ReadAsync(tenant, _cache);
        var bytes = _cache.Load(TargetName.Directory) ?? throw new InvalidOperationException("nothing was kept");
        var head = StateForm.Head(bytes) ?? throw new InvalidOperationException("what was kept has no head");
        _cache.Save(TargetName.Directory, what switch
        {
            "damaged" => [.. bytes[..^1], (byte)(bytes[^1] + 1)],
            "cut" => bytes[..^8],
            "another version" => [.. bytes[..32], 99, .. bytes[33..]],
            "another mark" => StateForm.Write(head with { Stamp = head.Stamp + "2" }, before),
            "a link that leads elsewhere" => StateForm.Write(head with { Users = "https://elsewhere.example/v1.0/users/delta?$deltatoken=1" }, before),
            "a link that grew too old" => StateForm.Write(head with { Groups = $"{tenant.Emulator.GraphRoot}groups/delta?$deltatoken=gone" }, before),
            _ => bytes,
        });
        await SendAsync(tenant, "DELETE", $"users/{Id(4)}", null);

        var after = await ReadAsync(tenant, _cache, what == "other parts" ? ["directoryRoles"] : Parts);

        Assert.Contains(tenant.Sent.Requests, r => r.Path.StartsWith("/users?", StringComparison.Ordinal));
        Assert.Equal(Told(await ReadAsync(tenant, null, what == "other parts" ? ["directoryRoles"] : Parts)), Told(after));
        Assert.Equal(11, after[Kind.User].Count - Deleted(after));
    }

    [Fact]
    public async Task Members_read_as_lists_are_the_same_and_what_changes_after_is_told_too()
    {
        await using var tenant = await SomeoneAsync();
        var chained = await ReadAsync(tenant, null);
        tenant.Switches.Latency = TimeSpan.FromMilliseconds(5);
        tenant.Sent.Requests.Clear();

        var listed = await ReadAsync(tenant, _cache, expected: new ExpectedSize(12, 4, 5_000_000));

        Assert.Equal(4, tenant.Sent.Requests.Count(r => r.Path.Contains("/members?", StringComparison.Ordinal)));
        Assert.Equal(Told(chained), Told(listed));
        Assert.StartsWith("memberships by 5,009 lists side by side, about 2", listed.Cost.Told, StringComparison.Ordinal);
        await SendAsync(tenant, "POST", $"groups/{Id(100)}/members/$ref", Reference(tenant, Id(9)));
        await SendAsync(tenant, "DELETE", $"groups/{Id(101)}/members/{Id(1)}/$ref", null);

        Assert.Equal(Told(await ReadAsync(tenant, null)), Told(await ReadAsync(tenant, _cache)));
    }

    [Fact]
    public async Task A_list_of_members_that_breaks_off_is_in_doubt_alone_and_nothing_is_kept()
    {
        await using var tenant = await SomeoneAsync();
        tenant.Switches.Latency = TimeSpan.FromMilliseconds(5);
        tenant.Switches.DeniedPaths = [$"/groups/{Id(101)}/members"];

        var listed = await ReadAsync(tenant, _cache, expected: new ExpectedSize(12, 4, 5_000_000));

        Assert.True(listed.CompletenessOf("members").IsProven);
        Assert.False(listed.CompletenessOf("members", listed.Roster.Find(new RemoteId(Id(101))) ?? default).IsProven);
        Assert.True(listed.CompletenessOf("members", listed.Roster.Find(new RemoteId(Id(102))) ?? default).IsProven);
        Assert.Null(_cache.Load(TargetName.Directory));
    }

    [Fact]
    public async Task A_read_in_doubt_is_not_kept()
    {
        await using var tenant = await SomeoneAsync();
        tenant.Switches.DeniedPaths = ["/groups"];

        await ReadAsync(tenant, _cache);

        Assert.Null(_cache.Load(TargetName.Directory));
    }

    private static Task<EntraTenant> SomeoneAsync() => StartAsync([
        .. Enumerable.Range(0, 12).Select(i =>
            $$"""{"type":"user","id":"{{Id(i)}}","userPrincipalName":"p{{i}}@contoso.com","displayName":"P {{i}}","department":"D{{i % 3}}","otherMails":["a{{i}}@x.example","b@x.example"],"{{MarkProperty}}":"w/p{{i}};c"{{(i > 2 ? $",\"manager\":\"{Id(0)}\"" : "")}}}"""),
        .. Enumerable.Range(100, 4).Select(g =>
            $$"""{"type":"group","id":"{{Id(g)}}","displayName":"G{{g}}","description":"of {{g}}","members":[{{string.Join(',', Enumerable.Range(0, 8).Select(m => $"\"{Id(m)}\""))}}],"owners":["{{Id(g - 100)}}"]}"""),
    ]);

    private static Task<Snapshot> ReadAsync(EntraTenant tenant, IReadCache? cache, string[]? parts = null, ExpectedSize expected = default) =>
        tenant.Reader.ReadAsync(new ReadRequest(new ReadScope.Everything([.. parts ?? Parts]) { Expected = expected }, new Roster(TargetName.Directory), new ValuePool()) { Cache = cache }, default);

    private static async Task SendAsync(EntraTenant tenant, string method, string path, string? body)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(tenant.Emulator.GraphRoot, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "token");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {await answer.Content.ReadAsStringAsync()}");
    }

    private static string Reference(EntraTenant tenant, string id) => $$"""{"@odata.id":"{{new Uri(tenant.Emulator.GraphRoot, $"directoryObjects/{id}")}}"}""";

    private static int Deleted(Snapshot snapshot) => Enumerable.Range(0, snapshot[Kind.User].Count).Count(snapshot[Kind.User].IsDeleted);

    // Everything that a snapshot says of users and groups, in an order that does not depend on how it was read.
    private static string[] Told(Snapshot snapshot)
    {
        var objects = new[] { Kind.User, Kind.Group }.SelectMany(kind => Enumerable.Range(0, snapshot[kind].Count).Select(row =>
            $"{kind} {Name(snapshot[kind].Rows[row])} {snapshot.Roster.NameOf(snapshot[kind].Rows[row])} {(snapshot[kind].IsDeleted(row) ? "deleted " : "")}"
            + string.Join(" | ", snapshot[kind].Schema.Attributes.Select((a, column) => $"{a.Name}={snapshot.Pool[snapshot[kind].Cell(row, column)]}"))));
        var links = snapshot.AllLinks.Where(l => !l.Value.Ends.IsEmpty).Select(l =>
            $"{l.Key.Link} of {Name(l.Key.From)}: {string.Join(' ', l.Value.Ends.Select(e => $"{snapshot.Roster.KindOf(e.To)} {Name(e.To)}").Order(StringComparer.Ordinal))}");
        return [.. objects.Concat(links).Order(StringComparer.Ordinal)];

        string Name(Handle handle) => snapshot.Roster.IdOf(handle)?.Value ?? "?";
    }

    private static string Id(int number) => $"aaaaaaaa-0000-4000-8000-{number:000000000000}";

    private sealed class MemoryCache : IReadCache
    {
        private byte[]? _bytes;

        public byte[]? Load(TargetName target) => _bytes;

        public void Save(TargetName target, ReadOnlySpan<byte> bytes) => _bytes = bytes.ToArray();

        public void Drop(TargetName target) => _bytes = null;
    }
}
