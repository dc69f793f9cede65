using System.CommandLine;
using Reconciler.Cli.Files;
using Reconciler.Cli.Hosting;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Cli.Commands;

/// <summary><c>init</c>: a small workspace to begin with, and the workflows around it. Nothing that is there is touched.</summary>
internal static class InitCommand
{
    private const string UsualTenant = "contoso.onmicrosoft.com";
    private const int LongestName = 60;

    public static Command Create(CliHost host)
    {
        var directory = new Argument<string>("DIR") { Description = "The folder of the workspace. Default: the current one.", DefaultValueFactory = _ => "." };
        var tenant = new Option<string>("--tenant") { Description = $"The tenant: its first domain or its id. Default: {UsualTenant}, to be changed.", HelpName = "TENANT" };
        var domain = new Option<string>("--domain") { Description = "The domain of people's addresses. Default: the tenant's, without .onmicrosoft.", HelpName = "DOMAIN" };
        var actions = new Option<string>("--actions") { Description = "Write workflows for GitHub Actions, which take Reconciler from this repository. Default commit: that of this program.", HelpName = "OWNER/NAME@COMMIT" };
        var command = new Command("init", "Write a small workspace to begin with, and workflows that plan and apply it. Overwrites nothing.") { directory, tenant, domain, actions };
        command.SetAction(parsed => Run(parsed.GetValue(directory) ?? ".", parsed.GetValue(tenant), parsed.GetValue(domain), parsed.GetValue(actions), host));
        return command;
    }

    private static int Run(string typed, string? tenant, string? domain, string? actions, CliHost host)
    {
        var root = host.Resolve(typed);
        var repository = RepositoryOf(root);
        var pin = actions is null ? null : ActionsPin.Read(actions, ActionsPin.BuildVersion);
        tenant = Plain("--tenant", tenant ?? UsualTenant);
        domain = Plain("--domain", domain ?? tenant.Replace(".onmicrosoft.", ".", StringComparison.OrdinalIgnoreCase));
        if (!domain.Contains('.', StringComparison.Ordinal))
            throw new CommandException(ExitCode.Error, $"{domain} is no domain", "Name the domain of people's addresses: --domain contoso.com");
        // Into a workspace that is there no person and no group is put.
        var isNew = !File.Exists(Path.Combine(root, WorkspaceFinder.ControlFile));
        ScaffoldFile[] files =
        [
            .. isNew ? Scaffolding.Workspace(root, new ScaffoldNames(NameOf(root), tenant, domain), repository is not null, pin is not null) : [],
            .. Scaffolding.Around(root),
            .. pin is null ? [] : Scaffolding.Workflows(repository ?? root, root, pin),
        ];
        var width = files.Max(f => Shown(f.Path, host).Length);
        foreach (var file in files)
        {
            var isWritten = NewFile.TryWrite(file.Path, file.Text);
            host.Out.WriteLine($"  {(isWritten ? "+" : "=")} {Shown(file.Path, host).PadRight(width)}  {(isWritten ? file.What : "is there already, and stays as it is")}");
        }

        Next(typed, isNew, pin, actions is not null && repository is null, host);
        return ExitCode.Done;
    }

    private static void Next(string typed, bool isNew, ActionsPin? pin, bool isOutside, CliHost host)
    {
        var folder = typed == "." ? "" : $" {TerminalEncoder.Encode(typed)}";
        host.Out.WriteLine();
        if (pin is not null)
        {
            host.Out.WriteLine("In the repository's settings, for the workflows:");
            host.Out.WriteLine("  environment  identity-prod, with required reviewers and the branch main alone");
            host.Out.WriteLine("  variables    RECONCILER_READER_CLIENT_ID; RECONCILER_WRITER_CLIENT_ID in the environment");
            host.Out.WriteLine("               RECONCILER_SANDBOX = true, to try them without a tenant");
            if (!isNew)
                host.Out.WriteLine($"In {WorkspaceFinder.ControlFile}, so that jobs sign in by their own token: directory.credential: {{ type: githubOidc }}");
            if (isOutside)
                host.Out.WriteLine("This folder is in no git repository yet: git init makes it one.");
            host.Out.WriteLine();
        }

        (string Command, string Does)[] next = pin is null
            ? [($"reconciler plan{folder} --sandbox", "what would happen, without a tenant"), ($"reconciler init{folder} --actions OWNER/NAME", "workflows for GitHub Actions")]
            : [($"reconciler plan{folder} --sandbox", "what would happen, without a tenant")];
        var width = next.Max(n => n.Command.Length);
        for (var i = 0; i < next.Length; i++)
            host.Out.WriteLine($"{(i == 0 ? "Next: " : "      ")}{next[i].Command.PadRight(width)}  {next[i].Does}");
    }

    private static string Shown(string path, CliHost host) => TerminalEncoder.Encode(host.Shown(path));

    // It stands in YAML as it is.
    private static string Plain(string option, string text) => text.Length is > 0 and <= 253 && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-')
        ? text
        : throw new CommandException(ExitCode.Error, $"{option} {text} is neither a domain nor an id");

    private static string NameOf(string root)
    {
        var name = new string([.. Path.GetFileName(root).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-')]).TrimStart('.', '_', '-');
        return name.Length == 0 ? "identity" : name.Length > LongestName ? name[..LongestName] : name;
    }

    private static string? RepositoryOf(string root)
    {
        for (var folder = new DirectoryInfo(root); folder is not null; folder = folder.Parent)
        {
            if (Path.Exists(Path.Combine(folder.FullName, ".git")))
                return folder.FullName;
        }

        return null;
    }
}
