using System.Text.Json.Nodes;
using Reconciler.Cli.Files;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Scenarios;

/// <summary>The ledger's file: what is kept comes back, and what is no ledger of ours costs care and never a run.</summary>
public sealed class LedgerFileTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static Scenario Start() => Scenario.Of(
        ("reconciler.yaml", "version: 1\nworkspace: contoso\ndirectory: { type: entra, tenant: contoso.onmicrosoft.com, domains: [contoso.com], enforce: full }\n"),
        ("people.yaml", "version: 1\nusers:\n  ada: { userPrincipalName: ada@contoso.com, displayName: Ada }\n  bob: { userPrincipalName: bob@contoso.com, displayName: Bob }\n"));

    private static string PathOf(Scenario scenario) => Path.Combine(scenario.Sandbox, "history", "ledger-directory.json");

    public static TheoryData<string, string> Damages => new()
    {
        { "", "is damaged (line 1)" },
        { "null", "is empty" },
        { "{ \"workspace\": \"contoso\", ", "is damaged (line 1)" },
        { "[1, 2]", "is damaged (line 1)" },
        { "{ \"workspace\": \"contoso\", \"target\": \"directory\", \"entries\": {} }", "is damaged (line 1)" },
        { "{ \"version\": 7, \"workspace\": \"contoso\", \"target\": \"directory\", \"entries\": [] }", "is written by a later version of this program (form 7)" },
        { "{ \"workspace\": \"fabrikam\", \"target\": \"directory\", \"entries\": [] }", "is of workspace fabrikam, target directory" },
        { "{ }", "is of workspace ?, target ?" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_file_that_is_none_of_ours_is_as_if_lost_and_put_aside(string text, string why)
    {
        using var scenario = Start();
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        File.WriteAllText(PathOf(scenario), text);
        scenario.Write("people.yaml", "version: 1\nusers:\n  ada: { userPrincipalName: ada@contoso.com, displayName: Ada L }\n");

        var plan = await scenario.PlanAsync();
        Assert.Contains($"ledger-directory.json {why}", plan.Error, StringComparison.Ordinal);
        Assert.Contains("no longer declared stay as they are", plan.Error, StringComparison.Ordinal);
        Assert.Contains("orphan", plan.Out, StringComparison.Ordinal);
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        Assert.Equal(text, File.ReadAllText($"{PathOf(scenario)}.unused"));
        Assert.Equal("", (await scenario.PlanAsync()).Error);
    }

    [Fact]
    public void Lines_that_lack_something_are_left_out_and_members_that_nobody_knows_are_not_looked_at()
    {
        using var scenario = Start();
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(scenario)) ?? "");
        File.WriteAllText(PathOf(scenario), """
            {
              "workspace": "contoso", "target": "directory", "later": { "a": [1] },
              "entries": [
                null,
                { "kind": "user", "key": "ada", "id": "1", "file": null, "createdAt": null, "left": true, "links": { "members": null, "owners": "?" }, "later": 1 },
                { "kind": "user", "key": "ada", "id": "2", "file": "b.yaml", "createdAt": null, "left": false },
                { "kind": "user", "key": "bob" },
                { "key": "carol", "id": "3" }
              ],
              "sizes": { "user": { "count": 4, "at": "2026-11-21T12:00:00+00:00" }, "group": null },
              "parked": [ null, { "name": "ada" }, { "id": "ab" } ]
            }
            """);

        var ledger = new LedgerFile(Path.Combine(scenario.Sandbox, "history")).Load("contoso", TargetName.Directory, null);

        var ada = Assert.Single(ledger.Entries.Values);
        Assert.Equal(("1", "", true, 0), (ada.Id.Value, ada.File, ada.Left, ada.Links.Values.Sum(l => l.Count)));
        Assert.Equal(4, Assert.Single(ledger.Sizes).Value.Count);
        Assert.Equal("ab", Assert.Single(ledger.Parked).Key.Value);
        Assert.Null(ledger.Loss);
    }

    [Fact]
    public void What_is_kept_comes_back()
    {
        using var scenario = Start();
        var file = new LedgerFile(Path.Combine(scenario.Sandbox, "history"));
        var key = new ResourceKey(Kind.User, "ada");
        var ledger = Ledger.Empty("contoso", TargetName.Directory, "t1") with { WrittenAt = Noon };
        ledger = ledger with
        {
            Entries = ledger.Entries.Add(key, new LedgerEntry(key, new RemoteId("1"), "people.yaml", Noon) { DeleteDue = new DateOnly(2026, 12, 21), Left = true }),
            Sizes = ledger.Sizes.Add("user", new ListSize(7, Noon)),
            Parked = ledger.Parked.Add(new OperationId(new string('a', 64)), new ParkedOperation("ada", "invalidValue", "it is refused", Noon, "2026-11-21T120000Z")),
        };

        file.Save(ledger);

        var read = new LedgerFile(Path.Combine(scenario.Sandbox, "history")).Load("contoso", TargetName.Directory, "t1");
        Assert.Equal(ledger.Entries.Values, read.Entries.Values);
        Assert.Equal(ledger.Sizes, read.Sizes);
        Assert.Equal(ledger.Parked, read.Parked);
        Assert.Equal(1, JsonNode.Parse(File.ReadAllText(PathOf(scenario)))?["version"]?.GetValue<int>());
        Assert.Equal("t2", new LedgerFile(Path.Combine(scenario.Sandbox, "history")).Load("contoso", TargetName.Directory, "t2").Tenant);
    }
}
