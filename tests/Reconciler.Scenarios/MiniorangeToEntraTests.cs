namespace Reconciler.Scenarios;

/// <summary>People and groups created, edited and deleted, members added and removed: each change of the files one stage, with its plan, result, report and writes.</summary>
public sealed class MiniorangeToEntraTests
{
    private const string Person = """

          jasper.oakwright:
            userPrincipalName: jasper.oakwright@orchard.example
            displayName: Jasper Oakwright
            givenName: Jasper
            surname: Oakwright
            employeeId: "304"
            jobTitle: Cellarer
            manager: wiebke.aldermann

        """;

    private const string Group = """

          cellar:
            displayName: Cellar
            owners: [wiebke.aldermann]
            members:
              - jasper.oakwright

        """;

    [Fact]
    public async Task Every_change_of_the_files_is_one_stage()
    {
        using var scenario = Scenario.Example("miniorange-to-entra");
        var valid = await scenario.RunAsync("validate", "w");
        Assert.Equal((0, ""), (valid.ExitCode, valid.Error));
        Golden.Matches("miniorange-to-entra/validate.txt", valid.Out);

        await StageAsync(scenario, "1-first");

        scenario.Write("people.yaml", scenario.Read("people.yaml") + Person);
        await StageAsync(scenario, "2-create-user");

        scenario.Edit("people.yaml", "jobTitle: Cellarer", "jobTitle: Cellar Master");
        scenario.Edit("people.yaml", "surname: Birkenfeld", "surname: Birkenfeld-Ross");
        scenario.Edit("people.yaml", "displayName: Tomasz Birkenfeld", "displayName: Tomasz Birkenfeld-Ross");
        await StageAsync(scenario, "3-edit-user");

        scenario.Write("groups.yaml", scenario.Read("groups.yaml") + Group);
        await StageAsync(scenario, "4-create-group");

        scenario.Edit("groups.yaml", "      - tomasz.birkenfeld\n", "      - tomasz.birkenfeld\n      - jasper.oakwright\n");
        await StageAsync(scenario, "5-add-member");

        scenario.Edit("groups.yaml", "      - tomasz.birkenfeld\n      - jasper.oakwright\n", "      - jasper.oakwright\n");
        await StageAsync(scenario, "6-remove-member");

        scenario.Edit("groups.yaml", Group, "");
        await StageAsync(scenario, "7-delete-group");

        ExampleStages.Cut(scenario, "people.yaml", "tomasz.birkenfeld");
        await StageAsync(scenario, "8-delete-user");

        // What was deleted lies in the recycle bin: declared again it is the same account, and not a second one.
        scenario.Write("people.yaml", scenario.Read("people.yaml") + """

              tomasz.birkenfeld:
                userPrincipalName: tomasz.birkenfeld@orchard.example
                displayName: Tomasz Birkenfeld-Ross
                employeeId: "302"

            """);
        await StageAsync(scenario, "9-user-returns");
    }

    private static async Task StageAsync(Scenario scenario, string stage)
    {
        await ExampleStages.AppliesAsync(scenario, $"miniorange-to-entra/{stage}");
        Golden.Matches($"miniorange-to-entra/{stage}.report.json", ExampleStages.Steady(scenario, scenario.Report(scenario.Reports[^1])));
    }
}
