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

    [Fact]
    public void What_is_secret_or_not_known_yet_stands_by_what_is_known_of_it()
    {
        string Of(AttributeValue value) => PlanHash.OfCell(Cell("department", value, AttributeValue.None));
        Assert.Equal("{\"after\":null,\"attribute\":\"department\",\"before\":{\"secret\":\"f1\"}}", Of(new AttributeValue.Secret("f1")));
        Assert.Equal("{\"after\":null,\"attribute\":\"department\",\"before\":{\"pending\":\"objectId\"}}", Of(new AttributeValue.Pending("objectId", new ResourceKey(Kind.User, "ada"))));
    }

    [Fact]
    public void Each_word_of_a_line_and_of_its_ends_is_part_of_it()
    {
        var end = new EndLine("members", true, "user", "ada", null, null);
        string Of(params EndLine[] ends) => PlanHash.Line("group", "staff", "G1", "hash", ends);
        string[] all =
        [
            Of(end), Of(), Of(end, end with { Key = "bob" }), Of(end with { Link = "owners" }), Of(end with { Comes = false }), Of(end with { Kind = "group" }), Of(end with { Key = "bob" }),
            Of(end with { Key = null, Id = "ada" }), Of(end with { Role = "User" }),
            PlanHash.Line("user", "staff", "G1", "hash", [end]), PlanHash.Line("group", "other", "G1", "hash", [end]), PlanHash.Line("group", "staff", null, "hash", [end]),
            PlanHash.Line("group", "staff", "G1", "other", [end]),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Equal(Of(end, end with { Key = "bob" }), Of(end with { Key = "bob" }, end));
        Assert.Equal("{\"ends\":[\"[\\\"members\\\",true,\\\"user\\\",\\\"ada\\\",null,null]\"],\"hash\":\"hash\",\"id\":\"G1\",\"key\":\"staff\",\"kind\":\"group\"}", Of(end));
        Assert.NotEqual(PlanHash.Of(TargetName.Directory, all[..2]), PlanHash.Of(new TargetName("wiki/scim"), all[..2]));
        Assert.Equal(PlanHash.Of(TargetName.Directory, all[..2]), PlanHash.Of(TargetName.Directory, [all[1], all[0]]));
    }

    [Fact]
    public void What_is_only_observed_has_a_hash_of_its_own()
    {
        string Of(Change change) => PlanHash.OfEntry(new Entry(new Handle(0), Kind.User, change, new Cause.Declared(At)));
        Assert.Equal(4, new[] { Of(new Change.Update()), Of(new Change.Observed(new Change.Update())), Of(new Change.Create()), Of(new Change.Observed(new Change.Create())) }.Distinct().Count());
        Assert.Equal(PlanHash.OfEntry("observed update", "user", null, null, null, []), Of(new Change.Observed(new Change.Update())));
    }

    [Fact]
    public void An_update_of_nothing_writes_nothing_and_anything_else_does()
    {
        var link = EstateSchema.Schema[Kind.Group].Links[1];
        Entry Of(Change change, params LinkChange[] links) => new(new Handle(0), Kind.User, change, new Cause.Declared(At)) { Links = [.. links] };
        Assert.False(PlanHash.Writes(Of(new Change.Update())));
        Assert.False(PlanHash.Writes(Of(new Change.Update(), new LinkChange(link, [], [], 3) { Withheld = 2 })));
        Assert.True(PlanHash.Writes(Of(new Change.Update(), new LinkChange(link, [], [], 3), new LinkChange(link, [], [new LinkEdit(new Handle(1), new Cause.Declared(At))], 3))));
        Assert.True(PlanHash.Writes(Of(new Change.Update()) with { Cells = [Cell("department", AttributeValue.None, Text("Sales"))] }));
        Assert.True(PlanHash.Writes(Of(new Change.Restore())));
        Assert.False(PlanHash.Writes(Of(new Change.Keep(KeepReason.Unchanged)) with { Cells = [Cell("department", AttributeValue.None, Text("Sales"))] }));
    }
}
