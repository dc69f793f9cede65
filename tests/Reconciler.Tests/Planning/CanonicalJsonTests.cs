using Reconciler.Core.Planning;

namespace Reconciler.Tests.Planning;

/// <summary>The canonical form of RFC 8785, for what plans hold.</summary>
public sealed class CanonicalJsonTests
{
    [Fact]
    public void Members_are_sorted_by_utf16_units()
    {
        // The example of RFC 8785, section 3.2.3, with whole texts as values.
        var sorted = CanonicalJson.Write(new Dictionary<string, object?>
        {
            ["\u20ac"] = "Euro Sign",
            ["\r"] = "Carriage Return",
            ["\ufb33"] = "Hebrew Letter Dalet With Dagesh",
            ["1"] = "One",
            ["\U0001f600"] = "Emoji: Grinning Face",
            ["\u0080"] = "Control",
            ["\u00f6"] = "Latin Small Letter O With Diaeresis",
        });
        Assert.Equal(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"Latin Small Letter O With Diaeresis\","
            + "\"\u20ac\":\"Euro Sign\",\"\U0001f600\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
            sorted);
    }

    [Fact]
    public void Texts_are_escaped_as_little_as_possible() =>
        Assert.Equal("\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"", CanonicalJson.Write("€$\u000f\nA'B\"\\\\\"/"));

    [Fact]
    public void Lists_numbers_flags_and_null_are_plain() =>
        Assert.Equal("[1,-7,true,false,null,[]]", CanonicalJson.Write(new object?[] { 1, -7L, true, false, null, Array.Empty<object?>() }));

    [Fact]
    public void What_has_no_canonical_form_is_refused() =>
        Assert.Equal("a Double has no canonical form here", Assert.Throws<NotSupportedException>(() => CanonicalJson.Write(1.5)).Message);
}
