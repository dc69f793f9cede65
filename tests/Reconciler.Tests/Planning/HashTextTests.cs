using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Planning.Fabricated;

namespace Reconciler.Tests.Planning;

/// <summary>The texts that approvals and parked operations are hashes of: they are to stay, since they are kept from run to run.</summary>
public sealed class HashTextTests
{
    private readonly Fabricated _plan = new();

    private static string Sha(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_plan_is_its_target_and_its_lines_in_their_order() => Assert.Equal(Sha("directory\na\nb\nc"), PlanHash.Of(TargetName.Directory, ["b", "c", "a"]));

    [Fact]
    public void A_run_is_its_workspace_its_tenant_and_its_targets_in_their_order() =>
        Assert.Equal(Sha("contoso\ntenant\n01\n02"), PlanHash.Of("contoso", "tenant", [("wiki/scim", "02"), ("directory", "01")]));

    [Fact]
    public void An_entry_is_its_action_its_object_and_its_attributes() => Assert.Equal(
        Sha("{\"action\":\"disable\",\"cells\":[{\"after\":\"b\",\"attribute\":\"department\",\"before\":null}],\"object\":{\"id\":\"U1\",\"key\":\"ada\",\"kind\":\"user\"},\"revokeSessions\":true}")[..16],
        PlanHash.OfEntry("disable", "user", "ada", "U1", true, [Cell("department")]));

    [Fact]
    public void The_ends_of_a_line_are_in_their_order() => Assert.Equal(
        "{\"ends\":[\"[\\\"members\\\",false,\\\"user\\\",\\\"ada\\\",null,null]\",\"[\\\"members\\\",true,\\\"user\\\",\\\"bob\\\",null,null]\"],\"hash\":\"h\",\"id\":null,\"key\":\"staff\",\"kind\":\"group\"}",
        PlanHash.Line("group", "staff", null, "h", [new EndLine("members", true, "user", "bob", null, null), new EndLine("members", false, "user", "ada", null, null)]));

    [Fact]
    public void An_operation_says_what_is_written_to_what()
    {
        var stranger = _plan.Roster.Live(Kind.User, new RemoteId("U9"));
        var role = _plan.Snapshot.Pool.Intern("Admin");
        var ends = new LinkEnds(Members, [new LinkEnd(stranger, role), new LinkEnd(_plan["bob"]), new LinkEnd(_plan["dora"])]);
        Assert.Equal(
            "{\"action\":\"link\",\"cells\":[{\"after\":\"b\",\"attribute\":\"department\",\"before\":null}],\"facet\":\"profile\",\"links\":[{\"ends\":["
            + "\"{\\\"id\\\":\\\"U9\\\",\\\"kind\\\":\\\"user\\\",\\\"role\\\":\\\"Admin\\\"}\",\"{\\\"id\\\":\\\"user-bob\\\",\\\"key\\\":\\\"bob\\\",\\\"kind\\\":\\\"user\\\"}\","
            + "\"{\\\"id\\\":null,\\\"key\\\":\\\"dora\\\",\\\"kind\\\":\\\"user\\\"}\"],\"link\":\"members\"}],\"more\":true,"
            + "\"object\":{\"id\":\"group-staff\",\"key\":\"staff\",\"kind\":\"group\"}}",
            PlanHash.Canonical("link", _plan["staff"], _plan.Roster, "profile", [Cell("department")], [ends], _plan.Snapshot.Pool, new Dictionary<string, object?> { ["more"] = true }));
    }

    [Fact]
    public void An_end_is_named_by_its_key_or_else_by_its_id_and_with_its_role()
    {
        var stranger = _plan.Roster.Live(Kind.User, new RemoteId("U9"));
        var role = _plan.Snapshot.Pool.Intern("Admin");
        Assert.Equal(new EndLine("members", true, "user", "bob", null, null), EndLine.Of(Members, new LinkEnd(_plan["bob"]), true, _plan.Snapshot));
        Assert.Equal(new EndLine("members", false, "user", null, "U9", "Admin"), EndLine.Of(Members, new LinkEnd(stranger, role), false, _plan.Snapshot));
    }

    [Fact]
    public void What_is_declared_of_an_object_is_its_lines_in_their_order()
    {
        var line = new DeclaredReference(new Reference.ByKey(Key("bob")), World.At, new LinkTerms(new DateOnly(2026, 11, 2), Role: "User"));
        var staff = World.Group("staff") with
        {
            Cells = [new DeclaredCell("description", AttributeValue.None, World.At), new DeclaredCell("displayName", AttributeValue.Of("Staff"), World.At)],
            Links = [new DeclaredLinks("members", LinkMode.Exclusive, World.At) { Ends = [line] }],
        };
        Assert.Equal(Sha("description=\ndisplayName=v:Staff\nleft=   \nmembers:Exclusive \nmembers>user/BOB 2026-11-02 User False\n")[..16], Fingerprints.Of(staff));
    }

    [Fact]
    public void Whether_an_end_comes_or_goes_is_part_of_a_plan()
    {
        string Of(params string[] ends) => PlanHash.Of(TargetName.Directory, [_plan.Entry("staff") with { Links = [_plan.List(Members, ends)] }], _plan.Snapshot);
        Assert.Equal(4, new[] { Of("+ada"), Of("-ada"), Of("+ada", "-bob"), Of("+bob", "-ada") }.Distinct().Count());
        var line = PlanHash.Line("group", "staff", null, PlanHash.OfEntry("update", "group", "staff", null, null, []), [new EndLine("members", true, "user", "ada", null, null), new EndLine("members", false, "user", "bob", null, null)]);
        Assert.Equal(PlanHash.Of(TargetName.Directory, [line]), Of("+ada", "-bob"));
    }
}
