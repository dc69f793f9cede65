using Reconciler.Core.Filters;
using Reconciler.Core.Values;

namespace Reconciler.Tests.Filters;

public sealed class FilterTests
{
    [Theory]
    [InlineData("department eq \"engineering\"", true)]
    [InlineData("department eq \"Engineering\" and not (userType eq \"Guest\")", true)]
    [InlineData("jobTitle pr", false)]
    [InlineData("jobTitle eq null", true)]
    [InlineData("jobTitle ne \"x\"", true)]
    [InlineData("accountEnabled eq true", true)]
    [InlineData("accountEnabled eq \"true\"", false)]
    [InlineData("department sw \"Eng\" and department ew \"ING\" and department co \"nee\"", true)]
    [InlineData("department eq \"a\" or department eq \"b\" and jobTitle pr", false)]
    [InlineData("(department eq \"Engineering\" or jobTitle pr) and otherMails eq \"B@x\"", true)]
    [InlineData("department gt \"D\" and department lt \"F\"", true)]
    public void Evaluates(string text, bool expected)
    {
        var (filter, fault) = FilterParser.Parse(text);
        Assert.Null(fault);
        Assert.NotNull(filter);
        Assert.Equal(expected, filter.Holds(attribute => attribute switch
        {
            "department" => AttributeValue.Of("Engineering"),
            "accountEnabled" => AttributeValue.Of(true),
            "otherMails" => AttributeValue.OfTexts(["a@x", "b@x"]),
            _ => AttributeValue.None,
        }));
    }

    [Theory]
    [InlineData("department", 10)]
    [InlineData("department is \"x\"", 11)]
    [InlineData("department eq x", 14)]
    [InlineData("department eq \"x", 14)]
    [InlineData("(department pr", 14)]
    [InlineData("department pr pr", 14)]
    [InlineData("", 0)]
    public void Names_the_place_of_a_fault(string text, int offset)
    {
        var (filter, fault) = FilterParser.Parse(text);
        Assert.Null(filter);
        Assert.Equal(offset, fault?.Offset);
    }

    [Theory]
    [InlineData("a eq \"x\\\"y\\\\\" and (b pr or not (c ne 3)) and d eq null")]
    [InlineData("a pr or b pr and c eq true")]
    public void Is_written_as_it_is_read(string text) => Assert.Equal(text, FilterParser.Parse(text).Filter?.ToString());

    [Fact]
    public void A_deep_filter_is_refused_and_does_not_overflow() =>
        Assert.NotNull(FilterParser.Parse(new string('(', 100_000) + "a pr").Fault);
}
