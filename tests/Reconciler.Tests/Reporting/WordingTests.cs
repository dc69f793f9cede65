using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Rendering;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Tests.Reporting;

/// <summary>Why an account or an access comes or goes, in one clause that says nothing twice.</summary>
public sealed class WordingTests
{
    private static readonly Cause.Left Left = new(new DateOnly(2026, 11, 20), SourceSpan.None);

    public static TheoryData<string, string> Reasons => new()
    {
        { "left", "left 2026-11-20" },
        { "gone", "no longer declared: people/lisbon.yaml is gone" },
        { "never", "no longer declared" },
        { "unassigned", "no longer assigned: until 2026-11-20" },
        { "listed", "no longer assigned" },
        { "scope", "out of scope of entrust-users" },
        { "member", "assigned as a member of engineering" },
        { "directly", "assigned directly" },
        { "group", "assigned" },
        { "every", "every group is pushed" },
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_cause_is_said_once(string cause, string expected) => Assert.Equal(expected, Wording.Because(Of(cause), _ => false));

    [Fact]
    public void What_waits_for_another_object_is_known_after_apply_and_names_its_row()
    {
        var attribute = new AttributeSchema("externalId", ValueKind.Text, "user");
        var cause = new Cause.Mapped("entrust-users", "[objectId]", SourceSpan.None);
        var pending = Wording.Cell(new CellChange(attribute, AttributeValue.None, new AttributeValue.Pending("[objectId]", new ResourceKey(Kind.User, "ada")), cause));
        Assert.Equal(("(known after apply)", "mapping", "entrust-users", "[objectId]"), (pending.After, pending.Origin, pending.Mapping, pending.Rule));
        Assert.Equal("(known after apply)", Shown.After(pending));
        var generated = Wording.Cell(new CellChange(attribute, AttributeValue.None, new AttributeValue.Generated("RandomString(10)"), cause));
        Assert.Equal("(generated at apply)", Shown.After(generated));
        var redacted = Wording.Cell(new CellChange(attribute, AttributeValue.None, new AttributeValue.Generated("redacted"), cause));
        Assert.Equal("(redacted)", Shown.After(redacted));
    }

    private static Cause Of(string cause) => cause switch
    {
        "left" => new Cause.NoAccess("left 2026-11-20", Left, SourceSpan.None),
        "gone" => new Cause.NoAccess("no longer declared", new Cause.Undeclared("people/lisbon.yaml"), SourceSpan.None),
        "never" => new Cause.NoAccess("no longer declared", new Cause.Undeclared(""), SourceSpan.None),
        "unassigned" => new Cause.NoAccess("no longer assigned", new Cause.Dated("until", new DateOnly(2026, 11, 20), SourceSpan.None), SourceSpan.None),
        "listed" => new Cause.NoAccess("no longer assigned", new Cause.NotListed(SourceSpan.None), SourceSpan.None),
        "scope" => new Cause.NoAccess("out of scope of entrust-users", null, SourceSpan.None),
        "member" => new Cause.Assigned("as a member of engineering", SourceSpan.None),
        "directly" => new Cause.Assigned("directly", SourceSpan.None),
        "group" => new Cause.Assigned("assigned", SourceSpan.None),
        _ => new Cause.Assigned("every group is pushed", SourceSpan.None),
    };
}
