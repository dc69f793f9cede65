using System.Text.RegularExpressions;

namespace Reconciler.Scenarios;

/// <summary>
/// What Entra's provisioning service does for an application, done by this workspace: joiners, movers and leavers of an application, each step
/// as its plan and as what the application was sent.
/// </summary>
public sealed class ProvisioningTests
{
    [Theory]
    [InlineData("entra-to-entrust")]
    [InlineData("entra-to-miniorange")]
    public async Task The_first_run_creates_adopts_and_converges(string example)
    {
        using var scenario = Scenario.Example(example);
        var valid = await scenario.RunAsync("validate", "w");
        Assert.Equal(0, valid.ExitCode);
        Assert.Empty(valid.Error);
        Assert.DoesNotContain("warning", valid.Out, StringComparison.Ordinal);

        var plan = await scenario.PlanAsync("--detailed-exitcode");
        Assert.Equal(2, plan.ExitCode);
        Golden.Matches($"{example}/plan.txt", scenario.Scrub(plan.Out + plan.Error));
        Assert.Empty(AccountWire.Take(scenario));

        var apply = await scenario.ApplyAsync();
        Assert.Equal(0, apply.ExitCode);
        Golden.Matches($"{example}/apply.txt", scenario.Scrub(Behind(apply.Out, "Applied.")));
        Golden.Matches($"{example}/wire.txt", AccountWire.Take(scenario));

        var after = await scenario.PlanAsync("--detailed-exitcode");
        Assert.Equal(0, after.ExitCode);
        Golden.Matches($"{example}/after.txt", Scrub(scenario, after.Out + after.Error));
    }

    [Fact]
    public async Task Entrust_is_kept_in_step_and_closes_the_account_of_whoever_loses_access()
    {
        using var scenario = await Started("entra-to-entrust");
        scenario.Edit("people.yaml", "+351 910 000 202", "+351 910 000 299");
        scenario.Edit("people.yaml", "Sofía Moreno", "Sofía Moreno Ruiz");
        await Step(scenario, "entra-to-entrust/update.txt", "entrust");

        const string Sofia = "    - { user: sofia.moreno, role: User, until: 2027-03-31 }\n";
        scenario.Edit("access.yaml", Sofia, "");
        await Step(scenario, "entra-to-entrust/unassign.txt", "entrust");

        scenario.Edit("access.yaml", "role: User }\n", "role: User }\n" + Sofia);
        await Step(scenario, "entra-to-entrust/return.txt", "entrust");

        scenario.Edit("access.yaml", "      - tomas.varga\n", "      - owen.price\n");
        await Step(scenario, "entra-to-entrust/members.txt", "entrust");

        scenario.Edit("people.yaml", "    employeeId: \"00205\"\n", "    employeeId: \"00205\"\n    left: 2026-11-21\n");
        await Step(scenario, "entra-to-entrust/leaver.txt", "entrust");
    }

    [Fact]
    public async Task Miniorange_deletes_the_account_of_whoever_loses_access_and_the_group_that_is_no_longer_assigned()
    {
        using var scenario = await Started("entra-to-miniorange");
        scenario.Edit("people.yaml", "jobTitle: Identity Engineer", "jobTitle: Identity Architect");
        scenario.Edit("people.yaml", "surname: Nowak", "surname: Nowak-Reyes");
        await Step(scenario, "entra-to-miniorange/update.txt", "miniorange");

        scenario.Edit("access.yaml", "      - deniz.kaya\n", "");
        await Step(scenario, "entra-to-miniorange/members.txt", "miniorange");

        scenario.Edit("access.yaml", "    - { user: paula.reyes, role: Admin }\n", "");
        await Step(scenario, "entra-to-miniorange/unassign.txt", "miniorange");

        scenario.Edit("access.yaml", "    - { group: support, role: User }\n", "    - { user: asha.raman, role: User }\n    - { user: marta.nowak, role: User }\n");
        await Step(scenario, "entra-to-miniorange/group.txt", "miniorange");

        scenario.Time.Instant = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
        scenario.Edit("access.yaml", "    - { user: marta.nowak, role: User }\n", "    - { user: marta.nowak, role: User }\n    - { user: jonas.lind, role: User }\n");
        await Step(scenario, "entra-to-miniorange/joiner.txt", "miniorange");
    }

    private static async Task<Scenario> Started(string example)
    {
        var scenario = Scenario.Example(example);
        var first = await scenario.ApplyAsync();
        Assert.True(first.ExitCode == 0, first.Out + first.Error);
        AccountWire.Take(scenario);
        scenario.Time.Instant = scenario.Time.Instant.AddMinutes(10);
        return scenario;
    }

    // The plan, what was sent, and that nothing is left.
    private static async Task Step(Scenario scenario, string golden, string application)
    {
        var plan = await scenario.PlanAsync("--detailed-exitcode");
        Assert.True(plan.ExitCode == 2, plan.Out + plan.Error);
        var apply = await scenario.ApplyAsync();
        Assert.True(apply.ExitCode == 0, apply.Out + apply.Error);
        Golden.Matches(golden, Scrub(scenario, $"{plan.Out}{plan.Error}\n# sent to {application}\n{AccountWire.Take(scenario)}"));
        var after = await scenario.PlanAsync("--detailed-exitcode");
        Assert.True(after.ExitCode == 0, after.Out + after.Error);
        scenario.Time.Instant = scenario.Time.Instant.AddMinutes(10);
    }

    // Requests run side by side, so the server numbers new accounts in any order; their ids are part of a plan's hash.
    private static string Scrub(Scenario scenario, string text) => Regex.Replace(scenario.Scrub(text), "plan [0-9a-f]{8}", "plan HASH");

    // The plan that it begins with has a golden file of its own.
    private static string Behind(string text, string mark) => text[text.IndexOf(mark, StringComparison.Ordinal)..];
}
