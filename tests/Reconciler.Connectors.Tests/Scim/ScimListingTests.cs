using Reconciler.Connectors.Tests.Http;
using Reconciler.Core.Model;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Tests.Scim;

public sealed class ScimListingTests
{
    private static readonly ScimProfile Small = ScimBench.Generic with { Paging = new ScimProfile.PagingPart { PageSize = 4 } };

    [Fact]
    public async Task A_total_that_is_the_size_of_the_page_is_no_end()
    {
        using var server = Listing(s => Page(s, 10, 3, total: 3));
        var snapshot = await Bench(server).ReadAsync();

        Assert.Equal(10, snapshot[Kind.User].Count);
        Assert.IsType<Completeness.Proven>(snapshot.CompletenessOf("user"));
        // The count is clamped to 3: it goes on by what it received, to an empty page.
        Assert.Equal(["1", "4", "7", "10", "11"], Starts(server));
        Assert.Equal(6, snapshot.Cost.Requests);
    }

    [Fact]
    public async Task An_exact_total_spares_the_last_request_and_is_held_to()
    {
        var exact = Small with { Paging = Small.Paging with { ExactTotal = true } };
        using (var server = Listing(s => Page(s, 8, 4, total: 8)))
        {
            var snapshot = await new ScimBench(server.Root, exact, groups: false).ReadAsync();
            Assert.True(snapshot.CompletenessOf("user").IsProven);
            Assert.Equal(["1", "5"], Starts(server));
        }

        using var short9 = Listing(s => Page(s, 8, 4, total: 9));
        Assert.Contains("9 results and listed 8", Why(await new ScimBench(short9.Root, exact, groups: false).ReadAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_ignores_startIndex_and_gives_all_at_a_large_count_is_whole()
    {
        using var server = Listing(s => Pages.List(Pages.Users(1, Math.Min(7, Pages.Number(s, "count") ?? 7)), Math.Min(7, Pages.Number(s, "count") ?? 7)));
        var snapshot = await Bench(server).ReadAsync();

        Assert.Equal(7, snapshot[Kind.User].Count);
        Assert.Contains("ignored", Assert.IsType<Completeness.Proven>(snapshot.CompletenessOf("user")).How, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_ignores_startIndex_and_clamps_is_not_believed()
    {
        using var server = Listing(_ => Pages.List(Pages.Users(1, 4), 4));
        var snapshot = await Bench(server).ReadAsync();

        Assert.Equal(4, snapshot[Kind.User].Count);
        Assert.Contains("method: none", Why(snapshot), StringComparison.Ordinal);
        Assert.False(snapshot.CompletenessOf(ScimBench.Manager).IsProven);
    }

    [Fact]
    public async Task Overlapping_pages_are_read_again()
    {
        // Each page begins one too early; nothing is missing.
        using var server = Listing(s => Pages.Number(s, "startIndex") is var at && at > 10 ? Pages.List([]) : Pages.List(Pages.Users(Math.Max(1, at - 1 ?? 1), 4).Take(10), 10));
        var snapshot = await Bench(server).ReadAsync();

        Assert.True(snapshot[Kind.User].Count >= 10);
        Assert.True(Starts(server).Count(s => s == "1") >= 2);
        Assert.IsType<Completeness.Proven>(snapshot.CompletenessOf("user"));
    }

    [Fact]
    public async Task What_a_second_pass_still_adds_leaves_the_listing_unproven()
    {
        var pass = 0;
        using var server = Listing(s =>
        {
            var at = Pages.Number(s, "startIndex") ?? 1;
            pass += at == 1 ? 1 : 0;
            return at switch { 1 => Pages.List(Pages.Users(1, 4)), 5 => Pages.List(Pages.Users(pass == 1 ? 4 : 20, 4)), _ => Pages.List([]) };
        });
        Assert.Contains("reading again brought", Why(await Bench(server).ReadAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_total_above_what_is_listed_leaves_it_unproven()
    {
        using var server = Listing(s => Page(s, 6, 4, total: 9));
        Assert.Contains("9 results and listed 6", Why(await Bench(server).ReadAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cursors_are_followed_and_an_expired_one_starts_over()
    {
        var expired = false;
        using var server = Listing(s => Pages.Query(s, "cursor") switch
        {
            "" => Pages.List(Pages.Users(1, 4), nextCursor: "b"),
            "b" when !expired && (expired = true) => Pages.Error(400, "gone", "expiredCursor"),
            "b" => Pages.List(Pages.Users(5, 4), nextCursor: "c", name: "resources"),
            "c" => Pages.List(Pages.Users(9, 1)),
            _ => Pages.Error(400, "no index here"),
        });
        var snapshot = await new ScimBench(server.Root, Small with { Paging = Small.Paging with { Method = ScimPaging.Cursor } }, groups: false).ReadAsync();

        Assert.Equal(9, snapshot[Kind.User].Count);
        Assert.Equal("to the page without nextCursor", Assert.IsType<Completeness.Proven>(snapshot.CompletenessOf("user")).How);
    }

    [Fact]
    public async Task Cursors_that_always_expire_or_repeat_end_unproven()
    {
        var byCursor = Small with { Paging = Small.Paging with { Method = ScimPaging.Cursor } };
        using (var server = Listing(s => Pages.Query(s, "cursor") is "" ? Pages.List(Pages.Users(1, 4), nextCursor: "b") : Pages.Error(400, "gone", "expiredCursor")))
            Assert.Contains("3 times", Why(await new ScimBench(server.Root, byCursor, groups: false).ReadAsync()), StringComparison.Ordinal);
        using (var server = Listing(_ => Pages.List(Pages.Users(1, 4), nextCursor: "b")))
            Assert.Contains("twice", Why(await new ScimBench(server.Root, byCursor, groups: false).ReadAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cursors_are_taken_where_the_service_says_that_it_has_nothing_else()
    {
        using var server = new ScriptedServer(s => Pages.Is(s, "GET", "/ServiceProviderConfig") ? Reply.Json("""{"Pagination":{"cursor":"True","index":false}}""")
            : Pages.Query(s, "cursor") is { } cursor ? Pages.List(Pages.Users(cursor.Length == 0 ? 1 : 5, 4), nextCursor: cursor.Length == 0 ? "x" : null)
            : Pages.Error(400, "index paging is not supported"));
        Assert.Equal(8, (await Bench(server).ReadAsync())[Kind.User].Count);
    }

    [Fact]
    public async Task One_request_is_enough_where_the_profile_says_so()
    {
        using var server = Listing(_ => Pages.List(Pages.Users(1, 4)));
        var snapshot = await new ScimBench(server.Root, Small with { Paging = new ScimProfile.PagingPart { Method = ScimPaging.None } }, groups: false).ReadAsync();

        Assert.True(snapshot.CompletenessOf("user").IsProven);
        Assert.DoesNotContain(Starts(server), s => s.Length > 0);
    }

    [Fact]
    public async Task Objects_without_id_and_made_up_ones_are_not_believed()
    {
        using (var server = Listing(s => Pages.Number(s, "startIndex") > 1 ? Pages.List([]) : Pages.List([Pages.User(1), """{"userName":"nobody"}"""])))
            Assert.Contains("have no id", Why(await Bench(server).ReadAsync()), StringComparison.Ordinal);
        using (var server = Listing(s => Pages.Number(s, "startIndex") > 1 ? Pages.List([]) : Pages.List(["""{"id":"1","userName":"synthesis_user"}"""])))
            Assert.Contains("made up", Why(await Bench(server).ReadAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_sort_is_left_out()
    {
        using var server = new ScriptedServer(s => Pages.Is(s, "GET", "/ServiceProviderConfig") ? Reply.Json("""{"sort":{"supported":true}}""")
            : Pages.Query(s, "sortBy") is not null ? Pages.Error(403, "no sorting") : Page(s, 5, 4, null));
        Assert.Equal(5, (await Bench(server).ReadAsync())[Kind.User].Count);
        Assert.Single(server.Requests, s => s.Path.Contains("sortBy=id", StringComparison.Ordinal));
    }

    private static ScimBench Bench(ScriptedServer server) => new(server.Root, Small, groups: false);

    private static ScriptedServer Listing(Func<Seen, Reply> users) => new(s => Pages.Is(s, "GET", "/Users") ? users(s) : Pages.Error(404, "not here"));

    private static Reply Page(Seen seen, int all, int most, int? total)
    {
        var at = Pages.Number(seen, "startIndex") ?? 1;
        return Pages.List(Pages.Users(at, Math.Min(all - at + 1, Math.Min(most, Pages.Number(seen, "count") ?? 100))), total);
    }

    private static string[] Starts(ScriptedServer server) =>
        [.. server.Requests.Where(s => Pages.Is(s, "GET", "/Users")).Select(s => Pages.Query(s, "startIndex") ?? "")];

    private static string Why(Snapshot snapshot) => Assert.IsType<Completeness.Unproven>(snapshot.CompletenessOf("user")).Why;
}
