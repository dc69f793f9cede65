using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>Why each first value of a new object is what it is.</summary>
public sealed class FirstValueTests
{
    private readonly World _world = new();

    private Cause Of(DeclaredResource resource, string attribute) => Assert.Single(_world.Plan(resource).Entries).Cells.Single(c => c.Attribute.Name == attribute).Cause;

    [Fact]
    public void What_nobody_wrote_says_what_it_follows_from()
    {
        Assert.Equal(new Cause.Derived("default", At), Of(Person("ada"), "accountEnabled"));
        Assert.Equal(new Cause.Derived("owner mark", At), Of(Person("ada"), "reconcilerOwner"));
        Assert.Equal(new Cause.Derived("from the address or key", At), Of(Person("ada"), "mailNickname"));
        Assert.Equal(new Cause.Derived("generated, must be changed at first sign-in", At), Of(Person("ada"), "password"));
        Assert.Equal(new Cause.Derived("default", At), Of(Group("staff"), "kind"));
        Assert.Equal(new Cause.Derived("generated", At), Of(Group("staff"), "uniqueName"));
    }

    [Fact]
    public void A_value_stands_by_its_line_and_one_of_the_defaults_by_theirs()
    {
        var line = At with { Line = 30 };
        var ada = Person("ada");
        ada = ada with { Cells = [.. ada.Cells, new DeclaredCell("department", AttributeValue.Of("Sales"), line), new DeclaredCell("jobTitle", AttributeValue.Of("Clerk"), line, Origin.Defaults)] };
        Assert.Equal((new Cause.Declared(line), new Cause.Defaults(line)), (Of(ada, "department"), Of(ada, "jobTitle")));
    }

    [Fact]
    public void An_account_is_open_or_closed_for_its_line_or_its_employment()
    {
        DatedLine? On(int days) => new DatedLine(_world.Day.AddDays(days), At);
        var ada = Person("ada");
        Assert.Equal(new Cause.Declared(At), Of(ada with { Cells = [.. ada.Cells, new DeclaredCell("accountEnabled", AttributeValue.Of(false), At)] }, "accountEnabled"));
        Assert.Equal(new Cause.Dated("starts", _world.Day.AddDays(-1), At), Of(ada with { Employment = new Employment(On(-1), null, 14, At) }, "accountEnabled"));
        Assert.Equal(new Cause.Dated("starts", _world.Day.AddDays(1), At), Of(ada with { Employment = new Employment(On(1), null, 14, At) }, "accountEnabled"));
        Assert.Equal(new Cause.Declared(At), Of(ada with { Employment = new Employment(null, On(9), 14, At) }, "accountEnabled"));
    }

    [Fact]
    public void A_nickname_is_of_the_address_before_its_at_sign_or_else_of_the_key()
    {
        Assert.Equal("ada.l", DerivedValues.MailNickname(User("ada", ("userPrincipalName", AttributeValue.Of("ada.l@contoso.com")))));
        Assert.Equal("staff", DerivedValues.MailNickname(Group("staff")));
        Assert.Equal("ada", DerivedValues.MailNickname(User("ada", ("userPrincipalName", AttributeValue.Of("@contoso.com")))));
    }
}
