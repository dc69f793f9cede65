using Reconciler.Core.Reporting;

namespace Reconciler.Scenarios;

/// <summary>An organisation of sixty people, Entra and two applications, through the changes of a year; each stage against golden files.</summary>
public sealed class ContosoTests(ContosoTests.Applied applied) : IClassFixture<ContosoTests.Applied>
{
    [Fact]
    public async Task The_first_plan_builds_everything_and_the_second_has_nothing_to_do()
    {
        using var scenario = Scenario.Example("contoso");
        var valid = await scenario.RunAsync("validate", "w");
        Assert.Equal((0, ""), (valid.ExitCode, valid.Error));
        Golden.Matches("contoso/validate.txt", valid.Out);
        await ExampleStages.AppliesAsync(scenario, "contoso/first", sorted: true);
        Golden.Matches("contoso/first.report.txt", Operations(Assert.Single(scenario.Reports)));
        await ExampleStages.PlansAsync(scenario, "contoso/empty", 0);
    }

    [Fact]
    public async Task A_joiner_a_mover_and_a_leaver_are_one_plan_across_all_targets()
    {
        using var scenario = applied.Copy();
        var luca = ExampleStages.Cut(scenario, "people/sales-emea.yaml", "luca.bentivarni");
        scenario.Write("people/engineering.yaml", scenario.Read("people/engineering.yaml") + "\n" + luca
            .Replace("camille.rostrevor", "sipho.vandermolen", StringComparison.Ordinal).Replace("Sales Engineer", "Back-end Engineer", StringComparison.Ordinal).TrimEnd() + "\n");
        ExampleStages.Cut(scenario, "people/finance.yaml", "noor.applegarth");
        scenario.Edit("teams/business.yaml", "      - noor.applegarth\n", "");
        scenario.Write("people/finance.yaml", scenario.Read("people/finance.yaml") + """

              noor.applegarth: { left: 2026-11-21 }

              oriel.haddingworth:
                userPrincipalName: oriel.haddingworth@contoso.com
                displayName: Oriel Haddingworth
                givenName: Oriel
                surname: Haddingworth
                employeeId: "1057"
                jobTitle: Accountant
                manager: ingrid.vasalund

            """);
        await ExampleStages.AppliesAsync(scenario, "contoso/people", sorted: true);
        Golden.Matches("contoso/people.report.txt", Operations(scenario.Reports[^1]));
    }

    [Fact]
    public async Task A_deleted_block_disables_in_Entra_and_deactivates_in_both_applications_in_one_plan()
    {
        using var scenario = applied.Copy();
        ExampleStages.Cut(scenario, "people/engineering.yaml", "felix.thornaby");
        var json = await scenario.PlanAsync("--format", "json");
        Assert.Equal(0, json.ExitCode);
        Assert.Equal(
            [
                "directory disable user felix.thornaby: accountEnabled true → false",
                "directory update group employees: members -1",
                "directory update group engineering: members -1",
                "payroll/scim disable user felix.thornaby: active true → false",
                "wiki/scim disable user felix.thornaby: active true → false",
                "wiki/scim update group engineering: members -1",
            ], Changes(json.Out));

        await ExampleStages.AppliesAsync(scenario, "contoso/gone", sorted: true);
        Golden.Matches("contoso/gone.report.json", ExampleStages.Steady(scenario, scenario.Report(scenario.Reports[^1])));
    }

    [Fact]
    public async Task An_assignment_line_of_a_large_group_that_goes_is_blocked_and_nothing_is_written()
    {
        using var scenario = applied.Copy();
        scenario.Edit("access.yaml", "    - { group: employees, role: Employee }\n", "");
        await ExampleStages.PlansAsync(scenario, "contoso/access", 7);

        var run = await scenario.ApplyAsync();

        Assert.Equal(7, run.ExitCode);
        Assert.Contains("BLOCKED by accessLost", run.Out, StringComparison.Ordinal);
        Assert.Contains("55 people", run.Out, StringComparison.Ordinal);
        Assert.Contains("Nothing has been written, to any target.", run.Out, StringComparison.Ordinal);
        Assert.Equal("# no writes\n", ExampleStages.TakeWrites(scenario));
        Assert.Equal(RunResult.Blocked, DocumentJson.ReadReport(scenario.Report(scenario.Reports[^1])).Result);
    }

    [Fact]
    public async Task The_day_after_an_access_expires_can_be_planned_today_and_not_applied()
    {
        using var scenario = applied.Copy();
        var plan = await ExampleStages.PlansAsync(scenario, "contoso/expired", 2, "--as-of", "2027-02-01");
        Assert.Contains("until 2027-01-31", plan.Out, StringComparison.Ordinal);
        Assert.Equal(3, (await scenario.ApplyAsync("--as-of", "2027-02-01")).ExitCode);
    }

