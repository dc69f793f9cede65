using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>What an approval is given for: whatever is written, and nothing else.</summary>
public sealed class HashTests
{
    private readonly World _world = new();

    private static AttributeValue Text(string text) => AttributeValue.Of(text);

    private static CellChange Cell(string attribute, AttributeValue before, AttributeValue after, Cause? cause = null)
    {
        var users = EstateSchema.Schema[Kind.User];
        return new CellChange(users.Attributes[users.IndexOf(attribute)], before, after, cause ?? new Cause.Declared(At));
    }

    [Fact]
    public void Each_part_of_an_entry_is_part_of_its_hash()
    {
        CellChange[] cells = [Cell("department", Text("Sales"), Text("Legal"))];
        string[] all =
        [
            PlanHash.OfEntry("update", "user", "ada", "U1", null, cells),
            PlanHash.OfEntry("adopt", "user", "ada", "U1", null, cells),
            PlanHash.OfEntry("update", "group", "ada", "U1", null, cells),
            PlanHash.OfEntry("update", "user", "bob", "U1", null, cells),
            PlanHash.OfEntry("update", "user", "ada", "U2", null, cells),
            PlanHash.OfEntry("update", "user", "ada", "U1", true, cells),
            PlanHash.OfEntry("update", "user", "ada", "U1", false, cells),
            PlanHash.OfEntry("update", "user", "ada", "U1", null, []),
            PlanHash.OfEntry("update", "user", "ada", "U1", null, [Cell("jobTitle", Text("Sales"), Text("Legal"))]),
            PlanHash.OfEntry("update", "user", "ada", "U1", null, [Cell("department", Text("R&D"), Text("Legal"))]),
            PlanHash.OfEntry("update", "user", "ada", "U1", null, [Cell("department", Text("Sales"), AttributeValue.None)]),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.All(all, h => Assert.Matches("^[0-9a-f]{16}$", h));
        Assert.Equal(all[0], PlanHash.OfEntry("update", "user", "ada", "U1", null, [Cell("department", Text("Sales"), Text("Legal"), new Cause.Defaults(At))]));
    }

    [Fact]
    public void The_due_day_of_an_unannounced_leaver_is_no_part_of_it()
    {
        string Of(string mark, Cause cause) => PlanHash.OfCell(Cell("reconcilerOwner", AttributeValue.None, Text(mark), cause));
        var undeclared = new Cause.Undeclared("people.yaml");
        var left = new Cause.Left(new DateOnly(2026, 11, 1), At);
        Assert.Equal(Of("contoso/ada;d=2026-12-01;off", undeclared), Of("contoso/ada;d=2026-12-02;off", undeclared));
        Assert.NotEqual(Of("contoso/ada;d=2026-12-01;off", undeclared), Of("contoso/ada;d=2026-12-01", undeclared));
        Assert.NotEqual(Of("contoso/ada;d=2026-12-01;off", left), Of("contoso/ada;d=2026-12-02;off", left));
    }

    [Fact]
    public void Every_shape_of_a_value_has_its_form()
    {
        string Of(AttributeValue value) => PlanHash.OfCell(Cell("department", AttributeValue.None, value));
        Assert.Equal("{\"after\":true,\"attribute\":\"department\",\"before\":null}", Of(AttributeValue.Of(true)));
        Assert.Equal("{\"after\":7,\"attribute\":\"department\",\"before\":null}", Of(AttributeValue.Of(7)));
        Assert.Equal("{\"after\":[\"a\",\"b\"],\"attribute\":\"department\",\"before\":null}", Of(AttributeValue.OfTexts(["b", "a"])));
        Assert.Equal("{\"after\":{\"a\":\"1\"},\"attribute\":\"department\",\"before\":null}", Of(AttributeValue.OfTable([new("a", "1")])));
        Assert.Equal("{\"after\":{\"generated\":\"password\"},\"attribute\":\"department\",\"before\":null}", Of(new AttributeValue.Generated("password")));
    }

    [Fact]
    public void One_hash_is_over_workspace_tenant_and_every_target()
    {
        (string, string)[] targets = [("directory", "aa"), ("wiki/scim", "bb")];
        var hash = PlanHash.Of("contoso", "t", targets);
        Assert.Equal(hash, PlanHash.Of("contoso", "t", targets.Reverse()));
        Assert.Equal(4, new[] { hash, PlanHash.Of("fabrikam", "t", targets), PlanHash.Of("contoso", "u", targets), PlanHash.Of("contoso", "t", targets[..1]) }.Distinct().Count());
    }

    [Fact]
    public void What_is_not_written_is_no_part_of_a_plans_hash()
    {
        _world.Apply(Person("ada"));
        var empty = _world.Plan(Person("ada")).Hash;
        Assert.Equal(empty, _world.Plan(Person("ada") with { Span = At with { Line = 90 } }).Hash);
        _world.Directory = _world.Directory with { Enforce = _world.Directory.Enforce.Add(Kind.User, Enforcement.Observe) };
        Assert.Equal(empty, _world.Plan(Person("ada", ("department", Text("Sales")))).Hash);
    }

    [Fact]
    public void Each_end_of_a_list_is_part_of_it()
    {
        _world.Apply(Person("ada"), Person("bob"), Group("staff", "ada"));
        string Of(params string[] members) => _world.Plan(Person("ada"), Person("bob"), Group("staff", members)).Hash;
        Assert.Equal(4, new[] { Of("ada"), Of("bob"), Of("ada", "bob"), Of() }.Distinct().Count());
        Assert.Equal(Of("ada", "bob"), Of("bob", "ada"));
    }

    [Fact]
    public void Control_characters_have_their_short_form() => Assert.Equal("\"\\b\\f\\n\\r\\t\\u0001 \"", CanonicalJson.Write("\b\f\n\r\t\u0001 "));
}
