using Reconciler.Tests.Manifests.Loading;

namespace Reconciler.Tests.Manifests.Editing;

public sealed class RemoveUserTests
{
    private const string Version = "version: 1\n";

    [Theory]
    // The declaration, with the comments that speak of it.
    [InlineData(
        "users:\n  # One.\n  # He is first.\n  p1:\n    userPrincipalName: p1@contoso.com\n    displayName: P1\n    # no title\n\n  # Two.\n  q: { existing: true, employeeId: '7' }\n",
        "users:\n  # Two.\n  q: { existing: true, employeeId: '7' }\n")]
    [InlineData(
        "users:\n  # Everybody\n\n  p1: { existing: true, employeeId: '8' } # gone\n  q: { existing: true, employeeId: '7' }\n",
        "users:\n  # Everybody\n\n  q: { existing: true, employeeId: '7' }\n")]
    [InlineData(
        "users:\n  # Contractors\n  p1: { existing: true, employeeId: '8' }\n  q: { existing: true, employeeId: '7' }\n",
        "users:\n  # Contractors\n  q: { existing: true, employeeId: '7' }\n")]
    [InlineData(
        "users:\n  q: { existing: true, employeeId: '7' }\n\n  # P\n  p1:\n    existing: true\n    employeeId: '8'\n\n# Groups\ngroups: {}\n",
        "users:\n  q: { existing: true, employeeId: '7' }\n\n# Groups\ngroups: {}\n")]
    [InlineData(
        "users:\n  q: { existing: true, employeeId: '7' }\n\n  p1:\n    existing: true\n    employeeId: '8'\n",
        "users:\n  q: { existing: true, employeeId: '7' }\n")]
    [InlineData("users: # people\n  p1: { existing: true, employeeId: '8' }\n\ngroups: {}\n", "users: {} # people\n\ngroups: {}\n")]
    [InlineData("users: &u\n  'p1': { existing: true, employeeId: '8' }\n# end\n", "users: &u {}\n# end\n")]
    [InlineData("users: { p1: { existing: true, employeeId: '8' } }\n", "users: {}\n")]
    [InlineData("users: { p1: { existing: true, employeeId: '8' }, q: { existing: true, employeeId: '7' } }\n", "users: { q: { existing: true, employeeId: '7' } }\n")]
    [InlineData("users: {\n  q: { existing: true, employeeId: '7' },\n  p1: { existing: true, employeeId: '8' }  # x\n}\n", "users: {\n  q: { existing: true, employeeId: '7' },\n}\n")]
    [InlineData(
        "users:\n  q:\n    existing: true\n    employeeId: '7'\n    jobTitle: |\n      One\n\n      # not a comment\n  p1: { existing: true, employeeId: '8' }\n\n\n  r: { existing: true, employeeId: '9' }\n",
        "users:\n  q:\n    existing: true\n    employeeId: '7'\n    jobTitle: |\n      One\n\n      # not a comment\n\n\n  r: { existing: true, employeeId: '9' }\n")]
    [InlineData(
        "users:\n  p1:\n    existing: true\n    employeeId: '8'\n    jobTitle: |\n      One\n      # not a comment\n\n\n  r: { existing: true, employeeId: '9' }\n",
        "users:\n  r: { existing: true, employeeId: '9' }\n")]
    // Managers.
    [InlineData(
        "users:\n  p1: &a { existing: true, employeeId: '8' }\n  q:\n    existing: true\n    # boss\n    manager: p1\n\n    employeeId: '7'\n  r: { manager: { user: P1 }, existing: true, employeeId: '9' }\n  s: { existing: true, employeeId: '5', manager: { employeeId: '8' } }\n",
        "users:\n  q:\n    existing: true\n\n    employeeId: '7'\n  r: { existing: true, employeeId: '9' }\n  s: { existing: true, employeeId: '5' }\n")]
    [InlineData(
        "users:\n  p1: { existing: true, employeeId: '8' }\n  q:\n    existing: true\n    employeeId: '7'\n    manager:\n      employeeId: '8' # boss\n",
        "users:\n  q:\n    existing: true\n    employeeId: '7'\n")]
    public void A_person_goes_from_the_people(string before, string after) => Check(before, after);

