using Reconciler.Cli.Files;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Reporting;
using Reconciler.Manifests.Loading;

namespace Reconciler.Cli.Hosting;

/// <summary>The revisions that a run was asked to look at, and what it takes from them.</summary>
internal sealed class Revisions
{
    private readonly RunOptions _options;
    private readonly GitProcess _git = new();
    private readonly GitRepository? _repository;
    private readonly GitRevision? _base;
    private readonly GitRevision? _control;

    private Revisions(RunOptions options)
    {
        _options = options;
        if (options.Base is null && options.ControlFrom is null)
            return;
        _repository = GitRepository.Of(options.Root, _git);
        _base = options.Base is { } earlier ? Resolve(_repository, earlier) : null;
        _control = options.ControlFrom is { } control ? Resolve(_repository, control) : null;
    }

    /// <summary>Ends with exit code 1 where git cannot say what is meant.</summary>
    public static Revisions Of(RunOptions options) => Asked(() => new Revisions(options));

    /// <summary>The workspace with the control file that was asked for.</summary>
    /// <param name="known">Told of that file's settings, as soon as those hold.</param>
    public Workspace Load(DateOnly day, Action<WorkspaceSettings>? known)
    {
        var head = GitFacts.Of(_options.Root, _git) is { } facts ? new HeadRow(facts.Commit, facts.IsDirty) : null;
        if (_repository is null || _control is null)
            return Workspace.Load(_options.Root, day, known) with { Head = head };
        var bytes = Asked(() => _repository.Read(_control, WorkspaceFinder.ControlFile)) ?? throw new CommandException(ExitCode.Invalid,
            $"there is no {WorkspaceFinder.ControlFile} at {_control.Name}", "Name the revision that holds the control file which was approved.");
        return Workspace.LoadUnder(new SourceText($"{WorkspaceFinder.ControlFile}@{_control.Name}", bytes) { File = WorkspaceFinder.ControlFile }, _options.Root, day, known) with
        {
            Head = head,
            Control = new RevisionRow(_control.Name, _control.Commit),
        };
    }

    /// <summary>The model with what it is compared with; a revision that is at fault itself ends the run with exit code 3.</summary>
    public IdentityModel Compared(IdentityModel model, DateOnly day, CliHost host)
    {
        if (_repository is null || _base is null)
            return model;
        using var files = Asked(() => GitWorkspace.CheckOut(_repository, _base, Included));
        if (files is null)
            return model with { Earlier = new EarlierRevision(_base.Name, _base.Commit, null) };
        var workspace = Workspace.Load(files.Root, day);
        if (!workspace.HasErrors)
            return model with { Earlier = new EarlierRevision(_base.Name, _base.Commit, workspace.Model) };
        Printing.Diagnostics(workspace with { Diagnostics = [.. workspace.Diagnostics.Where(d => d.Severity == Severity.Error)] }, host);
        throw new CommandException(ExitCode.Invalid, $"the workspace is at fault at {_base.Name}; the faults above are of its files there", "Compare with a revision that was valid.");
    }

    private static IEnumerable<string> Included(byte[] control) => ControlFileReader.LoadControl(new SourceText(WorkspaceFinder.ControlFile, control)).Files.Include;

    private static GitRevision Resolve(GitRepository repository, RevisionAsked asked)
    {
        try
        {
            return repository.Resolve(asked.Revision) with { Name = asked.Shown };
        }
        catch (GitException e) when (asked.IsSaved)
        {
            throw new GitException($"the saved plan was made with {asked.Shown} at {asked.Revision}: {e.Message}", "Fetch that commit, or name what it is to rest on now with --base or --control-from.");
        }
    }

    private static T Asked<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (GitException e)
        {
            throw new CommandException(ExitCode.Error, e.Message, e.Advice);
        }
    }
}
