using Reconciler.Core.Diagnostics;

namespace Reconciler.Tests.Diagnostics;

public sealed class SuggestionTests
{
    private static readonly string[] Names = ["engineering", "platform", "sales", "displayName", "id"];

    [Theory]
    [InlineData("enginering", "engineering")]
    [InlineData("plaftorm", "platform")]
    [InlineData("displayname", "displayName")]
    [InlineData("sale", "sales")]
    [InlineData("xy", null)]
    [InlineData("marketing", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_meant(string word, string? meant) => Assert.Equal(meant, Suggestion.Nearest(word, Names));
}
