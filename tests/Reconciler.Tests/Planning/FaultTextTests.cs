using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>What somebody reads of a fault that only the live system shows: what is wrong, what its line is, and what to do.</summary>
public sealed class FaultTextTests
{
    private static readonly ImmutableArray<string> Many = [.. Enumerable.Range(10, 22).Select(i => $"R{i}")];

    public static TheoryData<string, Severity, string, string, string> Texts => new()
    {
        { "RC301", Severity.Error, "the protected object `root` does not exist", "nothing live answers to this", "correct it, or remove the line: a protection that protects nothing is a false comfort" },
        { "RC302", Severity.Error, "`fabrikam.com` is not a verified domain of the tenant", "not verified there", "verified: a.com, b.com" },
        { "RC303", Severity.Error, "the credential leads to another tenant: live", "this file names declared", "correct directory.tenant, or sign in to the tenant that is meant; nothing is planned against another one" },
        { "RC304", Severity.Warning, "nothing live answers to `ada`", "not found, so this list only grows in this plan", "correct it or remove the line; until then nothing is removed from the list" },
        { "RC305", Severity.Error, "a plan of 2026-11-22 cannot be applied on 2026-11-21", "", "plan without --as-of, or wait for the day" },
        { "RC307", Severity.Warning, "the application wiki is no longer declared; it is kept with everybody who is assigned to it", "", "delete it in Entra when nobody needs it, or declare it again" },
        { "RC308", Severity.Error, "ada would hold Buyer, Payer together", "pay: nobody may hold all of them", "take away one of the ways to them; nothing is planned that breaks this rule" },
        { "RC308 live", Severity.Warning, "ada holds Buyer, Payer together", "pay: nobody may hold all of them", "it stands live; take away one of the ways to them" },
        { "RC309", Severity.Error, "the group `web` no longer says who its members are: 3 stand", "`members` is no longer written",
            "it was managed at teams.yaml:7@main|to leave them alone from now on write unmanaged: [members]; to keep managing them write members again, and [] if nobody is to be among them" },
        { "RC306", Severity.Error, "wiki has no role `Owner`", "no role has this value", "it has: Admin, User" },
        { "RC306 none", Severity.Error, "wiki has 2 roles, and this line names none", "write role:", "it has: Admin, User" },
        { "RC306 empty", Severity.Error, "wiki has no role `Owner`", "no role has this value", "it has no roles yet: declare them under roles:, or leave role: out" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Each_fault_says_what_is_wrong_and_what_to_do(string name, Severity severity, string message, string label, string help)
    {
        var fault = name switch
        {
            "RC301" => PlanFaults.ProtectedNotFound("root", At),
            "RC302" => PlanFaults.DomainNotVerified("fabrikam.com", At, ["a.com", "b.com"]),
            "RC303" => PlanFaults.WrongTenant("declared", "live", At),
            "RC304" => PlanFaults.ReferenceNotFound("ada", At),
            "RC305" => PlanFaults.FutureDay(new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 21)),
            "RC307" => PlanFaults.ApplicationKept("wiki"),
            "RC308" => PlanFaults.RolesHeldTogether("pay", "ada", "Buyer, Payer", true, At),
            "RC308 live" => PlanFaults.RolesHeldTogether("pay", "ada", "Buyer, Payer", false, At),
            "RC309" => PlanFaults.ListReleased(new ResourceKey(Kind.Group, "web"), "members", "3 stand", At, "teams.yaml:7@main"),
            "RC306" => PlanFaults.NoSuchRole("wiki", "Owner", ["Admin", "User"], At),
            "RC306 none" => PlanFaults.NoSuchRole("wiki", null, ["Admin", "User"], At),
            _ => PlanFaults.NoSuchRole("wiki", "Owner", [], At),
        };
        Assert.Equal((name[..5], severity, message, label, help), (fault.Code, fault.Severity, fault.Message, fault.Label, string.Join('|', fault.Help)));
        Assert.Equal(name is "RC305" or "RC307" ? SourceSpan.None : At, fault.Span);
    }

    [Fact]
    public void Of_many_roles_twenty_are_named() =>
        Assert.Equal($"it has: {string.Join(", ", Many.Take(20))} and 2 more", PlanFaults.NoSuchRole("wiki", null, Many, At).Help[^1]);

    [Fact]
    public void Twenty_roles_are_all_of_them() => Assert.EndsWith("R29", PlanFaults.NoSuchRole("wiki", null, Many[..20], At).Help[^1], StringComparison.Ordinal);
}
