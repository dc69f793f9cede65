namespace Reconciler.Scenarios;

/// <summary>The commands that write into the files, through the program, as people and scripts meet them.</summary>
public sealed class EditTests
{
    [Fact]
    public async Task A_person_is_added_renamed_and_removed_and_the_files_stay_valid()
    {
        using var scenario = Scenario.Example("quickstart");
        var people = scenario.Read("people.yaml");
        var teams = scenario.Read("teams.yaml");

        var added = await scenario.RunAsync("add", "member", "sales", "alan.turing", "w", "--until", "2027-01-31", "--reason", "CHG-77");
        Assert.Equal((0, "teams.yaml:28  added alan.turing to sales until 2027-01-31\n", ""), (added.ExitCode, added.Out, added.Error));
        Assert.Equal(
            teams.Replace("      - john.b.smith\n", "      - john.b.smith\n      - { user: alan.turing, until: 2027-01-31, reason: \"CHG-77\" }\n", StringComparison.Ordinal),
            scenario.Read("teams.yaml"));
        await ValidAsync(scenario);

        var again = await scenario.RunAsync("add", "member", "sales", "alan.turing", "w", "--until", "2027-01-31", "--reason", "CHG-77");
        Assert.Equal((0, "teams.yaml:28  alan.turing is already a member of sales until 2027-01-31\n"), (again.ExitCode, again.Out));

        var renamed = await scenario.RunAsync("rename", "user", "alan.turing", "a.m.turing", "w");
        Assert.Equal("people.yaml:26  renamed alan.turing to a.m.turing\npeople.yaml:33  added previously: [alan.turing]\nteams.yaml:28  renamed in the members of sales\n", renamed.Out);
        await ValidAsync(scenario);

        var removed = await scenario.RunAsync("remove", "user", "a.m.turing", "w");
        Assert.Equal(0, removed.ExitCode);
        Assert.EndsWith("a.m.turing is no longer declared: the next plan treats them as a leaver; `left: DATE` says it in the file instead.\n", removed.Out, StringComparison.Ordinal);
        Assert.Equal(teams, scenario.Read("teams.yaml"));
        var gone = people[people.IndexOf("  # A mover", StringComparison.Ordinal)..people.IndexOf("  # A leaver", StringComparison.Ordinal)];
        Assert.Equal(people.Replace(gone, "", StringComparison.Ordinal), scenario.Read("people.yaml"));
        await ValidAsync(scenario);
    }

    [Fact]
    public async Task A_byte_order_mark_stays()
    {
        using var scenario = Scenario.Example("quickstart");
        var path = scenario.PathOf("teams.yaml");
        byte[] before = [0xef, 0xbb, 0xbf, .. File.ReadAllBytes(path)];
        File.WriteAllBytes(path, before);
        Assert.Equal(0, (await scenario.RunAsync("add", "member", "sales", "alan.turing", "w")).ExitCode);
        Assert.Equal("      - alan.turing\n"u8.Length, File.ReadAllBytes(path).Length - before.Length);
        Assert.True(File.ReadAllBytes(path).AsSpan().StartsWith(before.AsSpan(0, 40)));
    }

    [Theory]
    [InlineData(1, "no group has the key `platfrm`", "add", "member", "platfrm", "ada.lovelace", "w")]
    [InlineData(1, "did you mean `ada.lovelace`?", "add", "member", "platform", "ada.lovlace", "w")]
    [InlineData(1, "--until tomorrow is not a day", "add", "member", "platform", "ada.lovelace", "w", "--until", "tomorrow")]
    [InlineData(1, "no user has the key `nobody`", "remove", "user", "nobody", "w")]
    [InlineData(1, "declared already, at people.yaml:15", "rename", "user", "joan.clarke", "ada.lovelace", "w")]
    [InlineData(1, "nothing was written", "rename", "user", "joan.clarke", "katherine.goble", "w")]
    public async Task What_cannot_be_done_is_said_and_writes_nothing(int code, string sentence, params string[] args)
    {
        using var scenario = Scenario.Example("quickstart");
        var before = scenario.Texts();
        var run = await scenario.RunAsync(args);
        Assert.Equal(code, run.ExitCode);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
        Assert.Equal(before, scenario.Texts());
    }

