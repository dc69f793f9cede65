using System.Net;
using System.Text;
using System.Text.Json;
using Reconciler.Core.Targets;

namespace Reconciler.Tests.Targets;

public sealed class SecretTests
{
    private const string Content = "S3c/r+t \"quoted\" & <long>";

    [Fact]
    public void It_has_no_text_form_and_is_not_serialised()
    {
        var secret = new Secret(Content);
        Assert.Equal("***", secret.ToString());
        Assert.Equal("***", $"{secret}");
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(secret));
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(new { held = secret }));
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<Secret>("\"x\""));
    }

    [Fact]
    public void Two_are_never_equal_and_can_be_asked_whether_they_hold_the_same()
    {
        Assert.NotEqual(new Secret(Content), new Secret(Content));
        Assert.NotEqual(new Secret(Content).GetHashCode(), new Secret(Content).GetHashCode());
        Assert.True(new Secret(Content).IsSameAs(new Secret(Content)));
        Assert.False(new Secret(Content).IsSameAs(new Secret(Content + "x")));
    }

    public static TheoryData<string> Spellings =>
    [
        Content, JsonSerializer.Serialize(Content), Uri.EscapeDataString(Content), WebUtility.UrlEncode(Content), WebUtility.HtmlEncode(Content),
        Uri.EscapeDataString(Content).Replace("%2F", "%2f", StringComparison.Ordinal).Replace("%2B", "%2b", StringComparison.Ordinal).Replace("%3C", "%3c", StringComparison.Ordinal).Replace("%3E", "%3e", StringComparison.Ordinal),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Content)),
    ];

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Every_spelling_is_taken_out(string spelling)
    {
        var known = new Redaction();
        Assert.Equal(spelling, known.Over(spelling));
        known.Add(new Secret(Content));
        Assert.Equal("before *** behind", known.Over($"before {spelling.Trim('"')} behind").Replace("=", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a:")]
    [InlineData("ab:")]
    [InlineData("robot:")]
    public void What_is_sure_of_it_in_base64_behind_any_user_is_taken_out(string user)
    {
        var known = new Redaction();
        known.Add(new Secret("correct-horse-battery-staple"));
        var shown = known.Over(Convert.ToBase64String(Encoding.UTF8.GetBytes(user + "correct-horse-battery-staple")));
        Assert.Contains("***", shown, StringComparison.Ordinal);
        Assert.True(shown.Length < 20, shown);
    }

    [Fact]
    public void A_key_of_several_lines_is_taken_out_line_by_line_and_its_head_stays()
    {
        var known = new Redaction();
        known.Add(new Secret("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG\nsecondLineOfTheKey01\n-----END PRIVATE KEY-----"));
        Assert.Equal("-----BEGIN PRIVATE KEY-----\\n***\\n***\\n", known.Over("-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG\\nsecondLineOfTheKey01\\n"));
    }

    [Fact]
    public void Of_two_the_longer_goes_and_both_where_they_touch()
    {
        var known = new Redaction();
        known.Add(new Secret("token-1"));
        known.Add(new Secret("token-1-and-more"));
        Assert.Equal("******x***", known.Over("token-1-and-moretoken-1xtoken-1"));
    }

    [Fact]
    public void What_is_short_is_left_alone()
    {
        var known = new Redaction();
        known.Add(new Secret("abc"));
        Assert.True(known.IsEmpty);
        Assert.Equal("abc", known.Over("abc"));
    }

    [Fact]
    public void Cut_anywhere_it_does_not_get_through()
    {
        var known = new Redaction();
        known.Add(new Secret("token-of-tests"));
        known.Add(new Secret("token-of-tests-and-more"));
        foreach (var (text, clean) in new[] { ("a token-of-tests b", "a *** b"), ("token-of-tests-and-more", "***"), ("token-of-tests-and-les", "***-and-les"), ("ttoken-of-token-of-tests", "ttoken-of-***") })
        {
            for (var first = 0; first <= text.Length; first++)
            {
                for (var second = first; second <= text.Length; second++)
                {
                    var (said, kept) = ("", "");
                    foreach (var piece in new[] { text[..first], text[first..second], text[second..] })
                    {
                        var (now, rest) = known.OverPart(kept + piece);
                        (said, kept) = (said + now, rest);
                    }

                    Assert.Equal(clean, said + known.Over(kept));
                }
            }
        }
    }

    [Fact]
    public void Passwords_are_known_while_they_pass_and_then_forgotten()
    {
        var known = new Redaction();
        string Nth(int n) => $"Pass{n:D6}word!";
        for (var n = 0; n <= Redaction.MostPassing; n++)
            known.AddPassing(Nth(n));
        Assert.Equal(Nth(0), known.Over(Nth(0)));
        Assert.Equal("***", known.Over(Nth(1)));
        Assert.Equal("***", known.Over(Nth(Redaction.MostPassing)));
    }

    [Fact]
    public async Task Threads_add_and_look_at_once()
    {
        var known = new Redaction();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(t => Task.Run(() =>
        {
            for (var n = 0; n < 200; n++)
            {
                var secret = $"secret-{t}-{n}-of-many";
                known.Add(new Secret(secret));
                Assert.Equal("[***]", known.Over($"[{secret}]"));
            }
        })));
    }
}
