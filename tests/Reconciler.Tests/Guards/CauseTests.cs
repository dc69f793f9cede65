using Reconciler.Core.Diagnostics;
using Reconciler.Core.Guards;
using Reconciler.Core.Planning;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Guards;

/// <summary>Where a figure comes from, in the sentences that a finding shows.</summary>
public sealed class CauseTests
{
    private static readonly KindSchema Users = EstateSchema.Schema[Kind.User];
    private static readonly AttributeSchema Enablement = Users.Attributes[Users.IndexOf("accountEnabled")];
    private static readonly AttributeSchema Department = Users.Attributes[Users.IndexOf("department")];

    private static Entry Hit(Cause cause, Change? change = null, params (AttributeSchema Attribute, Cause Cause)[] cells) => new(new Handle(0), Kind.User, change ?? new Change.Update(), cause)
    {
        Cells = [.. cells.Select(c => new CellChange(c.Attribute, AttributeValue.None, AttributeValue.Of("x"), c.Cause))],
    };

    private static Entry Gone(string file) => Hit(new Cause.Undeclared(file));

    private static string[] Of(string[] filesRead, params Entry[] hits) => [.. Causes.Of(hits, filesRead)];

    public static TheoryData<string, string> Sentences => new()
    {
        { "defaults", "1 by defaults, people.yaml:4" },
        { "left", "1 left, people.yaml" },
        { "grace", "1 whose grace is over" },
        { "access of one no longer declared", "1 no longer declared: lisbon.yaml is gone" },
        { "access", "1 no longer assigned, people.yaml:4" },
        { "access without a line", "1 no longer assigned" },
        { "mapping", "1 by the mapping people, people.yaml:4" },
        { "mapping without a line", "1 by the mapping people" },
        { "declared", "1 in people.yaml" },
        { "without a line", "1 for other reasons" },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Every_cause_has_its_sentence(string name, string sentence)
    {
        Cause cause = name switch
        {
            "defaults" => new Cause.Defaults(At),
            "left" => new Cause.Left(new DateOnly(2026, 11, 1), At),
            "grace" => new Cause.GraceOver(new DateOnly(2026, 11, 1)),
            "access of one no longer declared" => new Cause.NoAccess("no longer assigned", new Cause.Undeclared("lisbon.yaml"), At),
            "access" => new Cause.NoAccess("no longer assigned", null, At),
            "access without a line" => new Cause.NoAccess("no longer assigned", null, SourceSpan.None),
            "mapping" => new Cause.Mapped("people", "jobTitle", At),
            "mapping without a line" => new Cause.Mapped("people", "jobTitle", SourceSpan.None),
            "declared" => new Cause.Declared(At),
            _ => new Cause.Declared(SourceSpan.None),
        };
        Assert.Equal([sentence], Of(["people.yaml"], Hit(cause)));
    }

    [Fact]
    public void A_file_that_is_still_read_is_not_called_gone() =>
        Assert.Equal(["1 no longer declared; declared in people.yaml before"], Of(["people.yaml"], Gone("people.yaml")));

    [Fact]
    public void The_largest_cause_comes_first_and_equal_ones_by_name() => Assert.Equal(
        ["2 in people.yaml", "1 no longer declared: a.yaml is gone", "1 no longer declared: b.yaml is gone"],
        Of(["people.yaml"], Gone("b.yaml"), Hit(new Cause.Declared(At)), Gone("a.yaml"), Hit(new Cause.Declared(At))));

    [Fact]
    public void A_folder_is_gone_when_none_of_its_files_is_read()
    {
        Entry[] hits = [Gone("people/a.yaml"), Gone("people/b.yaml"), Gone("groups/c.yaml"), Gone("people/b.yaml")];
        Assert.Equal(["3 no longer declared: people/*.yaml is gone", "1 no longer declared: groups/c.yaml is gone"], Of(["other.yaml"], hits));
        Assert.Equal(["2 no longer declared: people/b.yaml is gone", "1 no longer declared: groups/c.yaml is gone", "1 no longer declared: people/a.yaml is gone"],
            Of(["people/other.yaml"], hits));
    }

    [Fact]
    public void Accounts_of_those_who_are_gone_are_told_file_by_file() => Assert.Equal(
        ["2 no longer declared: a.yaml is gone", "1 no longer declared: b.yaml is gone"],
        Of(["people.yaml"], [.. new[] { "a.yaml", "b.yaml", "a.yaml" }.Select(f => Hit(new Cause.NoAccess("no longer assigned", new Cause.Undeclared(f), At)))]));

    [Fact]
    public void What_closes_an_account_speaks_before_what_else_changes() => Assert.Equal(["1 by defaults, people.yaml:4"],
        Of([], Hit(new Cause.Declared(At), null, (Department, new Cause.Declared(At)), (Enablement, new Cause.Defaults(At)))));

    [Fact]
    public void An_update_goes_by_its_first_attribute_and_anything_else_by_its_own_cause()
    {
        Assert.Equal(["1 by defaults, people.yaml:4"], Of([], Hit(new Cause.Declared(At), null, (Department, new Cause.Defaults(At)))));
        Assert.Equal(["1 in people.yaml"], Of([], Hit(new Cause.Declared(At), new Change.Restore(), (Department, new Cause.Defaults(At)))));
        Assert.Equal(["1 in people.yaml"], Of([], Hit(new Cause.Declared(At))));
    }
}
