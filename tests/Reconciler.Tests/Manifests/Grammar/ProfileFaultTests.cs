namespace Reconciler.Tests.Manifests.Grammar;

public sealed class ProfileFaultTests
{
    [Theory]
    [InlineData("pagging: { method: index }", "RC110 2:1+7 unknown key `pagging`")]
    [InlineData("paging: { methd: index }", "RC110 2:11+5 unknown key `methd`")]
    [InlineData("users: { attributes: { title: { suported: false } } }", "RC110 2:33+8 unknown key `suported`")]
    [InlineData("members: { replace: true }", "RC110 2:12+7 unknown key `replace`")]
    [InlineData("paging: index", "RC112 2:9+5 expected a mapping, found `index`")]
    [InlineData("paging: { countZero: yes }", "RC112 2:22+3 expected true or false, found `yes`")]
    [InlineData("members: { read: list }", "RC112 2:18+4 expected a list, found `list`")]
    [InlineData("http: { concurrency: \"4\" }", "RC112 2:22+3 expected a whole number, found the text \"4\"")]
    [InlineData("filter:", "RC113 2:1+6 `filter` has no value")]
    [InlineData("extends: genric", "RC114 2:10+6 `genric` is not allowed here")]
    [InlineData("patch: { op: Lower }", "RC114 2:14+5 `Lower` is not allowed here")]
    [InlineData("members: { remove: { forms: [filter, all] } }", "RC114 2:38+3 `all` is not allowed here")]
    [InlineData("http: { rate: { writes: 600 } }", "RC115 2:25+3 `600` is not a number of requests per span")]
    [InlineData("users: { endpoint: https://evil.example/Users }", "RC115 2:20+26 `https://evil.example/Users` is not a path below the base address")]
    [InlineData("users: { extensions: [enterprise] }", "RC115 2:23+10 `enterprise` is not a schema URN")]
    [InlineData("users: { filterBy: ['emails[type eq \"work\"].value'] }", "RC115 2:21+30 `emails[type eq \"work\"].value` is not an attribute path")]
    [InlineData("members: { add: { forms: [] } }", "RC116 2:26+1 the list is empty")]
    [InlineData("http: { concurrency: 0 }", "RC117 2:22+1 0 is out of range")]
    [InlineData("errors: { notFound: [200] }", "RC117 2:22+3 200 is out of range")]
    [InlineData("paging: { pageSize: 100000 }", "RC117 2:21+6 100000 is out of range")]
    [InlineData("members: { add: { perRequest: null } }", "RC120 2:31+4 `null` cannot stand here")]
    [InlineData("users: { attributes: { 'emails[0]': { required: true } } }", "RC122 2:24+11 `emails[0]` cannot be an attribute path")]
    public void In_a_profile(string body, string expected) => Assert.Equal([expected], Checking.Profile($"version: 1\n{body}").Select(Checking.Brief));

    [Theory]
    [InlineData("pagging: { method: index }", "did you mean `paging`?")]
    [InlineData("extends: genric", "did you mean `generic`?")]
    [InlineData("members: { read: [filterByGrup] }", "did you mean `filterByGroup`?")]
    [InlineData("users: { attributes: { title: { mutability: readonly } } }", "did you mean `readOnly`?")]
    [InlineData("http: { rate: { writes: 600 } }", "for example `5/s`, `600/m`, `5/30s`")]
    public void Help_says_what_to_write(string body, string help) => Assert.Contains(help, Assert.Single(Checking.Profile($"version: 1\n{body}")).Help);

    [Fact]
    public void A_profile_begins_with_its_version() =>
        Assert.Equal(["RC121 1:1+1 the file does not begin with `version: 1`"], Checking.Profile("extends: strict").Select(Checking.Brief));
}