    [Fact]
    public async Task Files_with_errors_are_shown_and_left_alone()
    {
        using var scenario = Scenario.Example("quickstart");
        scenario.Edit("teams.yaml", "- joan.clarke", "- joan.clark");
        var before = scenario.Texts();
        var run = await scenario.RunAsync("add", "member", "sales", "alan.turing", "w");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("RC201", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, scenario.Texts());
    }

    [Fact]
    public async Task Help_names_what_can_be_added()
    {
        using var scenario = Scenario.Example("quickstart");
        Assert.Contains("member <GROUP> <USER>", (await scenario.RunAsync("add")).Out, StringComparison.Ordinal);
        Assert.Contains("--until <DATE>", (await scenario.RunAsync("add", "member", "--help")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Permissions_and_links_of_a_file_stay()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var scenario = Scenario.Example("quickstart");
        Directory.CreateDirectory(scenario.PathOf(".kept"));
        File.Move(scenario.PathOf("teams.yaml"), scenario.PathOf(".kept/teams.yaml"));
        File.CreateSymbolicLink(scenario.PathOf("teams.yaml"), Path.Combine(".kept", "teams.yaml"));
        File.SetUnixFileMode(scenario.PathOf(".kept/teams.yaml"), UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.Equal(0, (await scenario.RunAsync("add", "member", "sales", "alan.turing", "w")).ExitCode);

        Assert.NotNull(new FileInfo(scenario.PathOf("teams.yaml")).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(scenario.PathOf(".kept/teams.yaml")));
        Assert.Contains("- alan.turing", scenario.Read(".kept/teams.yaml"), StringComparison.Ordinal);
    }

    [SharedFact]
    public async Task A_person_in_many_groups_is_renamed_line_by_line_and_stays_the_same_account()
    {
        using var scenario = Scenario.Copy(SharedFactAttribute.Kubernetes);
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        var before = scenario.Texts();
        var key = MostNamed(before);

        var run = await scenario.RunAsync("rename", "user", key, "somebody.else", "w");

        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        var touched = 0;
        foreach (var (path, text) in scenario.Texts())
        {
            var old = before[path].Split('\n');
            var now = text.Split('\n').Where(l => l != $"    previously: [{key}]").ToArray();
            Assert.Equal(old.Length, now.Length);
            foreach (var (was, line) in old.Zip(now).Where(l => l.First != l.Second))
            {
                Assert.Equal(was.Replace(key, "somebody.else", StringComparison.Ordinal), line);
                touched++;
            }
        }

        // A line of output for each, and one for the earlier key.
        Assert.True(touched > 20, run.Out);
        Assert.Equal(touched + 1, run.Out.Split('\n').Length - 1);
        var plan = await scenario.PlanAsync("--format", "json");
        Assert.True(plan.ExitCode == 0, plan.Out + plan.Error);
        Assert.Contains("somebody.else", plan.Out, StringComparison.Ordinal);
        Assert.Contains("1 to change", (await scenario.PlanAsync()).Out, StringComparison.Ordinal);
    }

    private static async Task ValidAsync(Scenario scenario)
    {
        var run = await scenario.RunAsync("validate", "w");
        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        Assert.StartsWith("contoso is valid", run.Out, StringComparison.Ordinal);
    }

    // The key that most items of lists are.
    private static string MostNamed(SortedDictionary<string, string> texts) => texts.Values
        .SelectMany(t => t.Split('\n')).Select(l => l.Trim()).Where(l => l.StartsWith("- ", StringComparison.Ordinal) && !l.Contains('{', StringComparison.Ordinal))
        .GroupBy(l => l[2..].Trim('"')).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;
}