    [Theory]
    [InlineData("    members:\n      - p1\n      - p2\n", "    members:\n      - p2\n")]
    [InlineData("    members:\n      # on call\n      - p1\n      - p2\n", "    members:\n      # on call\n      - p2\n")]
    [InlineData("    members:\n      # away\n      - p1\n      # lead\n      - p2\n", "    members:\n      # lead\n      - p2\n")]
    [InlineData("    members:\n      - p2\n\n      - p1\n\n    owners: [p2]\n", "    members:\n      - p2\n\n    owners: [p2]\n")]
    [InlineData("    members: # all\n      - p1 # one\n    owners: [p1]\n", "    members: [] # all\n    owners: []\n")]
    [InlineData("    members:\n    - p2\n    - user: p1\n      until: 2027-01-31 # then\n      # or later\n    owners: []\n", "    members:\n    - p2\n    owners: []\n")]
    [InlineData("    members: [p1, p2, { group: h }]\n", "    members: [p2, { group: h }]\n")]
    [InlineData("    members: [p2,  p1]\n", "    members: [p2]\n")]
    [InlineData("    members: [p2, { user: p1, reason: 'a, b' }, { group: h }]\n", "    members: [p2, { group: h }]\n")]
    [InlineData("    members: [p2, p1, ]\n", "    members: [p2, ]\n")]
    [InlineData("    members: [ p1 ]\n", "    members: []\n")]
    [InlineData("    members: [\n      p1, # one\n      p2  # two\n    ]\n", "    members: [\n      p2  # two\n    ]\n")]
    [InlineData("    members: [\n      p2, # two\n      p1  # one\n    ]\n", "    members: [\n      p2, # two\n    ]\n")]
    [InlineData("    members: [\n      p1 # one\n    ]\n", "    members: [\n    ]\n")]
    [InlineData("    members: [p2, p1,\n      { group: h }]\n", "    members: [p2,\n      { group: h }]\n")]
    [InlineData("    members: [p1,\n      { group: h }]\n", "    members: [\n      { group: h }]\n")]
    [InlineData("    members: [p2, # two\n      p1]\n", "    members: [p2, # two\n      ]\n")]
    [InlineData("    members: [p2,\n      p1]\n", "    members: [p2]\n")]
    [InlineData("    members: [ p2\n      , p1\n      , { group: h } ]\n", "    members: [ p2\n      , { group: h } ]\n")]
    [InlineData("    members: [ p1\n      , p2 ]\n", "    members: [  p2 ]\n")]
    [InlineData("    members: [p1@contoso.com, p2]\n    owners: [{ employeeId: '0001' }]\n", "    members: [p2]\n    owners: []\n")]
    [InlineData("    members: &m\n      - p1\n      - p2\n    owners: *m\n", "    members: &m\n      - p2\n    owners: *m\n")]
    [InlineData("    members: &m\n      - p1\n    owners: *m\n", "    members: &m []\n    owners: *m\n")]
    [InlineData("    members: [&one p1, p2]\n    owners: [*one, p2]\n", "    members: [p2]\n    owners: [p2]\n")]
    public void A_person_goes_from_lists(string before, string after)
    {
        const string groups = "groups:\n  h: { displayName: H }\n  g:\n    displayName: G\n";
        const string end = "  i: { displayName: I }\n";
        Check(groups + before + end, groups + after + end);
    }

    [Fact]
    public void Assignments_and_protected_people_go_too()
    {
        const string control = Estate.Control + "\napplications: { wiki: { displayName: W, enforce: full, enterpriseApp: { template: non-gallery }, assignments: exclusive } }\nprotected:\n  users:\n    - p1 # always\n    - b@contoso.com\n";
        var result = Edits.Of(Version + "assignments:\n  wiki:\n    - { user: p1, role: A }\n    - { user: p2 }\n    - user: p1\n      role: B\n", "remove p1", control);
        Assert.Equal(Version + "assignments:\n  wiki:\n    - { user: p2 }\n", Edits.TextOf(result, "a.yaml"));
        Assert.Equal(control.Replace("    - p1 # always\n", "", StringComparison.Ordinal), Edits.TextOf(result, "reconciler.yaml"));
        Assert.Equal(
            ["a.yaml:4 removed p1 from the assignments of wiki", "a.yaml:6 removed p1 from the assignments of wiki", "others.yaml:3 removed p1", "reconciler.yaml:7 removed p1 from the protected users"],
            result.Places.Select(p => $"{p.Span.ToLine()} {p.What}"));
    }

    [Fact]
    public void Assignments_of_an_application_without_an_enterprise_app_go_too()
    {
        const string control = Estate.Control + "\napplications: { wiki: { enforce: full, scim: { baseUrl: \"https://wiki.example\", auth: { type: bearer, token: env:RECONCILER_T }, users: { mapping: m } } } }\n";
        const string mappings = "mappings: { m: { object: user, attributes: { userName: { source: objectId, match: 1 } } } }\n";
        var result = Edits.Of(Version + mappings + "assignments:\n  wiki:\n    - { user: p2 }\n    - { user: p1, role: B, until: 2027-01-31 }\n", "remove p1", control);
        Assert.Null(result.Refusal);
        Assert.Equal(Version + mappings + "assignments:\n  wiki:\n    - { user: p2 }\n", Edits.TextOf(result, "a.yaml"));
    }

    [Fact]
    public void An_anchor_that_is_used_elsewhere_is_refused_with_both_places()
    {
        var result = Edits.Of(Version + "users:\n  p1:\n    existing: true\n    employeeId: '8'\n    officeLocation: &o Hampton\n  q: { existing: true, employeeId: '7', officeLocation: *o }\n", "remove p1");
        Assert.Equal("p1 cannot be removed: what is written at a.yaml:6 is also used at a.yaml:7, through an alias", result.Refusal);
        Assert.Empty(result.Files);
    }

    [Fact]
    public void What_cannot_be_written_by_lines_is_refused() => Assert.StartsWith(
        "a.yaml is written in a way that this edit cannot keep",
        Edits.Of(Version + "users:\n  ? p1\n  : { existing: true, employeeId: '8' }\n", "remove p1").Refusal, StringComparison.Ordinal);

    [Fact]
    public void What_follows_is_said()
    {
        Assert.Equal("p1 is no longer declared: the next plan treats them as a leaver; `left: DATE` says it in the file instead.", Note(Version));
        Assert.Equal("p1 is no longer declared: the next plan still treats them as a leaver.", Note(Version + "users: { p1: { left: 2026-01-01 } }\n"));
        Assert.Equal("p1 is no longer declared; the account is mastered elsewhere and stays as it is.", Note(Version + "users: { p1: { existing: true, employeeId: '8' } }\n"));
    }

    private static string Note(string content) => Assert.Single(Edits.Of(content, "remove p1").Notes);

    private static void Check(string before, string after)
    {
        Assert.Equal(Version + after, Edits.After(Version + before, "remove p1"));
        Assert.Equal((Version + after).Replace("\n", "\r\n", StringComparison.Ordinal), Edits.After((Version + before).Replace("\n", "\r\n", StringComparison.Ordinal), "remove p1"));
    }
}
