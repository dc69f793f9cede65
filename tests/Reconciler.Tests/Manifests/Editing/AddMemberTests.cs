using Reconciler.Tests.Manifests.Loading;

namespace Reconciler.Tests.Manifests.Editing;

/// <summary>What stands in the file before and after; where one text is a part of the other, everything else is the same bytes.</summary>
public sealed class AddMemberTests
{
    private const string Head = "version: 1\ngroups:\n  g:\n    displayName: G\n";

    [Theory]
    // Block lists: behind the last item, before what belongs to the following.
    [InlineData("    members:\n      - p1\n", "    members:\n      - p1\n      - p2\n")]
    [InlineData("    members:\n    - p1\n", "    members:\n    - p1\n    - p2\n")]
    [InlineData("    members:\n      -   p1   # lead\n", "    members:\n      -   p1   # lead\n      -   p2\n")]
    [InlineData("    members:\n      - p1\n\n  # about h\n  h:\n    displayName: H\n", "    members:\n      - p1\n      - p2\n\n  # about h\n  h:\n    displayName: H\n")]
    [InlineData("    members:\n      - p1\n        # since May\n      # - p3\n    owners: []\n", "    members:\n      - p1\n        # since May\n      - p2\n      # - p3\n    owners: []\n")]
    [InlineData("    members:\n      - user: p1\n        until: 2027-01-31 # then goes\n    owners: []\n", "    members:\n      - user: p1\n        until: 2027-01-31 # then goes\n      - p2\n    owners: []\n")]
    [InlineData("    members:\n      -\n        # odd\n        user: p1\n", "    members:\n      -\n        # odd\n        user: p1\n      - p2\n")]
    [InlineData("    members: # who\n      #\ttabs\t\n      - p1 #\ttabbed\n", "    members: # who\n      #\ttabs\t\n      - p1 #\ttabbed\n      - p2\n")]
    [InlineData("    members:\n      - 'p1'\n", "    members:\n      - 'p1'\n      - 'p2'\n")]
    [InlineData("    members:\n      - { group: h }\n  h: { displayName: H }\n", "    members:\n      - { group: h }\n      - p2\n  h: { displayName: H }\n")]
    [InlineData("    members: &m\n      - &one p1\n    owners: []\n", "    members: &m\n      - &one p1\n      - p2\n    owners: []\n")]
    // Flow lists.
    [InlineData("    members: [p1]\n", "    members: [p1, p2]\n")]
    [InlineData("    members: [ p1 ] # all\n", "    members: [ p1, p2 ] # all\n")]
    [InlineData("    members: [\"p1\"]\n", "    members: [\"p1\", \"p2\"]\n")]
    [InlineData("    members: [p1, p3, ]\n", "    members: [p1, p3, p2, ]\n")]
    [InlineData("    members: []\n", "    members: [p2]\n")]
    [InlineData("    members: [ ]\n", "    members: [p2]\n")]
    [InlineData("    members: [\n      # nobody yet\n    ]\n", "    members: [p2\n      # nobody yet\n    ]\n")]
    [InlineData("    members: [\n      p1, # one\n      p3  # two\n    ]\n", "    members: [\n      p1, # one\n      p3,  # two\n      p2\n    ]\n")]
    [InlineData("    members: [\n      p1,\n      p3, # two\n    ]\n", "    members: [\n      p1,\n      p3, # two\n      p2,\n    ]\n")]
    [InlineData("    members: [p1,\n              p3]\n", "    members: [p1,\n              p3,\n              p2]\n")]
    [InlineData("    members: [p1, p3,\n      { group: h }]\n  h: { displayName: H }\n", "    members: [p1, p3,\n      { group: h }, p2]\n  h: { displayName: H }\n")]
    [InlineData("    members: [p1, 'mary@contoso.com'] # x\n", "    members: [p1, 'mary@contoso.com', 'p2'] # x\n")]
    // No list yet.
    [InlineData("", "    members:\n      - p2\n")]
    [InlineData("    membersWhere: 'department eq \"E\"'\n", "    membersWhere: 'department eq \"E\"'\n    members:\n      - p2\n")]
    [InlineData("    owners:\n    - p1\n\n  h: { displayName: H }\n", "    owners:\n    - p1\n    members:\n    - p2\n\n  h: { displayName: H }\n")]
    [InlineData("    description: |\n      One.\n\n      # not a comment\n\n\n  h: { displayName: H }\n", "    description: |\n      One.\n\n      # not a comment\n    members:\n      - p2\n\n\n  h: { displayName: H }\n")]
    public void A_person_joins_in_the_style_of_the_list(string before, string after)
    {
        Assert.Equal(Head + after, Edits.After(Head + before, "add g p2"));
        // The same with CRLF, without a final line break, and behind a byte-order mark.
        Assert.Equal(Crlf(Head + after), Edits.After(Crlf(Head + before), "add g p2"));
        Assert.Equal((Head + after)[..^1], Edits.After((Head + before)[..^1], "add g p2"));
        Assert.Equal("\ufeff" + Head + after, Edits.After("\ufeff" + Head + before, "add g p2"));
    }

