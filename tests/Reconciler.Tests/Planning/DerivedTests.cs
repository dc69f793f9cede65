using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>Values that follow from an object, at the edges of what a directory takes.</summary>
public sealed class DerivedTests
{
    private static string Nickname(string key, string? address) =>
        DerivedValues.MailNickname(User(key, ("userPrincipalName", AttributeValue.Of(address))));

    [Theory]
    [InlineData("ada", "a.b-c_d@contoso.com", "a.b-c_d")]
    [InlineData("ada", null, "ada")]
    [InlineData("ada", "@contoso.com", "ada")]
    [InlineData("ada", "plain", "ada")]
    [InlineData("ada", "o'neil+x@contoso.com", "o-neil-x")]
    [InlineData("ada", ".ada.@contoso.com", "ada")]
    public void A_nickname_is_the_local_part_or_the_key(string key, string? address, string nickname) => Assert.Equal(nickname, Nickname(key, address));

    [Fact]
    public void A_nickname_of_nothing_but_dots_is_a_hash() => Assert.Matches("^x[0-9a-f]{8}$", Nickname("ada", "..@contoso.com"));

    [Theory]
    [InlineData(64, 64)]
    [InlineData(65, 64)]
    public void A_nickname_has_at_most_64_characters(int length, int expected)
    {
        var nickname = Nickname("ada", new string('a', length) + "@contoso.com");
        Assert.Equal((expected, length > 64), (nickname.Length, nickname.Contains('-', StringComparison.Ordinal)));
    }

    [Fact]
    public void A_unique_name_keeps_its_creation_id_whole_at_64_characters()
    {
        Assert.Equal("contoso.st-ff.0a1b2c3d", DerivedValues.UniqueName("contoso", new ResourceKey(Kind.Group, "st*ff"), "0a1b2c3d"));
        Assert.Equal(new string('a', 55) + ".0a1b2c3d", DerivedValues.UniqueName(new string('a', 60), new ResourceKey(Kind.Group, "g"), "0a1b2c3d"));
        var whole = DerivedValues.UniqueName(new string('a', 53), new ResourceKey(Kind.Group, "g"), "0a1b2c3d");
        Assert.Equal((new string('a', 53) + ".g.0a1b2c3d", 64), (whole, whole.Length));
    }

    [Fact]
    public void A_new_group_is_a_security_group_with_a_unique_name_and_no_password()
    {
        var cells = Assert.Single(new World().Plan(Group("staff")).Entries).Cells;
        Assert.Equal("displayName kind uniqueName reconcilerOwner", string.Join(' ', cells.Select(c => c.Attribute.Name)));
        Assert.Equal(("security", "(unique name, generated)"), (cells[1].After.ToString(), cells[2].After.ToString()));
        Assert.Equal(new Cause.Derived("default", At), cells[1].Cause);
    }

    [Fact]
    public void What_is_declared_is_not_derived()
    {
        var cells = Assert.Single(new World().Plan(Person("ada", ("mailNickname", AttributeValue.Of("countess")))).Entries).Cells;
        Assert.Equal("countess", Assert.Single(cells, c => c.Attribute.Name == "mailNickname").After.ToString());
    }
}
