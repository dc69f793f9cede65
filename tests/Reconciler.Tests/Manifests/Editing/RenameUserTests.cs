using Reconciler.Tests.Manifests.Loading;

namespace Reconciler.Tests.Manifests.Editing;

public sealed class RenameUserTests
{
    private const string Version = "version: 1\n";

    [Theory]
    [InlineData(
        "users:\n  p1:\n    existing: true\n    employeeId: '8' # eight\n\n  q: { existing: true, employeeId: '7', manager: p1 }\n",
        "users:\n  new:\n    existing: true\n    employeeId: '8' # eight\n    previously: [p1]\n\n  q: { existing: true, employeeId: '7', manager: new }\n")]
    [InlineData("users: { p1: { existing: true, employeeId: '8' } }\n", "users: { new: { existing: true, employeeId: '8', previously: [p1] } }\n")]
    [InlineData("users:\n  \"p1\": { previously: [a], existing: true, employeeId: '8' }\n", "users:\n  \"new\": { previously: [a, p1], existing: true, employeeId: '8' }\n")]
    [InlineData("users:\n  p1:\n    previously:\n    - 'a' # first\n    existing: true\n    employeeId: '8'\n", "users:\n  new:\n    previously:\n    - 'a' # first\n    - 'p1'\n    existing: true\n    employeeId: '8'\n")]
    [InlineData("users:\n  p1: { previously: [NEW, a], existing: true, employeeId: '8' }\n", "users:\n  new: { previously: [p1, a], existing: true, employeeId: '8' }\n")]
    [InlineData("users:\n  p1: { previously: [contoso/new], existing: true, employeeId: '8' }\n", "users:\n  new: { previously: [p1], existing: true, employeeId: '8' }\n")]
    [InlineData("users:\n  p1: { previously: [other/new], existing: true, employeeId: '8' }\n", "users:\n  new: { previously: [other/new, p1], existing: true, employeeId: '8' }\n")]
    [InlineData("users:\n  &k p1: { existing: true, employeeId: '8' }\n  q: { existing: true, employeeId: '7', manager: *k }\n", "users:\n  &k new: { existing: true, employeeId: '8', previously: [p1] }\n  q: { existing: true, employeeId: '7', manager: *k }\n")]
    public void The_key_and_the_earlier_keys_change(string before, string after) => Assert.Equal(Version + after, Edits.After(Version + before, "rename p1 to new"));

    [Theory]
    [InlineData("members: [p1, p2]", "members: [new, p2]")]
    [InlineData("members: [\"P1\", p2]", "members: [\"new\", p2]")]
    [InlineData("members: [{ user: 'p1', until: 2027-01-31 }, p1@contoso.org]", "members: [{ user: 'new', until: 2027-01-31 }, p1@contoso.org]")]
    [InlineData("members: [{ employeeId: '0001' }]\n    owners: [p1@contoso.com]", "members: [{ employeeId: '0001' }]\n    owners: [p1@contoso.com]")]
    [InlineData("members: [{ group: p1 }]\n  p1: { displayName: P }", "members: [{ group: p1 }]\n  p1: { displayName: P }")]
    [InlineData("members: &m [p1]\n    owners: *m", "members: &m [new]\n    owners: *m")]
    [InlineData("members: [&o p1]\n    owners: [*o]", "members: [&o new]\n    owners: [*o]")]
    [InlineData("members:\n    - &o { user: p1 }\n    owners: [*o]", "members:\n    - &o { user: new }\n    owners: [*o]")]
    [InlineData("members:\n      - p1 # 名前 😀\n      - user: p2\n        reason: p1", "members:\n      - new # 名前 😀\n      - user: p2\n        reason: p1")]
    [InlineData("description: &o P1\n    members: [*o]", "description: &o P1\n    members: [new]")]
    [InlineData("members:\n      - >-\n        p1\n      # next\n      - p2", "members:\n      - new\n      # next\n      - p2")]
    public void Every_name_by_key_changes_and_no_other(string before, string after)
    {
        const string head = Version + "groups:\n  g:\n    displayName: p1\n    ";
        Assert.Equal(head + after + "\n", Edits.After(head + before + "\n", "rename p1 to new"));
    }

    [Theory]
    [InlineData("a: b", "'a: b'", "'a: b'")]
    [InlineData("a, b", "a, b", "'a, b'")]
    [InlineData("null", "'null'", "'null'")]
    [InlineData("o'neil", "o'neil", "o'neil")]
    [InlineData("'t hart", "'''t hart'", "'''t hart'")]
    [InlineData("007", "'007'", "'007'")]
    [InlineData("no", "'no'", "'no'")]
    [InlineData("x #1", "'x #1'", "'x #1'")]
    [InlineData("-x", "'-x'", "'-x'")]
    [InlineData("名前", "名前", "名前")]
    [InlineData("a]", "a]", "'a]'")]
    public void Quotes_stand_where_the_new_key_needs_them(string key, string inBlock, string inFlow)
    {
        const string body = "existing: true, employeeId: '8', previously: [x]";
        Assert.Equal(
            $"{Version}users:\n  {inBlock}: {{ {body[..^1]}, p1] }}\n  q: {{ existing: true, employeeId: '7', manager: {inFlow} }}\n",
            Edits.After($"{Version}users:\n  p1: {{ {body} }}\n  q: {{ existing: true, employeeId: '7', manager: p1 }}\n", $"rename p1 to {key}"));
    }

    [Fact]
    public void Another_case_is_no_other_key() => Assert.Equal(
        Version + "users:\n  P1: { existing: true, employeeId: '8', manager: P1 }\n",
        Edits.After(Version + "users:\n  p1: { existing: true, employeeId: '8', manager: p1 }\n", "rename p1 to P1"));

    [Fact]
    public void A_key_with_a_slash_is_an_earlier_key_of_this_workspace() => Assert.Equal(
        Version + "users:\n  new: { existing: true, employeeId: '8', previously: [contoso/p1:/x] }\n",
        Edits.After(Version + "users:\n  p1:/x: { existing: true, employeeId: '8' }\n", "rename p1:/x to new"));

    [Theory]
    [InlineData("rename p9 to x", "no user has the key `p9`")]
    [InlineData("rename p1 to P2", "`p2` is declared already, at others.yaml:4")]
    [InlineData("rename p1 to a@b", "`a@b` cannot be a key")]
    public void What_cannot_be_a_key_is_refused(string edit, string refusal) => Assert.Equal(refusal, Edits.Of(Version, edit).Refusal);

    [Fact]
    public void A_key_that_somebody_had_before_is_refused_with_the_fault()
    {
        var result = Edits.Of(Version + "users:\n  q: { existing: true, employeeId: '7', previously: [new] }\n", "rename p1 to new");
        Assert.Equal("the files would not be valid after it; nothing was written", result.Refusal);
        Assert.Equal("RC231", Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void A_value_that_is_shared_with_another_attribute_is_refused() => Assert.Equal(
        "the name at a.yaml:6 is also used at a.yaml:7, through an alias, and names nobody there",
        Edits.Of(Version + "users:\n  q:\n    existing: true\n    employeeId: '7'\n    manager: &o p1\n    officeLocation: *o\n", "rename p1 to new").Refusal);

    [Fact]
    public void Protected_people_are_renamed()
    {
        const string control = Estate.Control + "\nprotected: { users: [b@contoso.com, p1] }\n";
        var result = Edits.Of(Version, "rename p1 to new", control);
        Assert.Equal(Estate.Control + "\nprotected: { users: [b@contoso.com, new] }\n", Edits.TextOf(result, "reconciler.yaml"));
    }
}
