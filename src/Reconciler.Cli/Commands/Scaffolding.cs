using Reconciler.Cli.Files;
using Reconciler.Cli.Hosting;
using Reconciler.Cli.Terminal;
using Reconciler.Manifests.Grammar;

namespace Reconciler.Cli.Commands;

/// <summary>What a new workspace is called and whom it is for.</summary>
internal sealed record ScaffoldNames(string Workspace, string Tenant, string Domain);

/// <summary>One file that a scaffold brings.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="What">For whoever reads that it was written.</param>
internal sealed record ScaffoldFile(string Path, string Text, string What);

/// <summary>The files of a new workspace, and of the workflows around it. The texts lie in <c>Scaffold</c>, with words in capitals where names go.</summary>
internal static class Scaffolding
{
    private static readonly string[] Schemas = ["reconciler", "content"];

    public static IEnumerable<ScaffoldFile> Workspace(string root, ScaffoldNames names, bool isInRepository, bool hasWorkflows)
    {
        string Named(string name) => Text(name).Replace("WORKSPACE_NAME", names.Workspace, StringComparison.Ordinal)
            .Replace("TENANT_NAME", names.Tenant, StringComparison.Ordinal).Replace("DOMAIN_NAME", names.Domain, StringComparison.Ordinal)
            .Replace("CREDENTIAL_LINES", hasWorkflows ? PipelineCredential : DeskCredential, StringComparison.Ordinal)
            .Replace("HISTORY_LINE", isInRepository ? "history: git:reconciler-history" : "# history: git:reconciler-history", StringComparison.Ordinal);
        yield return new(Path.Combine(root, WorkspaceFinder.ControlFile), Named("reconciler.yaml"), "the tenant, and how far it may be changed: nothing yet");
        yield return new(Path.Combine(root, "people.yaml"), Named("people.yaml"), "one person");
        yield return new(Path.Combine(root, "groups.yaml"), Named("groups.yaml"), "one group");
    }

    /// <summary>What every workspace gets, also one that is there already.</summary>
    public static IEnumerable<ScaffoldFile> Around(string root)
    {
        foreach (var name in Schemas)
        {
            yield return new(Path.Combine(root, ".schemas", $"{name}.schema.json"), PublishedSchemas.Text(name),
                name == "reconciler" ? "for editors: completes and checks reconciler.yaml" : "for editors: the other files");
        }

        yield return new(Path.Combine(root, ".gitignore"), ".reconciler/\n", "the state of runs stays out of git");
    }

    /// <param name="repository">The folder where GitHub looks for workflows.</param>
    /// <param name="root">The workspace in it.</param>
    public static IEnumerable<ScaffoldFile> Workflows(string repository, string root, ActionsPin pin)
    {
        var folder = Path.GetRelativePath(repository, root).Replace('\\', '/');
        // It stands in a quoted scalar and in a line of a shell.
        if (!folder.All(c => char.IsLetterOrDigit(c) || c is '/' or '-' or '_' or '.' or ' ') || folder.StartsWith('-'))
            throw new CommandException(ExitCode.Error, $"{folder} is no folder that a workflow can name", "Use letters, digits, and . _ - in its name.");
        foreach (var (name, what) in new[]
                 {
                     ("identity-pull-request.yml", "a plan on each pull request; of a fork, a check of the files"),
                     ("identity-apply.yml", "after a merge: plan, approval by the environment, apply"),
                     ("identity-drift.yml", "every night: is all still as declared?"),
                 })
        {
            yield return new(Path.Combine(repository, ".github", "workflows", name), Text(name)
                .Replace("ACTIONS_REPOSITORY", pin.Repository, StringComparison.Ordinal).Replace("ACTIONS_COMMIT", pin.Commit, StringComparison.Ordinal)
                .Replace("WORKSPACE_FOLDER", folder, StringComparison.Ordinal), what);
        }
    }

    private const string PipelineCredential = """
          # A job in GitHub Actions signs in by its own token, as the application that AZURE_CLIENT_ID names: one that reads, one that writes.
          credential: { type: githubOidc }
          # The owner mark is an extension that one application registers; name that one, since two sign in.
          # ownership: { directoryExtension: 11111111-2222-3333-4444-555555555555 }
        """;

    private const string DeskCredential = """
          # What the machine offers: the Azure CLI's sign-in, a managed identity. In GitHub Actions: { type: githubOidc }.
          credential: { type: default }
        """;

    private static string Text(string name)
    {
        using var stream = typeof(Scaffolding).Assembly.GetManifestResourceStream($"scaffold/{name}") ?? throw new InvalidOperationException($"scaffold/{name} is not in the program");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