    [Fact]
    public async Task A_change_of_a_mapping_shows_who_changes_and_who_would_be_deactivated()
    {
        using var scenario = applied.Copy();
        scenario.Edit("mappings.yaml", """name.familyName: { expression: 'ToUpper([surname], "en-GB")' }""", "name.familyName: surname");
        scenario.Edit("mappings.yaml", "      - [{ attribute: usageLocation, operator: EQUALS, value: IE }]\n", "");
        await ExampleStages.PlansAsync(scenario, "contoso/mapping", 7);

        var changes = Changes((await scenario.PlanAsync("--format", "json")).Out);
        Assert.All(changes, c => Assert.StartsWith("payroll/scim ", c, StringComparison.Ordinal));
        Assert.Equal((7, 42), (changes.Count(c => c.Contains(" disable user ", StringComparison.Ordinal)), changes.Count(c => c.Contains(": name.familyName ", StringComparison.Ordinal))));
        Assert.Contains("payroll/scim update user amara.pellworth: name.familyName PELLWORTH → Pellworth", changes);
        Assert.Contains("payroll/scim disable user aoife.dunmarrow: active true → false", changes);
    }

    [Fact]
    public async Task A_file_that_lets_one_person_prepare_and_release_payments_is_refused()
    {
        using var scenario = applied.Copy();
        scenario.Edit("teams/business.yaml", "      - harriet.blomqvist-ames\n      - laurence.umbridge-tait\n", "      - harriet.blomqvist-ames\n      - laurence.umbridge-tait\n      - wendell.ostrava\n");
        var run = await scenario.ApplyAsync();
        Assert.Equal(3, run.ExitCode);
        Golden.Matches("contoso/conflict.txt", ExampleStages.Steady(scenario, run.Out + run.Error));
        Assert.False(File.Exists(scenario.WireLog) && ExampleStages.TakeWrites(scenario) != "# no writes\n");
    }

    [Fact]
    public async Task A_clerk_who_becomes_an_approver_leaves_the_one_before_entering_the_other()
    {
        using var scenario = applied.Copy();
        scenario.Edit("teams/business.yaml", "      - noor.applegarth\n", "");
        scenario.Edit("teams/business.yaml", "      - laurence.umbridge-tait\n", "      - laurence.umbridge-tait\n      - noor.applegarth\n");
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        var writes = ExampleStages.TakeWrites(scenario);
        Assert.True(writes.IndexOf("DELETE /v1.0/groups/", StringComparison.Ordinal) is >= 0 and var leaves && leaves < writes.IndexOf("PATCH /v1.0/groups/", StringComparison.Ordinal), writes);
    }

    [Fact]
    public async Task A_file_that_declares_what_its_path_may_not_is_refused()
    {
        using var scenario = Scenario.Example("contoso");
        scenario.Write("people/finance.yaml", scenario.Read("people/finance.yaml") + "\nassignments:\n  payroll:\n    - { user: wendell.ostrava, role: Approver }\n");
        var run = await scenario.RunAsync("validate", "w");
        Assert.Equal(3, run.ExitCode);
        Golden.Matches("contoso/authority.txt", ExampleStages.Steady(scenario, run.Out + run.Error));
    }

    // One line a change of the plan: target, action, object, and each value or the number of links.
    private static string[] Changes(string json) =>
        [.. DocumentJson.ReadPlan(json).Targets.SelectMany(target => target.Entries
            .SelectMany(entry => Parts(entry).Select(part => $"{target.Name} {entry.Action} {entry.Kind} {entry.Key}: {part}")))];

    private static IEnumerable<string> Parts(EntryRow entry) =>
        entry.Cells.Where(c => c.Attribute != "owner mark").Select(c => $"{c.Attribute} {c.Before} → {c.After}")
            .Concat(entry.Links.Select(l => $"{l.Link} -{l.Removes.Length}"));

    // A report of three hundred operations as one line each: what a person would search it for.
    private static string Operations(string file) =>
        string.Join('\n', [.. Cli.Files.HistoryFolder.Read(file).Operations.Select(o => $"{o.Target} {o.Action} {o.Kind} {o.Key} · {o.Outcome}").Order(StringComparer.Ordinal), ""]);

    /// <summary>The workspace once applied, to be copied by every test that begins there.</summary>
    public sealed class Applied : IAsyncLifetime
    {
        private Scenario? _first;

        public async Task InitializeAsync()
        {
            _first = Scenario.Example("contoso");
            var run = await _first.ApplyAsync();
            Assert.True(run.ExitCode == 0, run.Out + run.Error);
        }

        public Task DisposeAsync()
        {
            _first?.Dispose();
            return Task.CompletedTask;
        }

        internal Scenario Copy()
        {
            var from = _first ?? throw new InvalidOperationException("Copied before it was applied.");
            var copy = Scenario.Example("contoso");
            foreach (var file in Directory.EnumerateFiles(from.Sandbox, "*", SearchOption.AllDirectories))
            {
                var to = Path.Combine(copy.Sandbox, Path.GetRelativePath(from.Sandbox, file));
                Directory.CreateDirectory(Path.GetDirectoryName(to) ?? copy.Sandbox);
                File.Copy(file, to);
            }

            File.Delete(copy.WireLog);
            copy.Time.Instant = copy.Time.Instant.AddMinutes(1);
            return copy;
        }
    }
}
