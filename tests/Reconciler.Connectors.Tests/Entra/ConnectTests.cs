using Reconciler.Connectors.Http;
using Reconciler.Connectors.Tests.Http;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Tests.Entra;

public sealed class ConnectTests
{
    [Theory]
    [InlineData("global", "https://graph.microsoft.com/v1.0")]
    [InlineData("usgov", "https://graph.microsoft.us/v1.0")]
    [InlineData("dod", "https://dod-graph.microsoft.us/v1.0")]
    [InlineData("china", "https://microsoftgraph.chinacloudapi.cn/v1.0")]
    public void Every_cloud_has_its_root(string cloud, string root) => Assert.Equal(new Uri(root), Connect(s => s with { Cloud = cloud }).GraphRoot);

    [Theory]
    [InlineData("default")]
    [InlineData("workloadIdentity")]
    [InlineData("githubOidc")]
    [InlineData("managedIdentity")]
    [InlineData("certificate")]
    [InlineData("clientSecret")]
    [InlineData("none")]
    public void A_connection_resolves_no_secret_before_it_is_used(string type) => Connect(s => s with { Credential = new(type) });

    [Fact]
    public void What_is_unknown_or_unsafe_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Connect(s => s with { Cloud = "moon" }));
        Assert.Throws<ArgumentException>(() => Connect(s => s with { Credential = new("password") }));
        Assert.Throws<ArgumentException>(() => Connect(s => s with { Endpoint = new Uri("http://graph.example/v1.0") }));
    }

    [Fact]
    public void The_mark_is_registered_by_the_named_app_else_by_the_one_that_signs_in()
    {
        Assert.Equal("app", Connect(s => s with { ExtensionAppId = "app", Credential = new("default") { ClientId = "client" } }).Mark.AppId);
        Assert.Equal("client", Connect(s => s with { Credential = new("default") { ClientId = "client" } }).Mark.AppId);
        Assert.Equal("extensionAttribute3", Connect(s => s with { MarkAttribute = "extensionAttribute3" }).Mark.Attribute);
    }

    [Fact]
    public async Task A_secret_that_cannot_be_read_is_told_by_its_reference()
    {
        var connection = Connect(s => s with { Credential = new("clientSecret") { ClientId = EntraTenant.App, Secret = "env:RECONCILER_SECRET" }, ExtensionAppId = EntraTenant.App });

        var e = await Assert.ThrowsAsync<TargetException>(() =>
            ConnectorCatalog.EntraReader(connection).ReadAsync(new ReadRequest(new ReadScope.Everything([]), new Roster(TargetName.Directory), new ValuePool()), default));

        Assert.True(e.IsAccess);
        Assert.Contains("env:RECONCILER_SECRET", e.Fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_credential_that_lacks_something_names_the_line_to_write()
    {
        var connection = Connect(s => s with { Credential = new("clientSecret") { ClientId = EntraTenant.App } });

        var e = await Assert.ThrowsAsync<TokenException>(async () => await connection.Tokens.GetAsync(connection.Time, default));

        Assert.Contains("directory.credential.clientSecret", e.Advice, StringComparison.Ordinal);
    }

    private static EntraConnection Connect(Func<DirectorySettings, DirectorySettings> with) =>
        ConnectorCatalog.Connect(with(new DirectorySettings("contoso.com", SourceSpan.None)), new NoSecrets(), new FastTime(), new CountedRandomness());

    private sealed class NoSecrets : ISecrets
    {
        public Redaction Redaction { get; } = new();

        public ValueTask<Secret> ResolveAsync(string reference, CancellationToken cancellationToken) => throw new SecretException(reference, "it is not set");
    }
}
