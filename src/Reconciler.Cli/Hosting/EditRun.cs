using System.Text;
using Reconciler.Cli.Files;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Editing;
using Reconciler.Manifests.Loading;

namespace Reconciler.Cli.Hosting;

/// <summary>The way of an edit into the files: validated before, computed and validated again in memory, then written, then said.</summary>
internal static class EditRun
{
    public static int Run(string root, WorkspaceEdit edit, CliHost host)
    {
        var workspace = Workspace.Load(root, PlanRun.Today(host));
        if (workspace.HasErrors)
        {
            Printing.Diagnostics(workspace, host);
            throw new CommandException(ExitCode.Invalid, "the files are edited only when they are valid", "The faults are above.");
        }

        var result = WorkspaceEditor.Apply(workspace.Request, new LoadResult(workspace.Model, workspace.Diagnostics), edit);
        if (!result.Diagnostics.IsEmpty)
            Printing.Diagnostics(Edited(workspace, result), host);
        if (result.Refusal is { } refusal)
            throw new CommandException(ExitCode.Error, refusal, result.Advice);
        // All are looked at before the first is written: whoever saved one meanwhile keeps what they saved.
        var written = result.Files.Select(f => (Path: Path.GetFullPath(f.Path, root), Bytes: Encoded(f, root))).ToArray();
        foreach (var (path, bytes) in written)
            AtomicFile.Rewrite(path, bytes);
        foreach (var place in result.Places)
            host.Out.WriteLine($"{place.Span.ToLine()}  {place.What}");
        foreach (var note in result.Notes)
            host.Out.WriteLine(note);
        return ExitCode.Done;
    }

    private static byte[] Encoded(EditedFile file, string root)
    {
        var now = File.ReadAllBytes(Path.GetFullPath(file.Path, root)).AsSpan();
        var mark = now.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble : default;
        return now[mark.Length..].SequenceEqual(Encoding.UTF8.GetBytes(file.Before))
            ? [.. mark, .. Encoding.UTF8.GetBytes(file.After)]
            : throw new CommandException(ExitCode.Error, $"{file.Path} was changed while it was being edited; nothing was written", "Run the command again.");
    }

    // What the faults are shown with: the texts that have them.
    private static Workspace Edited(Workspace workspace, EditResult result) => workspace with
    {
        Texts = [.. workspace.Texts.Select(t => result.Files.FirstOrDefault(f => f.Path == t.Path)?.ToSource() ?? t)],
        Diagnostics = [.. result.Diagnostics.OrderByDescending(d => d.Severity is Severity.Error)],
    };
}
