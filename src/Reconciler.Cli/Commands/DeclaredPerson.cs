using Reconciler.Cli.Hosting;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Mapping;
using Reconciler.Core.Projection;
using Reconciler.Core.Values;
using Reconciler.Manifests.Loading;

namespace Reconciler.Cli.Commands;

/// <summary>A person of the workspace as the source of expressions, offline: what is written about them.</summary>
internal sealed record DeclaredPerson(string Key, AttributeSource Source)
{
    public static DeclaredPerson Find(string directory, string key, DateTimeOffset now, CliHost host)
    {
        var model = Load(directory, now, host).Model ?? throw new System.Diagnostics.UnreachableException();
        var person = model.OfKind(Kind.User).FirstOrDefault(u => u.Key.Name.Equals(key, StringComparison.OrdinalIgnoreCase))
            ?? throw Unknown("user", key, model.OfKind(Kind.User).Select(u => u.Key.Name));
        return new DeclaredPerson(person.Key.Name, DeclaredSource.Of(person, DateOnly.FromDateTime(now.UtcDateTime)));
    }

    /// <summary>A mapping by its key: a built-in one needs no workspace, and one of the same key in it takes its place.</summary>
    public static ObjectMapping Mapping(string directory, string name, DateTimeOffset now, CliHost host)
    {
        var declared = File.Exists(Path.Combine(host.Resolve(directory), Files.WorkspaceFinder.ControlFile)) ? Load(directory, now, host).Model?.Mappings ?? [] : [];
        var known = declared.Concat(StandardMappings.All).DistinctBy(m => m.Key, StringComparer.OrdinalIgnoreCase).ToArray();
        return known.FirstOrDefault(m => m.Key.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw Unknown("mapping", name, known.Select(m => m.Key));
    }

    private static Workspace Load(string directory, DateTimeOffset now, CliHost host)
    {
        var workspace = Workspace.Load(host.Resolve(directory), DateOnly.FromDateTime(now.UtcDateTime));
        if (!workspace.HasErrors)
            return workspace;
        Printing.Diagnostics(workspace, host);
        throw new CommandException(ExitCode.Invalid, "the workspace has errors", "They are above.");
    }

    private static CommandException Unknown(string what, string name, IEnumerable<string> known) =>
        new(ExitCode.Error, $"no {what} has the key `{name}`", Suggestion.Nearest(name, known) is { } meant ? $"did you mean `{meant}`?" : null);
}