    [Theory]
    [InlineData("  g: { displayName: G }\n", "  g: { displayName: G, members: [p2] }\n")]
    [InlineData("  g: {displayName: G}  # flow\n", "  g: {displayName: G, members: [p2]}  # flow\n")]
    [InlineData("  g: { displayName: G, members: [p1], owners: [] }\n", "  g: { displayName: G, members: [p1, p2], owners: [] }\n")]
    [InlineData("  g: {\n    displayName: 'G, H',\n    owners: [] }\n", "  g: {\n    displayName: 'G, H',\n    owners: [],\n    members: [p2] }\n")]
    [InlineData("  g: {\n      displayName: G,\n      owners: [], # none\n  }\n", "  g: {\n      displayName: G,\n      owners: [], # none\n      members: [p2],\n  }\n")]
    [InlineData("  \"g\":\n    \"displayName\": 名前\n    members: [p1] # 値 😀\n", "  \"g\":\n    \"displayName\": 名前\n    members: [p1, p2] # 値 😀\n")]
    public void A_group_may_be_written_in_flow(string before, string after) =>
        Assert.Equal("version: 1\ngroups:\n" + after, Edits.After("version: 1\ngroups:\n" + before, "add g p2"));

    [Fact]
    public void A_whole_file_may_be_one_mapping_in_flow() => Assert.Equal(
        "{version: 1, groups: {g: {displayName: G, members: [p1, p2]}}}",
        Edits.After("{version: 1, groups: {g: {displayName: G, members: [p1]}}}", "add g p2"));

    [Theory]
    [InlineData("add g p2 until 2027-01-31", "{ user: p2, until: 2027-01-31 }")]
    [InlineData("add g p2 reason CHG-77", "{ user: p2, reason: \"CHG-77\" }")]
    [InlineData("add g p2 until 2027-01-31 reason CHG\"7\\", "{ user: p2, until: 2027-01-31, reason: \"CHG\\\"7\\\\\" }")]
    [InlineData("add g new@contoso.com", "new@contoso.com")]
    [InlineData("add g new@contoso.com until 2027-01-31", "{ user: new@contoso.com, until: 2027-01-31 }")]
    [InlineData("add g P2@CONTOSO.com", "p2")]
    [InlineData("add G P2", "p2")]
    public void The_item_says_until_when_and_why(string edit, string item)
    {
        Assert.Equal($"{Head}    members:\n      - p1\n      - {item}\n", Edits.After($"{Head}    members:\n      - p1\n", edit));
        Assert.Equal($"{Head}    members: [p1, {item}]\n", Edits.After($"{Head}    members: [p1]\n", edit));
    }

    [Theory]
    [InlineData("p2", "add g p2")]
    [InlineData("p2@contoso.com", "add g p2")]
    [InlineData("{ employeeId: \"0002\" }", "add g p2")]
    [InlineData("{ id: 11111111-1111-1111-1111-111111111111 }", "add g P2@contoso.com")]
    [InlineData("{ user: p2, reason: A, until: 2027-01-31 }", "add g p2 until 2027-01-31 reason A")]
    [InlineData("Mary@contoso.com", "add g mary@contoso.com")]
    public void Who_is_listed_already_is_left_alone(string item, string edit)
    {
        var result = Edits.Of($"{Head}    members:\n      - p1\n      - {item}\n", edit);
        Assert.Null(result.Refusal);
        Assert.Empty(result.Files);
        Assert.Contains("already", Assert.Single(result.Places).What, StringComparison.Ordinal);
        Assert.Equal(7, result.Places[0].Span.Line);
    }

