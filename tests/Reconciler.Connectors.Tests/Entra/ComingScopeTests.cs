using Reconciler.Connectors.Tests.Http;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Tests.Entra;

/// <summary>A read that begins before it is known what is wanted.</summary>
public sealed class ComingScopeTests
{
    private static readonly ReadScope.Everything Wanted = new(["manager", "directoryRoles"]) { Expected = new ExpectedSize(2, 1, 1) };

    [Fact]
    public async Task Users_are_read_while_the_rest_is_still_being_worked_out()
    {
        await using var tenant = await TenantAsync();
        var scope = new TaskCompletionSource<ReadScope.Everything>(TaskCreationOptions.RunContinuationsAsynchronously);
        var users = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var request = new ReadRequest(new ReadScope.Coming(scope.Task), new Roster(TargetName.Directory), new ValuePool()) { Progress = new Heard("users", users) };

        var reading = tenant.Reader.ReadAsync(request, default);
        await users.Task;
        Assert.False(reading.IsCompleted);
        Assert.DoesNotContain(tenant.Sent.Requests, r => r.Path.Contains("groups", StringComparison.Ordinal));
        scope.SetResult(Wanted);

        AssertSame(await tenant.ReadAsync(Wanted), await reading);
    }

    [Fact]
    public async Task What_is_known_at_once_is_read_as_ever()
    {
        await using var tenant = await TenantAsync();
        var ever = await tenant.ReadAsync(Wanted);
        var asked = tenant.Sent.Requests.Count;
        var coming = await tenant.ReadAsync(new ReadScope.Coming(Task.FromResult(Wanted)));

        AssertSame(ever, coming);
        Assert.Equal(asked, tenant.Sent.Requests.Count - asked);
        Assert.Equal(ever.Cost, coming.Cost);
    }

    [Fact]
    public async Task A_scope_that_never_comes_ends_the_read()
    {
        await using var tenant = await TenantAsync();
        var scope = new TaskCompletionSource<ReadScope.Everything>();
        var reading = tenant.ReadAsync(new ReadScope.Coming(scope.Task));

        scope.SetCanceled();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    private static Task<EntraTenant> TenantAsync() => EntraTenant.StartAsync(
        """{"type":"user","id":"aaaaaaaa-0000-4000-8000-000000000001","userPrincipalName":"ada@contoso.com","displayName":"Ada"}""",
        """{"type":"user","id":"aaaaaaaa-0000-4000-8000-000000000002","userPrincipalName":"ben@contoso.com","displayName":"Ben","manager":"aaaaaaaa-0000-4000-8000-000000000001"}""",
        """{"type":"group","id":"bbbbbbbb-0000-4000-8000-000000000001","displayName":"All","mailNickname":"all","members":["aaaaaaaa-0000-4000-8000-000000000001"]}""");

    private static void AssertSame(Snapshot expected, Snapshot actual)
    {
        Assert.All(expected.AllCompleteness, c => Assert.Equal(c.Value, actual.CompletenessOf(c.Key)));
        Assert.Equal(Lines(expected), Lines(actual));
        Assert.Equal(3, expected[Kind.User].Count + expected[Kind.Group].Count);
    }

    private static IEnumerable<string> Lines(Snapshot snapshot) => snapshot.AllLinks
        .Select(l => $"{l.Key.Link} {snapshot.Roster.NameOf(l.Key.From)}: {string.Join(", ", l.Value.Ends.Select(e => snapshot.Roster.NameOf(e.To)))}").Order(StringComparer.Ordinal);

    private sealed class Heard(string what, TaskCompletionSource heard) : IProgress<ReadProgress>
    {
        public void Report(ReadProgress value)
        {
            if (value.What == what)
                heard.TrySetResult();
        }
    }
}
