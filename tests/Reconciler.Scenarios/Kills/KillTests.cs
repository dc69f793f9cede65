using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reconciler.Core.Reporting;
using Reconciler.Emulator;
using Xunit.Abstractions;

namespace Reconciler.Scenarios.Kills;

/// <summary>
/// The real program, killed with no chance to say anything, at a random request, before or after its effect; run again until the work is done;
/// then the files change and it begins anew. Every second run loses its state folder too. RECONCILER_KILLS says how often (default 6).
/// </summary>
public sealed partial class KillTests(ITestOutputHelper output)
{
    private const string AppId = "5a9db0a1-0000-4000-8000-000000000001";

    // Nobody can tell any more who closed an account once the ledger is gone.
    private bool _hasLost;

    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("RECONCILER_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 6;

    private static int Seed => int.TryParse(Environment.GetEnvironmentVariable("RECONCILER_KILL_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next();

    [Fact]
    public async Task KilledAtAnyInstantTheNextRunsFinish()
    {
        var seed = Seed;
        output.WriteLine($"seed {seed}, {Kills} kills (RECONCILER_KILL_SEED, RECONCILER_KILLS)");
        var chance = new Random(seed);
        using var folder = Scenario.Of(("seed.jsonl", $$"""
            {"type":"application","appId":"{{AppId}}","displayName":"Reconciler"}
            {"type":"servicePrincipal","appId":"{{AppId}}","displayName":"Reconciler"}

            """));
        await using var server = await KillServer.StartAsync(new EmulatorOptions
        {
            Domains = ["contoso.com"],
            SeedFiles = [folder.PathOf("seed.jsonl")],
            Applications = [new ScimApplicationOptions("entrust")],
        });
        File.Delete(folder.PathOf("seed.jsonl"));
        folder.Write("reconciler.yaml", KilledWorkspace.Control(server, AppId));
        var workspace = new KilledWorkspace(chance);
        for (var kills = 0; kills < Kills;)
        {
            workspace.Change();
            folder.Write("people.yaml", workspace.People());
            kills += await FinishAsync(folder, server, workspace, chance, Kills - kills);
            await RequireConvergedAsync(folder, server, workspace);
        }
    }

    // Runs until one ends by itself; how many were killed.
    private async Task<int> FinishAsync(Scenario folder, KillServer server, KilledWorkspace workspace, Random chance, int most)
    {
        var kills = 0;
        var died = new SortedSet<string>(StringComparer.Ordinal);
        while (true)
        {
            using var program = RealProgram.Start(folder.Folder, "apply", "w", "--auto-approve");
            var trap = kills < most ? new Trap(1 + chance.Next(chance.Next(4) == 0 ? 40 : 10), chance.Next(5) > 0, chance.Next(2) == 0, program.Kill) : null;
            if (trap is not null)
                server.Arm(trap);
            var run = await program.EndAsync();
            server.Disarm();
            if (trap is not { HasSprung: true })
            {
                if (run.ExitCode == 8 && _hasLost && HeldAccount().Matches(run.Out) is { Count: > 0 } held)
                {
                    foreach (Match account in held)
                        workspace.Open(account.Groups["key"].Value);
                    output.WriteLine($"answered {held.Count} held accounts");
                    folder.Write("people.yaml", workspace.People());
                    continue;
                }

                Assert.True(run.ExitCode == 0, $"exit {run.ExitCode}\n{run.Out}\n{run.Error}");
                RequireReports(folder, died);
                return kills;
            }

            kills++;
            died.UnionWith(JournalsOf(folder));
            output.WriteLine($"killed at {trap}");
            if (chance.Next(2) == 0)
            {
                Directory.Delete(folder.PathOf(".reconciler"), recursive: true);
                died.Clear();
                _hasLost = true;
                output.WriteLine("lost .reconciler");
            }
        }
    }

    private static IEnumerable<string> JournalsOf(Scenario folder) => !Directory.Exists(folder.PathOf(".reconciler/journal")) ? []
        : Directory.EnumerateFiles(folder.PathOf(".reconciler/journal")).Select(Path.GetFileNameWithoutExtension).OfType<string>();

    // A report of each run that wrote, the killed ones too, as long as nobody took the folder away; and all of them one unbroken chain.
    private static void RequireReports(Scenario folder, IReadOnlyCollection<string> died)
    {
        Assert.Empty(JournalsOf(folder));
        var history = new Cli.Files.HistoryFolder(folder.PathOf(".reconciler/history"));
        Assert.Empty(died.Except(history.Runs));
        Assert.All(died, run => Assert.Equal(RunResult.Interrupted, history.ReadRun(run).Result));
        Assert.All(history.Check().Rows, row => Assert.Equal(HistoryState.Ok, row.State));
    }

    private static async Task RequireConvergedAsync(Scenario folder, KillServer server, KilledWorkspace workspace)
    {
        using var program = RealProgram.Start(folder.Folder, "plan", "w", "--detailed-exitcode");
        var plan = await program.EndAsync();
        Assert.True(plan.ExitCode == 0, $"not empty: exit {plan.ExitCode}\n{plan.Out}\n{plan.Error}");
        Once(await server.ListAsync("users?$select=userPrincipalName"), "userPrincipalName");
        Once(await server.ListAsync("groups?$select=displayName"), "displayName");
        Once(await server.ListAsync("servicePrincipals?$select=displayName"), "displayName");
        Once(await server.ListAsync("applications?$select=displayName"), "displayName");
        Once(await server.ScimAsync("entrust", "Users"), "userName");
        Once(await server.ScimAsync("entrust", "Groups"), "displayName");
        var live = await server.ListAsync("users?$select=userPrincipalName,accountEnabled&$filter=accountEnabled eq true");
        Assert.Equal(workspace.Present.Order(StringComparer.Ordinal),
            live.Select(u => u.GetProperty("userPrincipalName").GetString()?.Split('@')[0]).Where(k => k?[0] == 'p').Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^ +! account +(?<key>p\d+) .*\n +active +held: somebody else closed this account", RegexOptions.Multiline)]
    private static partial Regex HeldAccount();

    private static void Once(List<JsonElement> items, string attribute) =>
        Assert.Empty(items.Select(i => i.GetProperty(attribute).GetString()).GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => $"{attribute} {g.Key}: {g.Count()} times"));
}
