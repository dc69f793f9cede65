using System.Globalization;
using Reconciler.Connectors.Http;
using Reconciler.Connectors.Tests.Http;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Tests.Entra;

/// <summary>Reads against a server that does what no honest one would.</summary>
public sealed class ScriptedReadTests
{
    private const string App = "11111111-2222-3333-4444-555555555555";
    private readonly FastTime _time = new();

    [Fact]
    public async Task A_next_link_to_another_host_is_refused_and_sees_no_token()
    {
        using var elsewhere = new ScriptedServer(_ => Reply.Json("""{"value":[]}"""));
        var link = elsewhere.Root + "/users?$skiptoken=x";
        using var server = new ScriptedGraph(s => Tenant(s, users: $$"""{"@odata.nextLink":"{{link}}","value":[{"id":"a","userPrincipalName":"a@contoso.com"}]}"""));

        var snapshot = await ReadAsync(server);

        Assert.Empty(elsewhere.Requests);
        var unproven = Assert.IsType<Completeness.Unproven>(snapshot.CompletenessOf("user"));
        Assert.Contains("another host", unproven.Why, StringComparison.Ordinal);
        Assert.Equal(1, snapshot[Kind.User].Count);
    }

    [Fact]
    public async Task A_delta_without_delta_link_proves_nothing()
    {
        using var server = new ScriptedGraph(s => Tenant(s, groups: """{"value":[{"id":"g","displayName":"G","groupTypes":[]}]}"""));

        var snapshot = await ReadAsync(server);

        Assert.All((string[])["group", "members", "owners"], n => Assert.False(snapshot.CompletenessOf(n).IsProven));
        Assert.True(snapshot.CompletenessOf("user").IsProven);
    }

