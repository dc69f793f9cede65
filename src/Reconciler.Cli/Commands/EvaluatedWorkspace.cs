using Reconciler.Cli.Hosting;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Mapping;
using Reconciler.Core.Model;
using Reconciler.Core.Projection;
using Reconciler.Core.Values;
using Reconciler.Manifests.Loading;

namespace Reconciler.Cli.Commands;

/// <summary>What expressions and mappings are evaluated on offline: a workspace that is loaded once, and only when something of it is asked for.</summary>
internal sealed class EvaluatedWorkspace(string directory, DateTimeOffset now, CliHost host)
{
    private readonly DateOnly day = DateOnly.FromDateTime(now.UtcDateTime);
    private IdentityModel? model;

    private IdentityModel Model => model ??= Load();

    /// <summary>A person's key and what is written about them.</summary>
    public (string Key, AttributeSource Source) Person(string key)
    {
        var person = Model.OfKind(Kind.User).FirstOrDefault(u => u.Key.Name.Equals(key, StringComparison.OrdinalIgnoreCase))
            ?? throw Unknown("user", key, Model.OfKind(Kind.User).Select(u => u.Key.Name));
        return (person.Key.Name, DeclaredSource.Of(person, day));
    }

    /// <summary>A mapping by its key: a built-in one needs no workspace, and one of the same key in it takes its place.</summary>
    public ObjectMapping Mapping(string name)
    {
        var declared = File.Exists(Path.Combine(host.Resolve(directory), Files.WorkspaceFinder.ControlFile)) ? Model.Mappings : [];
        var known = declared.Concat(StandardMappings.All).DistinctBy(m => m.Key, StringComparer.OrdinalIgnoreCase).ToArray();
        return known.FirstOrDefault(m => m.Key.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw Unknown("mapping", name, known.Select(m => m.Key));
    }

    private IdentityModel Load()
    {
        var workspace = Workspace.Load(host.Resolve(directory), day);
        if (workspace is { HasErrors: false, Model: { } loaded })
            return loaded;
        Printing.Diagnostics(workspace, host);
        throw new CommandException(ExitCode.Invalid, "the workspace has errors", "They are above.");
    }

    private static CommandException Unknown(string what, string name, IEnumerable<string> known) =>
        new(ExitCode.Error, $"no {what} has the key `{name}`", Suggestion.Nearest(name, known) is { } meant ? $"did you mean `{meant}`?" : null);
}
