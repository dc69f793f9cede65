using Reconciler.Manifests.Loading;

namespace Reconciler.Tests.Manifests.Loading;

public sealed class CodeOwnersTests
{
    [Theory]
    [InlineData("* @all", "people/a.yaml", "@all")]
    [InlineData("* @all\n/people/ @hr @ada", "people/deep/a.yaml", "@hr @ada")]
    [InlineData("* @all\n/people/", "people/a.yaml", "")]
    [InlineData("people/ @hr", "teams/people/a.yaml", "@hr")]
    [InlineData("/people/ @hr", "teams/people/a.yaml", "")]
    [InlineData("teams/* @teams", "teams/a.yaml", "@teams")]
    [InlineData("teams/* @teams", "teams/web/a.yaml", "")]
    [InlineData("teams/** @teams", "teams/web/a.yaml", "@teams")]
    [InlineData("**/web @web", "teams/web/a.yaml", "@web")]
    [InlineData("*.yaml @yaml # why", "teams/web/a.yaml", "@yaml")]
    [InlineData("*.yml @yaml", "teams/web/a.yaml", "")]
    [InlineData("# * @nobody\n\n[Section]\n^[Other] @x\n* @all", "a.yaml", "@all")]
    [InlineData("/teams/web-?.yaml @web", "teams/web-1.yaml", "@web")]
    public void The_last_line_that_matches_decides(string text, string file, string expected) =>
        Assert.Equal(expected, string.Join(' ', CodeOwners.Parse(text, "").Of(file)));

    [Fact]
    public void A_workspace_in_a_folder_and_files_beside_it_are_seen_from_the_repository()
    {
        var owners = CodeOwners.Parse("/identity/prod/ @prod\n/identity/people/ @hr\n", "identity/prod");
        Assert.Equal("@prod", Assert.Single(owners.Of("reconciler.yaml")));
        Assert.Equal("@hr", Assert.Single(owners.Of("../people/a.yaml")));
        Assert.Empty(owners.Of("../../a.yaml"));
    }

    [Theory]
    [InlineData("**", "a.yaml", true)]
    [InlineData("people/**", "people/a/b.yaml", true)]
    [InlineData("people/**", "teams/people/b.yaml", false)]
    [InlineData("people", "people/a/b.yaml", true)]
    [InlineData("*.yaml", "people/b.yaml", false)]
    [InlineData("**/b.yaml", "people/a/b.yaml", true)]
    [InlineData("**/b.yaml", "b.yaml", true)]
    [InlineData("../people/**", "../people/b.yaml", true)]
    [InlineData("People/**", "people/b.yaml", false)]
    public void A_path_of_authority_is_a_glob_from_the_root(string glob, string file, bool expected) => Assert.Equal(expected, PathPattern.Of(glob).Matches(file));
}