    [Fact]
    public async Task A_page_that_stays_broken_makes_the_list_doubtful_but_not_the_run()
    {
        using var server = new ScriptedGraph(s => s.Path.Contains("skiptoken=2", StringComparison.Ordinal)
            ? new Reply(503, """{"error":{"code":"ServiceUnavailable","message":"later"}}""", ("request-id", "r-17"))
            : Tenant(s, users: """{"@odata.nextLink":"ROOT/users?$skiptoken=2","value":[{"id":"a","userPrincipalName":"a@contoso.com"}]}"""));

        var snapshot = await ReadAsync(server);

        var unproven = Assert.IsType<Completeness.Unproven>(snapshot.CompletenessOf("user"));
        Assert.Contains("503 ServiceUnavailable", unproven.Why, StringComparison.Ordinal);
        Assert.Contains("r-17", unproven.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_whom_another_list_knows_cast_doubt_on_the_list_of_users()
    {
        using var server = new ScriptedGraph(s => Tenant(s, groups:
            """{"@odata.deltaLink":"ROOT/groups/delta?$deltatoken=1","value":[{"id":"g","displayName":"G","groupTypes":[],"members@delta":[{"@odata.type":"#microsoft.graph.user","id":"unseen"}]}]}"""));

        var snapshot = await ReadAsync(server);

        Assert.Contains("not among", Assert.IsType<Completeness.Unproven>(snapshot.CompletenessOf("user")).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chunks_of_one_group_are_joined_and_the_last_word_holds()
    {
        using var server = new ScriptedGraph(s => s.Path.Contains("skiptoken=2", StringComparison.Ordinal)
            ? Reply.Json("""{"@odata.deltaLink":"x","value":[{"id":"g","members@delta":[{"@odata.type":"#microsoft.graph.user","id":"b"},{"@odata.type":"#microsoft.graph.user","id":"a","@removed":{"reason":"deleted"}}]},{"id":"h","@removed":{"reason":"changed"}}]}""")
            : Tenant(s,
                users: """{"value":[{"id":"a","userPrincipalName":"a@contoso.com"},{"id":"b","userPrincipalName":"b@contoso.com"}]}""",
                groups: """{"@odata.nextLink":"ROOT/groups/delta?$skiptoken=2","value":[{"id":"g","displayName":"G","groupTypes":["Unified"],"members@delta":[{"@odata.type":"#microsoft.graph.user","id":"a"}]},{"id":"h","displayName":"H","groupTypes":[]}]}"""));

        var snapshot = await ReadAsync(server);

        var group = Handle(snapshot, "g");
        Assert.Equal(Handle(snapshot, "b"), Assert.Single(snapshot.Links("members", group).Ends));
        Assert.Equal("G", snapshot.Pool[snapshot[Kind.Group].Cell(group, "displayName")].ToString());
        Assert.Equal("microsoft365", snapshot.Pool[snapshot[Kind.Group].Cell(group, "kind")].ToString());
        Assert.True(snapshot[Kind.Group].IsDeleted(snapshot[Kind.Group].RowOf(Handle(snapshot, "h"))));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_long_chain_is_read_to_its_end_wherever_its_links_stand(bool first)
    {
        const int Pages = 40;
        using var server = new ScriptedGraph(s =>
        {
            if (!s.Path.Contains("/users?", StringComparison.Ordinal))
                return Tenant(s);
            var page = s.Path.LastIndexOf("token=", StringComparison.Ordinal) is >= 0 and var at ? int.Parse(s.Path[(at + 6)..], CultureInfo.InvariantCulture) : 1;
            var link = page == Pages ? "" : $"\"@odata.nextLink\":\"ROOT/users?$skiptoken={page + 1}\"";
            var value = $$"""
                "value":[{"id":"aaaaaaaa-0000-4000-8000-0000000000{{page:00}}","userPrincipalName":"a{{page}}@contoso.com"}]
                """;
            return Reply.Json($"{{{string.Join(',', (first ? [link, value] : new[] { value, link }).Where(p => p.Length > 0))}}}");
        });

        var snapshot = await ReadAsync(server);

        Assert.Equal(Pages, snapshot[Kind.User].Count);
        Assert.Equal($"last page without a next link, {Pages} pages", Assert.IsType<Completeness.Proven>(snapshot.CompletenessOf("user")).How);
        Assert.Equal(Pages, server.Requests.Count(r => r.Path.Contains("/users?", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_id_in_other_letters_is_another_object()
    {
        using var server = new ScriptedGraph(s => Tenant(s, users: """
            {"value":[{"id":"aaaaaaaa-0000-4000-8000-00000000000a","userPrincipalName":"a@contoso.com"},{"id":"AAAAAAAA-0000-4000-8000-00000000000A","userPrincipalName":"b@contoso.com"}]}
            """, groups: """
            {"@odata.deltaLink":"x","value":[{"id":"g","displayName":"G","groupTypes":[],"members@delta":[{"@odata.type":"#microsoft.graph.user","id":"AAAAAAAA-0000-4000-8000-00000000000A"}]}]}
            """));

        var snapshot = await ReadAsync(server);

        Assert.Equal(2, snapshot[Kind.User].Count);
        Assert.Equal("b@contoso.com", snapshot.Roster.NameOf(Assert.Single(snapshot.Links("members", Handle(snapshot, "g")).Ends).To));
    }

    [Theory]
    [InlineData("/organization", 401)]
    [InlineData("/users?", 403)]
    public async Task Without_the_right_to_read_people_nothing_is_planned(string path, int status)
    {
        using var server = new ScriptedGraph(s => s.Path.Contains(path, StringComparison.Ordinal)
            ? new Reply(status, """{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}""", ("request-id", "r-1"))
            : Tenant(s));

        var e = await Assert.ThrowsAsync<TargetException>(() => ReadAsync(server));

        Assert.True(e.IsAccess);
        Assert.Equal("r-1", e.Fault.RequestId);
        Assert.NotEmpty(e.Fault.Advice);
    }

    [Fact]
    public async Task Nobody_at_home_is_a_fault_with_advice()
    {
        var root = new Uri($"http://127.0.0.1:{ScriptedServer.FreePort()}/v1.0");

        var e = await Assert.ThrowsAsync<TargetException>(() => ReadAsync(root));

        Assert.Equal("unreachable", e.Fault.Code);
        Assert.NotEmpty(e.Fault.Advice);
    }

    [Fact]
    public async Task A_mark_that_nobody_registered_is_not_asked_for()
    {
        using var server = new ScriptedGraph(s => Tenant(s));

        var snapshot = await ReadAsync(server);

        Assert.Equal(0, snapshot[Kind.Extension].Count);
        Assert.DoesNotContain(server.Requests, r => r.Path.Contains("extension_", StringComparison.Ordinal));
        Assert.True(snapshot.CompletenessOf("extension").IsProven);
    }

    [Fact]
    public async Task A_deleted_person_keeps_the_address_it_had()
    {
        const string id = "87d349ed-44d7-43e1-9a83-5f2406dee5bd";
        using var server = new ScriptedGraph(s => s.Path.Contains("deletedItems/microsoft.graph.user", StringComparison.Ordinal)
            ? Reply.Json($$"""{"value":[{"id":"{{id}}","userPrincipalName":"87d349ed44d743e19a835f2406dee5bdAdeleV@contoso.com"}]}""")
            : Tenant(s));

        var snapshot = await ReadAsync(server);

        var table = snapshot[Kind.User];
        var row = table.RowOf(Handle(snapshot, id));
        Assert.True(table.IsDeleted(row));
        Assert.Equal("AdeleV@contoso.com", snapshot.Pool[table.Cell(row, table.Schema.IndexOf("userPrincipalName"))].ToString());
    }

    [Fact]
    public async Task Our_own_principal_is_read_from_the_token()
    {
        var claims = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes($$"""{"appid":"{{App}}","oid":"me"}"""));
        using var server = new ScriptedGraph(s => Tenant(s));
        var connection = ConnectorCatalog.Connect(server.Root, $"h.{claims}.s", MarkPlace.InExtensionOf(null), _time, new CountedRandomness());

        var snapshot = await ConnectorCatalog.EntraReader(connection).ReadAsync(Everything(), default);

        Assert.Equal(new RemoteId("me"), snapshot.Facts.OwnPrincipal);
        Assert.Contains(server.Requests, r => r.Path.Contains($"applications(appId='{App}')", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_opaque_token_and_no_app_is_a_fault_that_names_the_line_to_write()
    {
        using var server = new ScriptedGraph(s => Tenant(s));
        var connection = ConnectorCatalog.Connect(server.Root, "opaque", MarkPlace.InExtensionOf(null), _time, new CountedRandomness());

        var e = await Assert.ThrowsAsync<TargetException>(() => ConnectorCatalog.EntraReader(connection).ReadAsync(Everything(), default));

        Assert.Contains("directoryExtension", e.Fault.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_in_addresses_are_encoded()
    {
        using var server = new ScriptedGraph(s => new Reply(404, """{"error":{"code":"Request_ResourceNotFound","message":"no"}}"""));
        var reader = ConnectorCatalog.EntraReader(Connection(server.Root));

        foreach (var (attribute, value) in ((string, string)[])[("userPrincipalName", "o'brien#EXT#@x/../y?z"), ("employeeId", "a' or 1 eq 1 or '"), ("userPrincipalName", "$a@b.c")])
            await reader.ReadAsync(new ReadRequest(new ReadScope.Find(Kind.User, attribute, value), new Roster(TargetName.Directory), new ValuePool()), default);

        var paths = server.Requests.Select(r => r.Path).Where(p => p.Contains("/users", StringComparison.Ordinal)).Select(p => p.Split("?$select")[0].Split("&$select")[0]).ToArray();
        Assert.Equal(["/v1.0/users/o%27brien%23EXT%23%40x%2F..%2Fy%3Fz", "/v1.0/users?$filter=employeeId%20eq%20'a%27%27%20or%201%20eq%201%20or%20%27%27'", "/v1.0/users(userPrincipalName='%24a%40b.c')"],
            paths);
    }

    [Fact]
    public void Bearers_go_nowhere_but_over_https_or_loopback() =>
        Assert.Throws<ArgumentException>(() => ConnectorCatalog.Connect(new Uri("http://graph.example/v1.0"), "t", MarkPlace.InExtensionOf(App), _time, new CountedRandomness()));

    private static Reply Tenant(Seen seen, string users = """{"value":[]}""", string groups = """{"@odata.deltaLink":"x","value":[]}""")
    {
        var path = seen.Path["/v1.0".Length..];
        return path switch
        {
            _ when path.StartsWith("/organization", StringComparison.Ordinal) => Reply.Json("""{"value":[{"id":"t","displayName":"Contoso","verifiedDomains":[{"name":"contoso.com"}]}]}"""),
            _ when path.StartsWith("/applications(", StringComparison.Ordinal) => Reply.Json("""{"id":"app"}"""),
            _ when path.StartsWith("/users/delta", StringComparison.Ordinal) => Reply.Json("""{"@odata.deltaLink":"x","value":[]}"""),
            _ when path.StartsWith("/users?", StringComparison.Ordinal) => Reply.Json(users),
            _ when path.StartsWith("/groups/delta", StringComparison.Ordinal) => Reply.Json(groups),
            _ => Reply.Json("""{"value":[]}"""),
        };
    }

    private static ReadRequest Everything() => new(new ReadScope.Everything([]), new Roster(TargetName.Directory), new ValuePool());

    private static Handle Handle(Snapshot snapshot, string id) => snapshot.Roster.Find(new RemoteId(id)) ?? throw new KeyNotFoundException(id);

    private EntraConnection Connection(Uri root) => ConnectorCatalog.Connect(root, "token", MarkPlace.InExtensionOf(App), _time, new CountedRandomness());

    private Task<Snapshot> ReadAsync(ScriptedGraph server) => ReadAsync(server.Root);

    private Task<Snapshot> ReadAsync(Uri root) => ConnectorCatalog.EntraReader(Connection(root)).ReadAsync(Everything(), default);
}
