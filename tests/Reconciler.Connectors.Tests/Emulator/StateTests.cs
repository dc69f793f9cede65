using System.Diagnostics;
using Reconciler.Emulator;
using Reconciler.Emulator.State;

namespace Reconciler.Connectors.Tests.Emulator;

public sealed class StateTests
{
    [Fact]
    public async Task State_survives_a_restart_with_its_ids_and_delta_tokens()
    {
        using var folder = new TestFolder();
        var seed = folder.Write("seed.jsonl", """{"type":"user","userPrincipalName":"seeded@contoso.com"}""");
        var clock = new FakeClock();
        Task<TestTenant> Start() => TestTenant.StartAsync(o => o with { StateDirectory = folder.File("state"), SeedFiles = [seed] }, clock);
        string user, group, gone, back, link, extension;
        await using (var tenant = await Start())
        {
            var application = (await tenant.Post("applications", new { displayName = "app" })).Is(201);
            extension = (await tenant.Post($"applications/{application.Id}/extensionProperties", new { name = "mark", dataType = "String", targetObjects = new[] { "User" } }))
                .Json.GetProperty("name").GetString()!;
            user = await tenant.User("u", ("department", "x"), (extension, "here"));
            gone = await tenant.User("gone");
            back = await tenant.User("back");
            group = await tenant.Group("g", ("members@odata.bind", new[] { tenant.Url(user), tenant.Url(gone), tenant.Url(back) }));
            link = (await tenant.Get("users/delta?$select=department")).DeltaLink!;
            await tenant.Patch("users/" + user, new { department = "y" });
            await tenant.Delete("users/" + gone);
            await tenant.Delete("users/" + back);
        }

        for (var round = 0; round < 2; round++)
        {
            await using var tenant = await Start();
            Assert.Equal("y", (await tenant.Get($"users/{user}?$select=department")).Is(200).Json.GetProperty("department").GetString());
            Assert.Equal("here", (await tenant.Get($"users/{user}?$select={extension}")).Is(200).Json.GetProperty(extension).GetString());
            var told = (await tenant.Get("users/delta?" + link.Split('?')[1])).Is(200).Ids;
            Assert.Equal(new[] { user, gone, back }.Order(), told.Take(3).Order());
            Assert.Equal(3 + round, told.Length);
            (await tenant.Get("users/seeded@contoso.com")).Is(200);
            if (round == 0)
                (await tenant.Post($"directory/deletedItems/{back}/restore", null)).Is(200);
            Assert.Equal(new[] { user, back }.Order(), (await tenant.Get($"groups/{group}/members?$select=id")).Ids.Order());
            Assert.Equal([gone], (await tenant.Get("directory/deletedItems/graph.user")).Ids);
            var fresh = await tenant.User("fresh" + round);
            Assert.DoesNotContain(fresh, new[] { user, gone, back });
        }

        Assert.DoesNotContain("xWwvJ", string.Concat(Directory.GetFiles(folder.File("state")).Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Snapshots_hold_everything()
    {
        using var folder = new TestFolder();
        Task<TestTenant> Start() => TestTenant.StartAsync(o => o with { StateDirectory = folder.Path, SnapshotAfterChanges = 5 });
        string boss, user, group, dead;
        await using (var tenant = await Start())
        {
            boss = await tenant.User("boss");
            user = await tenant.User("u", ("manager@odata.bind", tenant.Url(boss)), ("otherMails", new[] { "a@x.org" }));
            dead = await tenant.User("dead");
            group = await tenant.Group("g", ("members@odata.bind", new[] { tenant.Url(user), tenant.Url(dead) }), ("owners@odata.bind", new[] { tenant.Url(boss) }));
            await tenant.Delete("users/" + dead);
            for (var n = 0; n < 12; n++)
                await tenant.Patch("users/" + user, new { department = "d" + n });
        }

        Assert.InRange(File.ReadAllLines(folder.File("log.jsonl")).Length, 0, 5);
        await using var again = await Start();
        Assert.Equal(boss, (await again.Get($"users/{user}/manager")).Id);
        Assert.Equal([boss], (await again.Get($"groups/{group}/owners")).Ids);
        Assert.Equal("d11", (await again.Get($"users/{user}?$select=department")).Json.GetProperty("department").GetString());
        (await again.Post($"directory/deletedItems/{dead}/restore", null)).Is(200);
        Assert.Equal(2, (await again.Get($"groups/{group}/members")).Value.Length);
        Assert.Equal("dead@contoso.com", (await again.Get($"users/{dead}")).Json.GetProperty("userPrincipalName").GetString());
    }

    [Fact]
    public async Task A_torn_last_line_is_forgotten()
    {
        using var folder = new TestFolder();
        Task<TestTenant> Start() => TestTenant.StartAsync(o => o with { StateDirectory = folder.Path });
        string first;
        await using (var tenant = await Start())
        {
            first = await tenant.User("first");
            await tenant.User("second");
        }

        var log = File.ReadAllText(folder.File("log.jsonl"));
        File.WriteAllText(folder.File("log.jsonl"), log[..^30]);
        await using (var tenant = await Start())
        {
            Assert.Equal([first], (await tenant.Get("users?$select=id")).Ids);
            await tenant.User("second");
        }

        await using var last = await Start();
        Assert.Equal(2, (await last.Get("users?$select=id")).Ids.Length);
    }

    [Fact]
    public async Task Seeds_refer_by_names_and_get_stable_ids()
    {
        string[] lines =
        [
            """{"type":"organization","displayName":"Fabrikam"}""",
            """{"type":"domain","id":"fabrikam.com"}""",
            """{"type":"group","uniqueName":"all","members":["Sales","adele@contoso.com","0785ef7c-2d7a-4542-b048-95bcab406e0b"]}""",
            """{"type":"group","displayName":"Sales","members":["adele@contoso.com"]}""",
            """{"type":"user","userPrincipalName":"adele@contoso.com","manager":"boss@fabrikam.com"}""",
            """{"type":"user","userPrincipalName":"boss@fabrikam.com"}""",
            """{"type":"servicePrincipal","appId":"0785ef7c-2d7a-4542-b048-95bcab406e0b","displayName":"app"}""",
            """{"type":"deleted","item":{"type":"user","userPrincipalName":"old@contoso.com"}}""",
        ];
        await using var first = await TestTenant.SeededAsync(lines);
        await using var second = await TestTenant.SeededAsync(lines);
        Assert.Equal(3, (await first.Get("groups(uniqueName='all')/members")).Value.Length);
        Assert.Equal("Fabrikam", (await first.Get("organization")).Value[0].GetProperty("displayName").GetString());
        Assert.Equal((await first.Get("users?$select=id")).Ids, (await second.Get("users?$select=id")).Ids);
        Assert.Single((await first.Get("directory/deletedItems/graph.user")).Ids);
        Assert.Equal("boss", (await first.Get("users/adele@contoso.com/manager?$select=displayName")).Json.GetProperty("displayName").GetString());
    }

    [Theory]
    [InlineData("""{"type":"planet"}""", "seed.jsonl:1: 'planet' is not a type of the state format")]
    [InlineData("""{"type":"user","userPrincipalName":"a@b.c","shoeSize":1}""", "seed.jsonl:1: 'shoeSize' is not a property of user")]
    [InlineData("""{"type":"user","userPrincipalName":"a@b.c","accountEnabled":"yes"}""", "seed.jsonl:1: the value of 'accountEnabled' is not of the right kind")]
    [InlineData("""{"type":"user"}""", "seed.jsonl:1: neither an id nor a name is given")]
    [InlineData("""{"type":"group","uniqueName":"g","members":["nobody@b.c"]}""", "seed.jsonl:1: 'nobody@b.c' among members names nothing, or more than one object")]
    [InlineData("""{"type":"group","uniqueName":"g","id":"x"}""", "seed.jsonl:1: 'id' is not a GUID")]
    [InlineData("""{"displayName":"g"}""", "seed.jsonl:1: 'type' is missing")]
    public async Task Faults_of_a_seed_are_positioned(string line, string message)
    {
        var fault = await Assert.ThrowsAsync<StateException>(() => TestTenant.SeededAsync(line));
        Assert.Equal(message, fault.Message);
    }

    [Fact]
    public async Task A_hundred_thousand_people_and_a_million_memberships_load()
    {
        const int Users = 100_000;
        using var folder = new TestFolder();
        var seed = folder.File("big.jsonl");
        await using (var file = new StreamWriter(seed))
        {
            for (var n = 0; n < Users; n++)
            {
                file.WriteLine($$"""{"type":"user","userPrincipalName":"user{{n}}@contoso.com","displayName":"User {{n}}","givenName":"User","surname":"{{n}}","department":"Department {{n % 500}}","jobTitle":"Engineer","companyName":"Contoso","city":"Bern","country":"Switzerland","usageLocation":"CH","employeeId":"{{n}}"}""");
            }

            for (var g = 0; g < 10_000; g++)
            {
                var members = Enumerable.Range(0, 100).Select(m => $"\"user{(g * 37 + m * 991) % Users}@contoso.com\"");
                file.WriteLine($$"""{"type":"group","uniqueName":"group-{{g}}","members":[{{string.Join(',', members)}}]}""");
            }
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        await using var tenant = await TestTenant.StartAsync(o => o with { SeedFiles = [seed] });
        var loaded = watch.Elapsed;
        var memory = GC.GetTotalMemory(forceFullCollection: true) - before;
        watch.Restart();
        var pages = await tenant.Pages("users?$select=id,displayName,department&$top=999");
        Assert.Equal(Users, pages.Sum(p => p.Value.Length));
        Assert.Equal(101, pages.Count);
        Assert.Equal(100, (await tenant.Get("groups(uniqueName='group-9999')/members?$select=id")).Value.Length);
        Console.WriteLine($"loaded in {loaded.TotalSeconds:0.0} s, {memory >> 20} MB; 101 pages in {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.True(memory < 400L << 20, $"{memory >> 20} MB");
    }
}
