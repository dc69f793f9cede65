using System.Text;
using System.Text.RegularExpressions;

namespace Reconciler.Scenarios;

/// <summary>
/// What goes wrong when people are pushed to an application, as vendors' troubleshooting tables have it: each row on servers of its own, and what
/// the program says to it. One page, to be read as whoever stands before the fault would.
/// </summary>
public sealed class TroubleshootingTests
{
    private const int Access = 4;
    private const int Invalid = 3;
    private const int Partly = 8;

    private static readonly Row[] Rows =
    [
        new("The base address is wrong: the host answers, and there is no SCIM service at this path", Partly, ["plan", "w"],
            ["nothing answers SCIM at", "check scim.baseUrl in reconciler.yaml"],
            s => s.Workspace.Edit("reconciler.yaml", "/scim/entrust/v2/", "/scim/entrust/v3/")),
        new("The base address is wrong: nobody answers", Partly, ["plan", "w"], ["check scim.baseUrl in reconciler.yaml"],
            s => s.Workspace.Edit("reconciler.yaml", BaseUrl(s), "baseUrl: http://127.0.0.1:1/scim/v2")),
        new("The token is missing", Access, ["plan", "w"], ["RECONCILER_ENTRUST_TOKEN", "make the secret readable where this command runs"],
            s => s.Workspace.Variables.Clear()),
        new("The token is another application's, or was copied in part", Access, ["plan", "w"],
            ["env:RECONCILER_ENTRUST_TOKEN is not accepted", "without quotes or the word Bearer"],
            s => s.Workspace.Variables["RECONCILER_ENTRUST_TOKEN"] = Wrong),
        new("The token has expired", Access, ["plan", "w"], ["env:RECONCILER_ENTRUST_TOKEN has expired", "have a new token made in the application"], s =>
        {
            s.Switches.ExpiredTokens = [ProvisionedServer.Token];
            s.Switches.ValidTokens = [];
        }),
        new("The token is good, and its role may not provision", Access, ["plan", "w"],
            ["env:RECONCILER_ENTRUST_TOKEN is known, and not allowed this", "the right to provision users and groups"],
            s => s.Switches.FailNext(100, (_, _) => true, 403, "forbidden", "The role of this token does not include SCIM provisioning")),
        new("The token expired between plan and apply", Access, ["apply", "w", "--auto-approve"],
            ["env:RECONCILER_ENTRUST_TOKEN has expired", "have a new token made in the application"], s =>
        {
            s.Workspace.Edit("people.yaml", "displayName: Inês Almeida", "displayName: Inês Almeida Costa");
            s.Switches.FailNext(100, (method, _) => method == "PATCH", 401, "invalid_token", "The access token expired");
        }),
        new("A person is not provisioned: not assigned", 0, ["plan", "w", "--only", "user:owen.price"], [], _ => { }),
        new("A person is not provisioned: outside the mapping's scope", 0, ["plan", "w", "--only", "user:clara"], [], s =>
        {
            s.Workspace.Edit("reconciler.yaml", "mapping: entrust-users", "mapping: contoso-users");
            s.Workspace.Edit("mappings.yaml", "    attributes: {}", "    attributes: {}\n    scope: [[{ attribute: displayName, operator: NOT EQUALS, value: Clara }]]");
            s.Join("clara", "clara@contoso.com", "Brandt");
        }),
        new("A person is not provisioned: creating accounts is turned off", 0, ["plan", "w", "--target", "entrust/scim"], [], s =>
        {
            s.Workspace.Edit("reconciler.yaml", "users: { mapping: entrust-users }", "users: { mapping: entrust-users, actions: [update, deactivate] }");
            s.Join("clara", "clara@contoso.com", "Brandt");
        }),
        new("A required attribute is missing, and the profile knows that it is required", Partly, ["plan", "w"],
            ["name.familyName is required by entrust-contoso", "Declare the attribute"], s =>
        {
            s.Workspace.Edit("reconciler.yaml", "profile: entrust", "profile: entrust-contoso");
            s.Workspace.Write("entrust-contoso.profile.yaml", "version: 1\nextends: entrust\nusers:\n  attributes:\n    name.familyName: { required: true }\n");
            s.Join("clara", "clara@contoso.com", "");
        }),
        new("A required attribute is missing, and only the server knows that it is required", Partly, ["apply", "w", "--auto-approve"],
            ["name.familyName", "stated in a profile (required: true"], s =>
        {
            s.Switches.Required = ["name.familyName"];
            s.Join("clara", "clara@contoso.com", "");
        }),
        new("More than one e-mail address is mapped, and the server takes one", Invalid, ["validate", "w"], ["takes one value of `emails`", "keep the one that matters"], s =>
        {
            s.Workspace.Edit("reconciler.yaml", "mapping: entrust-users", "mapping: contoso-users");
            s.Workspace.Edit("mappings.yaml", "    attributes: {}", "    attributes: { 'emails[type eq \"other\"].value': userPrincipalName }");
        }),
        new("Groups are not enabled in the application", Partly, ["apply", "w", "--auto-approve"], ["has no /Groups", "leave groups out of scim in reconciler.yaml"], s =>
        {
            s.Switches.GroupsEnabled = false;
            s.Workspace.Edit("people.yaml", "displayName: Operations", "displayName: Operations and sites");
        }),
        new("The e-mail address is in a domain that the application does not accept", Partly, ["apply", "w", "--auto-approve"],
            ["'clara@contoso.example' is not in an allowed domain", "correct what it names in the person's data or in the mapping"], s =>
        {
            s.Switches.EmailDomains = ["contoso.com"];
            s.Join("clara", "clara@contoso.example", "Brandt");
        }),
        new("The application asks for fewer requests", 0, ["apply", "w", "--auto-approve"], ["applied 2"], s =>
        {
            s.Switches.FailNext(2, (method, _) => method == "PATCH", 429, "tooMany", "Too many requests");
            s.Workspace.Edit("people.yaml", "displayName: Inês Almeida", "displayName: Inês Almeida Costa");
        }),
    ];

