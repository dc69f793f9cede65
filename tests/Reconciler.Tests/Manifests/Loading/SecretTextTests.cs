using Reconciler.Manifests.Loading;

namespace Reconciler.Tests.Manifests.Loading;

/// <summary>The texts are put together here, so that none of them stands as such in a file.</summary>
public sealed class SecretTextTests
{
    public static TheoryData<string> Known =>
    [
        "gh" + "p_" + new string('a', 18) + new string('B', 18),
        "glpat" + "-" + "abcdefghij0123456789",
        "AKI" + "A" + "ABCDEFGHIJKLMNOP",
        "ey" + "JhbGciOiJIUzI1NiJ9." + "ey" + "JzdWIiOiIxIn0." + "c2lnbmF0dXJl",
        "abc8" + "Q~" + new string('x', 30) + "4567",
        "-----BEGIN" + " PRIVATE KEY-----\nMIIE",
        "https://scim:" + "not-a-password@wiki.example/scim",
        "https://x.example/?sv=1&se=2" + "&sig=abc",
    ];

    [Theory]
    [MemberData(nameof(Known))]
    public void A_secret_of_a_known_form_is_seen_anywhere(string text) => Assert.True(SecretText.IsKnown(text));

    [Theory]
    [InlineData("Everyone who builds things and keeps them running")]
    [InlineData("8b0c6f0e-5a51-4c8e-9b0e-2f6f3f0f1a2b")]
    [InlineData("https://contoso.us.trustedauth.com/api/web/scim/v2")]
    [InlineData("Switch([IsSoftDeleted], , \"False\", \"True\", \"True\", \"False\")")]
    [InlineData("very.long.name.of.somebody@subsidiary.contoso.com")]
    [InlineData("eyJafjallajoekull.is.a.volcano")]
    public void What_people_write_is_none(string text)
    {
        Assert.False(SecretText.IsKnown(text));
        Assert.False(SecretText.IsRandom(text));
    }

    [Theory]
    [InlineData("k7Gq2ZpX9vLm4RtY8wBn", true)]
    [InlineData("0f8e3a7c9b1d4e6f2a5c8b7d9e0f1a3c", true)]
    [InlineData("correct horse battery staple", false)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaa1", false)]
    [InlineData("reconciler-production-app", false)]
    [InlineData("svc-scim-provisioner-01-EU", false)]
    [InlineData("RECONCILER_WIKI_TOKEN_2026", false)]
    [InlineData("short1", false)]
    public void Text_drawn_by_chance_is_told_from_words(string text, bool expected) => Assert.Equal(expected, SecretText.IsRandom(text));
}
