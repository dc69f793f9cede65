using Reconciler.Connectors.Tests.Http;
using Reconciler.Core.Model;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Tests.Scim;

/// <summary>Reading services that have an own idea of groups, members and errors.</summary>
public sealed class ScimReadTests
{
    /// <summary>As Entra's own SCIM server answers: names in lower case, cursors only, no members in groups, 400 for an unknown id.</summary>
    private static Reply Entra(Seen seen) => (seen.Path.Split('?')[0]["/v1.0".Length..], Pages.Query(seen, "filter"), Pages.Query(seen, "cursor")) switch
    {
        ("/users", null, "") => Pages.List([Pages.User(1), Pages.User(2)], nextCursor: "x", name: "resources"),
        ("/users", null, "x") => Pages.List([Pages.User(3)], name: "resources"),
        ("/users", "groups.value eq \"g1\"", _) => Pages.List([Pages.User(1), Pages.User(3)], name: "resources"),
        ("/users", _, _) => Pages.List([], name: "resources"),
        ("/groups", _, _) => Pages.List(["""{"id":"g1","displayName":"Team","meta":{"resourceType":"group"}}"""], name: "resources"),
        ("/users/u1", _, _) => Reply.Json(Pages.User(1)),
        _ => Pages.Error(400, "bad request"),
    };

    private static readonly ScimProfile EntraScim = ScimBench.Generic with
    {
        Paging = new ScimProfile.PagingPart { Method = ScimPaging.Cursor },
        Errors = new ScimProfile.ErrorsPart { NotFound = [404, 400] },
        Members = new ScimProfile.MembersPart { Read = [MemberReading.FilterByGroup] },
        Users = ScimBench.Generic.Users with { Endpoint = "/users", FilterBy = ["id"] },
        Groups = ScimBench.Generic.Groups with { Endpoint = "/groups" },
    };

    [Fact]
    public async Task Members_are_asked_of_the_users_where_groups_never_show_them()
    {
        using var server = new ScriptedServer(Entra);
        var snapshot = await new ScimBench(server.Root, EntraScim).ReadAsync();
        Assert.Equal(["u1@contoso.com", "u3@contoso.com"], ScimBench.Names(snapshot, "members", "g1"));
        Assert.True(snapshot.CompletenessOf("members").IsProven);
    }

    [Fact]
    public async Task A_status_that_means_more_than_not_found_is_confirmed()
    {
        using var server = new ScriptedServer(Entra);
        var bench = new ScimBench(server.Root, EntraScim);
        var snapshot = await bench.ReadAsync(new ReadScope.Objects(Kind.User, [new RemoteId("u1"), new RemoteId("u9")]));
        Assert.Equal(1, snapshot[Kind.User].Count);
        Assert.Contains(server.Requests, s => Pages.Query(s, "filter") == "id eq \"u9\"" || Pages.Query(s, "cursor") is not null);
    }

    [Fact]
    public async Task Filters_that_select_nothing_or_everything_are_no_way_to_members()
    {
        using var server = new ScriptedServer(s => Pages.Query(s, "filter") is not null ? Pages.List([Pages.User(1), Pages.User(2)], name: "resources") : Entra(s));
        var snapshot = await new ScimBench(server.Root, EntraScim).ReadAsync();
        Assert.Contains("FilterByGroup", Assert.IsType<Completeness.Unproven>(snapshot.CompletenessOf("members")).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_drops_the_connection_on_a_pair_is_asked_another_way()
    {
        var profile = ScimBench.Generic with { Members = new ScimProfile.MembersPart { Read = [MemberReading.FilterByPair, MemberReading.Get] } };
        using var server = new ScriptedServer(s => Pages.Query(s, "filter") is not null ? null
            : Pages.Is(s, "GET", "/Users") ? (Pages.Number(s, "startIndex") > 1 ? Pages.List([]) : Pages.List([Pages.User(1)]))
            : Pages.Is(s, "GET", "/Groups") ? (Pages.Number(s, "startIndex") > 1 ? Pages.List([]) : Pages.List(["""{"id":"g1","displayName":"Team"}"""]))
            : Pages.Is(s, "GET", "/Groups/g1") ? Reply.Json("""{"id":"g1","displayName":"Team","members":[{"value":"u1"},{"value":"dangling"}]}""")
            : new Reply(401, "{}"));
        var snapshot = await new ScimBench(server.Root, profile).ReadAsync();
        Assert.Equal(["dangling", "u1@contoso.com"], ScimBench.Names(snapshot, "members", "g1"));
        // A refused /ServiceProviderConfig is silence.
        Assert.True(snapshot.CompletenessOf("user").IsProven);
    }

    [Fact]
    public async Task A_missing_groups_endpoint_is_told_apart_from_a_missing_service()
    {
        using var server = new ScriptedServer(s => Pages.Is(s, "GET", "/Users") ? Pages.List([]) : Pages.Error(404, "no"));
        var fault = await new ScimBench(server.Root).FaultAsync();
        Assert.Equal("noEndpoint", fault.Code);
        Assert.Contains("leave groups out", fault.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_and_a_group_of_one_id_are_not_mixed_up()
    {
        using var server = new ScriptedServer(s => Pages.Number(s, "startIndex") > 1 ? Pages.List([])
            : Pages.Is(s, "GET", "/Users") ? Pages.List(["""{"id":1,"userName":"a"}"""]) : Pages.List(["""{"id":1,"displayName":"b"}"""]));
        Assert.Equal("sameId", (await new ScimBench(server.Root).FaultAsync()).Code);
    }

    [Fact]
    public async Task Known_limits_are_kept_without_a_429()
    {
        var profile = ScimBench.Generic with
        {
            Http = new ScimProfile.HttpPart { Reads = new ScimRate(2, TimeSpan.FromSeconds(60)) },
            Paging = new ScimProfile.PagingPart { PageSize = 1, ExactTotal = true },
        };
        using var server = new ScriptedServer(s => Pages.Is(s, "GET", "/Users") ? Pages.List([Pages.User(Pages.Number(s, "startIndex") ?? 1)], 6) : Pages.Error(404, "no"));
        var bench = new ScimBench(server.Root, profile, groups: false);
        var start = bench.Time.GetUtcNow();
        Assert.Equal(6, (await bench.ReadAsync())[Kind.User].Count);
        // Seven requests, two a minute.
        Assert.True(bench.Time.GetUtcNow() - start >= TimeSpan.FromMinutes(3));
    }

    [Fact]
    public async Task Progress_is_told_and_cost_counted()
    {
        using var server = new ScriptedServer(s => Pages.Number(s, "startIndex") > 1 ? Pages.List([]) : Pages.Is(s, "GET", "/Users") ? Pages.List(Pages.Users(1, 3)) : Pages.List([]));
        var told = new List<ReadProgress>();
        var bench = new ScimBench(server.Root);
        var snapshot = await bench.Reader.ReadAsync(new ReadRequest(new ReadScope.Everything([]), new Roster(ScimBench.Wiki), new ValuePool()) { Progress = new Telling(told) }, default);
        Assert.Contains(new ReadProgress("users", 3), told);
        Assert.Equal(server.Requests.Count, snapshot.Cost.Requests);
        Assert.Equal("scim", bench.Reader.Descriptor.System);
        Assert.Equal((1, 4), (bench.Writer.Descriptor.OperationsPerEnvelope, bench.Writer.Descriptor.Concurrency));
    }

    private sealed class Telling(List<ReadProgress> told) : IProgress<ReadProgress>
    {
        public void Report(ReadProgress value) => told.Add(value);
    }
}
