using System.Collections.Immutable;
using Reconciler.Cli.Files;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Undoing;
using Reconciler.Manifests.Loading;

namespace Reconciler.Cli.Hosting;

/// <summary>The files of a workspace with a run's change taken back: computed in memory, written only when asked.</summary>
/// <param name="Texts">Every text of the workspace then.</param>
/// <param name="Changed">What is written; null bytes = the file goes.</param>
internal sealed record TakenBackFiles(ImmutableArray<FileReversion> Reversions, ImmutableArray<SourceText> Texts, ImmutableSortedDictionary<string, byte[]?> Changed)
{
    public static TakenBackFiles Of(ReportDocument report, StateFolder state, Workspace workspace)
    {
        var store = new TextStore(state.History);
        var now = workspace.Texts.Select(t => (Text: t, Read: t.Read())).Where(t => t.Read.Obstacle is Obstacle.None).ToDictionary(t => t.Text.Path, t => t.Read.Bytes.ToArray(), StringComparer.Ordinal);
        var reversions = FileReversions.Of(FilesBefore(report, state), report.Files, now.Select(f => new FileRow(f.Key, TextStore.HashOf(f.Value))));
        var changed = ImmutableSortedDictionary.CreateBuilder<string, byte[]?>(StringComparer.Ordinal);
        foreach (var file in reversions.Where(r => r.Kind is not FileReversionKind.AlreadyBack))
            changed[file.Path] = file.Kind is FileReversionKind.Remove ? null : file.Kind is FileReversionKind.Merge ? Merged(file, now.GetValueOrDefault(file.Path), store) : Kept(store, file.Path, file.Before);
        ImmutableArray<SourceText> texts =
        [
            .. workspace.Texts.Where(t => !changed.ContainsKey(t.Path)),
            .. changed.Where(c => c.Value is not null).Select(c => new SourceText(c.Key, c.Value ?? [])),
        ];
        // The control file stands first, as when it is loaded.
        return new TakenBackFiles(reversions, [.. texts.OrderBy(t => t.Path == WorkspaceFinder.ControlFile ? 0 : 1)], changed.ToImmutable());
    }

    public void Write(string root)
    {
        foreach (var (file, bytes) in Changed)
        {
            var path = Path.GetFullPath(file, root);
            if (bytes is null)
                File.Delete(path);
            else if (File.Exists(path))
                AtomicFile.Rewrite(path, bytes);
            else
                AtomicFile.Write(path, bytes);
        }
    }

    // The files that the last run before carried out; before the first there was the control file alone.
    private static ImmutableArray<FileRow> FilesBefore(ReportDocument report, StateFolder state)
    {
        var history = new HistoryFolder(state.History);
        foreach (var run in history.Runs.Where(r => string.CompareOrdinal(r, report.Run) < 0))
        {
            if (history.ReadRun(run) is { Files.IsEmpty: false } earlier && earlier.Workspace == report.Workspace && (earlier.Result is RunResult.NothingToDo || earlier.Counts.Applied + earlier.Counts.AlreadyDone > 0))
                return earlier.Files;
        }

        return [.. report.Files.Where(f => f.Path == WorkspaceFinder.ControlFile)];
    }

    private static byte[]? Merged(FileReversion file, byte[]? now, TextStore store)
    {
        if (now is null || file.Then is null)
            throw Since(file, now is null ? "was removed since" : "was written anew since");
        var merged = TextMerge.TakeBack(now, Kept(store, file.Path, file.Then), file.Before is { } before ? Kept(store, file.Path, before) : [])
            ?? throw Since(file, "was changed in the same lines since");
        return merged.Length == 0 && file.Before is null ? null : merged;
    }

    private static byte[] Kept(TextStore store, string path, string? hash) => hash is not null && store.Find(hash) is { } bytes ? bytes
        : throw new CommandException(ExitCode.Error, $"the text of {path} from before that run is not kept any more", "Put the file back from version control; then plan and apply as ever.");

    private static CommandException Since(FileReversion file, string what) =>
        new(ExitCode.Error, $"{file.Path} {what}: that run's change to it cannot be taken out of it", "Undo the later run first, or change the file by hand; then plan and apply as ever.");
}