    [Theory]
    [InlineData("- p2 # x", "add g p2 until 2027-01-31", "- { user: p2, until: 2027-01-31 } # x")]
    [InlineData("- \"p2\"", "add g p2 reason A", "- { user: \"p2\", reason: \"A\" }")]
    [InlineData("- p2@contoso.com", "add g p2 until 2027-01-31", "- { user: p2@contoso.com, until: 2027-01-31 }")]
    [InlineData("- { employeeId: \"0002\" } # x", "add g p2 until 2027-01-31", "- { employeeId: \"0002\", until: 2027-01-31 } # x")]
    [InlineData("- { user: p2, until: '2026-12-31', reason: A }", "add g p2 until 2027-01-31 reason A", "- { user: p2, until: '2027-01-31', reason: A }")]
    [InlineData("- { user: p2, reason: A }", "add g p2 until 2027-01-31", "- { user: p2, until: 2027-01-31 }")]
    [InlineData("- { until: 2026-12-31, user: p2 }", "add g p2", "- { user: p2 }")]
    [InlineData("- user: p2 # x\n        reason: A # why", "add g p2 until 2027-01-31", "- user: p2 # x\n        until: 2027-01-31")]
    [InlineData("- until: 2026-12-31\n        user: p2 # x", "add g p2", "- user: p2 # x")]
    [InlineData("- user: p2\n        # until when\n        until: 2026-12-31 # y", "add g p2 until 2027-01-31", "- user: p2\n        # until when\n        until: 2027-01-31 # y")]
    public void Another_date_or_reason_is_written_where_the_person_is_listed(string before, string edit, string after)
    {
        Assert.Equal($"{Head}    members:\n      - p1\n      {after}\n      - p3\n", Edits.After($"{Head}    members:\n      - p1\n      {before}\n      - p3\n", edit));
        // Where the last line of a text without a final line break goes, the line before it keeps its own.
        Assert.Equal($"{Head}    members:\n      - p1\n      {after}", Edits.After($"{Head}    members:\n      - p1\n      {before}", edit).TrimEnd('\n'));
    }

    [Fact]
    public void A_group_that_Entra_computes_is_refused()
    {
        var result = Edits.Of(Head + "    membershipRule: '(user.userType -eq \"Member\")'\n", "add g p1");
        Assert.Equal("the members of g are computed by Entra from its membershipRule (a.yaml:5)", result.Refusal);
    }

    [Theory]
    [InlineData("    members: &m [p1]\n    owners: *m\n", "what would change at a.yaml:5 is also used at a.yaml:6, through an alias")]
    [InlineData("    owners: &m [p1]\n    members: *m\n", "what would change at a.yaml:5 is also used at a.yaml:6, through an alias")]
    public void What_an_alias_shares_is_refused(string lists, string refusal) => Assert.Equal(refusal, Edits.Of(Head + lists, "add g p2").Refusal);

    [Theory]
    [InlineData("add hhh p1", "no group has the key `hhh`", null)]
    [InlineData("add gg p1", "no group has the key `gg`", "did you mean `g`?")]
    [InlineData("add g p11", "no user has the key `p11`", "did you mean `p1`?")]
    public void Names_that_nobody_has_are_refused(string edit, string refusal, string? advice)
    {
        var result = Edits.Of(Head, edit);
        Assert.Equal(refusal, result.Refusal);
        Assert.Equal(advice, result.Advice);
    }

    [Fact]
    public void A_first_list_says_that_it_is_exclusive()
    {
        Assert.Contains("exclusive", Assert.Single(Edits.Of(Head, "add g p1").Notes), StringComparison.Ordinal);
        Assert.Empty(Edits.Of(Head + "    membership: additive\n", "add g p1").Notes);
        Assert.Empty(Edits.Of(Head + "    members: []\n", "add g p1").Notes);
    }

    [Fact]
    public void Places_are_those_of_the_edited_file()
    {
        var place = Assert.Single(Edits.Of(Head + "    members:\n      - p1\n", "add g p2 until 2027-01-31").Places);
        Assert.Equal(("a.yaml:7", "added p2 to g until 2027-01-31"), (place.Span.ToLine(), place.What));
    }

    [Fact]
    public void A_leaver_is_added_with_a_warning() => Assert.Equal(
        "RC237", Assert.Single(Edits.Of(Head + "    members: []\nusers: { p1: { left: 2026-01-01 } }\n", "add g p1").Diagnostics).Code);

    private static string Crlf(string text) => text.Replace("\n", "\r\n", StringComparison.Ordinal);
}
