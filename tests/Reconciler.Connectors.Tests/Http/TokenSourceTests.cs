using System.Buffers.Text;
using System.Text;
using Reconciler.Connectors.Http;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Tests.Http;

public sealed class TokenSourceTests
{
    [Fact]
    public async Task A_token_is_kept_and_renewed_before_it_ends()
    {
        var time = new FastTime();
        var tokens = new CountedTokens();

        Assert.Equal("token-1", (await tokens.GetAsync(time, default))?.Reveal());
        Assert.Equal("token-1", (await tokens.GetAsync(time, default))?.Reveal());
        for (var minute = 0; minute < 56; minute++)
            await Task.Delay(TimeSpan.FromMinutes(1), time);
        Assert.Equal("token-2", (await tokens.GetAsync(time, default))?.Reveal());
    }

    [Fact]
    public async Task Many_who_wait_cause_one_fetch()
    {
        var time = new FastTime();
        var tokens = new CountedTokens();

        var got = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ => await tokens.GetAsync(time, default)));

        Assert.All(got, t => Assert.Equal("token-1", t?.Reveal()));
        Assert.Equal(1, tokens.Count);
    }

    [Fact]
    public void Who_we_are_is_read_from_the_token()
    {
        var claims = Base64Url.EncodeToString(Encoding.UTF8.GetBytes("""{"appid":"a","oid":"o"}"""));

        Assert.Equal(new TokenClaims("a", "o"), TokenClaims.Read(new Secret($"x.{claims}.y")));
        Assert.Equal(TokenClaims.None, TokenClaims.Read(new Secret("opaque")));
        Assert.Equal(TokenClaims.None, TokenClaims.Read(new Secret("x.%%%.y")));
        Assert.Equal(TokenClaims.None, TokenClaims.Read(null));
    }

    [Fact]
    public void A_bearer_never_shows_itself() => Assert.DoesNotContain("geheim", new Bearer(new Secret("geheim"), DateTimeOffset.MaxValue).ToString(), StringComparison.Ordinal);
}
