using Reconciler.Connectors.Http;

namespace Reconciler.Connectors.Tests.Http;

public sealed class OriginTests
{
    [Theory]
    [InlineData("http://graph.microsoft.com/v1.0")]
    [InlineData("ftp://localhost/v1.0")]
    [InlineData("https://user:pw@graph.microsoft.com/v1.0")]
    [InlineData("https://graph.microsoft.com/v1.0?x=1")]
    public void A_root_that_could_leak_a_token_is_refused(string root) => Assert.Throws<ArgumentException>(() => new Origin(new Uri(root)));

    [Theory]
    [InlineData("https://graph.microsoft.com/v1.0/users?$skiptoken=x", true)]
    [InlineData("https://GRAPH.microsoft.com/v1.0/users", true)]
    [InlineData("https://graph.microsoft.com:443/v1.0/users", true)]
    [InlineData("https://graph.microsoft.com.evil.example/v1.0/users", false)]
    [InlineData("https://evil.example/v1.0/users", false)]
    [InlineData("http://graph.microsoft.com/v1.0/users", false)]
    [InlineData("https://graph.microsoft.com:8443/v1.0/users", false)]
    [InlineData("https://graph.microsoft.com/beta/users", false)]
    [InlineData("https://graph.microsoft.com/v1.0/../beta/users", false)]
    [InlineData("https://x@graph.microsoft.com/v1.0/users", false)]
    [InlineData("//graph.microsoft.com/v1.0/users", false)]
    [InlineData("/v1.0/users", false)]
    [InlineData(null, false)]
    public void Links_are_followed_within_the_root_only(string? link, bool follows) =>
        Assert.Equal(follows, new Origin(new Uri("https://graph.microsoft.com/v1.0/")).TryFollow(link, out _));
}