    private const string Wrong = "token-of-another-application";

    [Fact]
    public async Task Every_row_names_the_cause_and_what_to_do_and_never_a_token()
    {
        var page = new StringBuilder();
        var (codes, unsaid) = (new List<string>(), new List<string>());
        foreach (var row in Rows)
        {
            await using var server = await ProvisionedServer.StartAsync();
            var workspace = server.Workspace;
            row.Arrange(server);
            var run = await workspace.RunAsync(row.Command);
            var said = run.Out + run.Error;
            if (run.ExitCode != row.ExitCode)
                codes.Add($"{row.Title}: {run.ExitCode} instead of {row.ExitCode}");
            unsaid.AddRange(row.Says.Where(t => !Flat(said).Contains(t, StringComparison.Ordinal)).Select(t => $"{row.Title}: {t}"));
            Assert.DoesNotContain("token-of-", said, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
            Assert.All(Kept(workspace), f => Assert.DoesNotContain("token-of-", File.ReadAllText(f), StringComparison.Ordinal));
            page.Append($"==== {row.Title}\n\n$ reconciler {string.Join(' ', row.Command)}\n{Scrub(workspace, said).TrimEnd()}\n[ends with {run.ExitCode}]\n\n");
        }

        Golden.Matches("troubleshooting/table.txt", page.ToString());
        Assert.Empty(codes);
        Assert.Empty(unsaid);
    }

    // What the server numbers stands in a plan's hash.
    private static string Scrub(Scenario workspace, string text) => Regex.Replace(workspace.Scrub(text), "plan [0-9a-f]{8}", "plan HASH");

    // Wrapped and padded lines as one, without what stands at the right edge.
    private static string Flat(string text) => Regex.Replace(Regex.Replace(text, @" +[a-z.]+\.yaml:[0-9]+$", "", RegexOptions.Multiline), @"\s+", " ");

    private static IEnumerable<string> Kept(Scenario workspace) =>
        Directory.EnumerateFiles(workspace.PathOf(".reconciler"), "*", SearchOption.AllDirectories);

    private static string BaseUrl(ProvisionedServer server) =>
        server.Workspace.Read("reconciler.yaml").Split('\n').Single(l => l.Contains("baseUrl:", StringComparison.Ordinal)).Trim();

    /// <summary>One row: what is wrong, how the command ends, the command, what is said of cause and remedy, and what makes it so.</summary>
    private sealed record Row(string Title, int ExitCode, string[] Command, string[] Says, Action<ProvisionedServer> Arrange);
}
