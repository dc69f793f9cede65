using Reconciler.Connectors.Http;

namespace Reconciler.Connectors.Tests.Http;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("11", 11)]
    [InlineData("2.128", 2.128)]
    [InlineData(" 3 ", 3)]
    [InlineData("0", 0)]
    [InlineData("-5", 0)]
    [InlineData("Sat, 21 Nov 2026 12:00:30 GMT", 30)]
    [InlineData("Sat, 21 Nov 2026 11:00:00 GMT", 0)]
    [InlineData("99999999999", 86400)]
    public void All_three_forms_are_understood(string header, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfter.Parse(header, Now));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("1e9")]
    public void What_is_no_wish_is_none(string? header) => Assert.Null(RetryAfter.Parse(header, Now));
}
