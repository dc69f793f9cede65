using System.Text.RegularExpressions;

namespace Reconciler.Scenarios;

/// <summary>Entra holds exactly the people to whom access was granted: granted, taken away, deleted after the grace, and refused for a domain that is not ours.</summary>
public sealed class FixiamToEntraTests
{
    [Fact]
    public async Task Access_is_granted_taken_away_and_deleted_after_the_grace()
    {
        using var scenario = Scenario.Example("fixiam-to-entra");
        var valid = await scenario.RunAsync("validate", "w");
        Assert.Equal((0, ""), (valid.ExitCode, valid.Error));
        Golden.Matches("fixiam-to-entra/validate.txt", valid.Out);

        // Who is only requested does not exist.
        await ExampleStages.AppliesAsync(scenario, "fixiam-to-entra/first");
        Assert.DoesNotContain("rowan.eastergate", ExampleStages.EverythingKept(scenario), StringComparison.Ordinal);

        Move(scenario, "requested", "granted", "rowan.eastergate");
        await ExampleStages.AppliesAsync(scenario, "fixiam-to-entra/granted");
        Golden.Matches("fixiam-to-entra/granted.report.json", ExampleStages.Steady(scenario, scenario.Report(scenario.Reports[^1])));

        Move(scenario, "granted", "requested", "odile.fairlamb");
        await ExampleStages.AppliesAsync(scenario, "fixiam-to-entra/taken");
        Golden.Matches("fixiam-to-entra/taken.report.json", ExampleStages.Steady(scenario, scenario.Report(scenario.Reports[^1])));

        scenario.Time.Instant = scenario.Time.Instant.AddDays(29);
        await ExampleStages.PlansAsync(scenario, "fixiam-to-entra/waiting", 0);
        scenario.Time.Instant = scenario.Time.Instant.AddDays(1);
        await ExampleStages.AppliesAsync(scenario, "fixiam-to-entra/deleted");
        Golden.Matches("fixiam-to-entra/deleted.report.json", ExampleStages.Steady(scenario, scenario.Report(scenario.Reports[^1])));
    }

    [Fact]
    public async Task Access_that_is_granted_again_within_the_grace_enables_the_same_account()
    {
        using var scenario = Scenario.Example("fixiam-to-entra");
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        Move(scenario, "granted", "requested", "odile.fairlamb");
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        File.Delete(scenario.WireLog);
        scenario.Time.Instant = scenario.Time.Instant.AddDays(3);

        Move(scenario, "requested", "granted", "odile.fairlamb");
        await ExampleStages.AppliesAsync(scenario, "fixiam-to-entra/again");
    }

    [Fact]
    public async Task A_domain_that_is_not_the_tenants_is_told_with_its_place_and_nothing_is_asked_of_anybody()
    {
        using var scenario = Scenario.Example("fixiam-to-entra");
        scenario.Edit("granted/odile.fairlamb.yaml", "@contoso.com", "@fabrikam.example");
        foreach (var command in new[] { "plan", "apply" })
        {
            var run = await scenario.RunAsync([command, "w", "--sandbox", .. command == "apply" ? ["--auto-approve"] : Array.Empty<string>()]);
            Assert.Equal(3, run.ExitCode);
            Golden.Matches("fixiam-to-entra/domain.txt", ExampleStages.Steady(scenario, run.Out + run.Error));
        }

        Assert.False(File.Exists(scenario.WireLog));
        Assert.Empty(scenario.Reports);
    }

    [Fact]
    public async Task The_first_password_is_never_seen_and_must_be_changed()
    {
        using var scenario = Scenario.Example("fixiam-to-entra");
        var said = (await scenario.PlanAsync("--out", "plan.json")).Out;
        said += (await scenario.PlanAsync("--format", "json")).Out + (await scenario.PlanAsync("--format", "markdown")).Out;
        var run = await scenario.ApplyAsync();
        Assert.Equal(0, run.ExitCode);
        said += run.Out + run.Error;
        said += (await scenario.RunAsync("show", "plan.json")).Out + (await scenario.RunAsync("show", scenario.Reports[^1])).Out;
        Assert.Contains("generated, must be changed at first sign-in", said, StringComparison.Ordinal);

        var wire = File.ReadAllText(scenario.WireLog);
        Assert.Equal(3, Regex.Count(wire, Regex.Escape("\"passwordProfile\":{\"forceChangePasswordNextSignIn\":true,\"password\":\"***\"}"), RegexOptions.None, TimeSpan.FromSeconds(5)));

        // A password would stand after the word; the rule by which one is made is all that may be kept.
        foreach (var text in new[] { said, wire, ExampleStages.EverythingKept(scenario), File.ReadAllText(Path.Combine(scenario.Folder, "plan.json")) })
        {
            var values = Regex.Matches(text, @"""password""\s*:\s*""(?<value>[^""]*)""", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Select(m => m.Groups["value"].Value);
            Assert.All(values, v => Assert.Equal("***", v));
            Assert.DoesNotContain("newPassword", text, StringComparison.Ordinal);
        }
    }

    private static void Move(Scenario scenario, string from, string to, string key)
    {
        Directory.CreateDirectory(scenario.PathOf(to));
        File.Move(scenario.PathOf($"{from}/{key}.yaml"), scenario.PathOf($"{to}/{key}.yaml"));
    }
}
