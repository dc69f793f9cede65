using System.Text.Json;
using Reconciler.Emulator.Scim.Resources;
using Reconciler.Emulator.Scim.Values;
using Reconciler.Emulator.State;

namespace Reconciler.Emulator.Scim.Storage;

/// <summary>An application's state on disk: <c>scim-KEY.snapshot.jsonl</c> and the changes since in <c>scim-KEY.log.jsonl</c>.</summary>
internal sealed class ScimJournal(LogFiles files, ScimApplication application, JsonElement? settings) : IDisposable
{
    private ScimStateWriter? _writer;

    public static string SnapshotName(string key) => $"scim-{key}.snapshot.jsonl";

    public static LogFiles Files(string folder, string key, int snapshotAfter) =>
        new(Path.Combine(folder, SnapshotName(key)), Path.Combine(folder, $"scim-{key}.log.jsonl"), snapshotAfter);

    /// <summary>Keys of the applications a folder keeps state of.</summary>
    public static IEnumerable<string> Keys(string folder) => System.IO.Directory.Exists(folder)
        ? System.IO.Directory.EnumerateFiles(folder, SnapshotName("*")).Select(f => Path.GetFileName(f)["scim-".Length..^".snapshot.jsonl".Length])
        : [];

    public void Continue(long length)
    {
        files.OpenLog(length);
        Rewire();
    }

    public void Snapshot()
    {
        files.Snapshot(file =>
        {
            var writer = new ScimStateWriter(file, application.Key);
            writer.Header(application.Store.Sequence, application.Clock.GetUtcNow());
            writer.Application(settings);
            foreach (var type in application.Model.Types(withGroups: true))
            {
                foreach (var resource in application.Store.All(type))
                    writer.Resource(resource);
            }
        });
        Rewire();
    }

    public void Put(ScimResource? before, ScimResource after, long sequence)
    {
        var at = application.Clock.GetUtcNow();
        if (before is not null && after.Type.Name == "Group" && OnlyMembers(before.Values, after.Values))
            Members(before, after, sequence, at);
        else
            _writer?.Put(after, sequence, at);
        files.CountLine();
    }

    public void Delete(string id, long sequence)
    {
        _writer?.Delete(id, sequence, application.Clock.GetUtcNow());
        files.CountLine();
    }

    /// <summary>Hands the lines of a request to the operating system.</summary>
    public void Flush()
    {
        if (files.IsFull)
            Snapshot();
        files.Flush();
    }

    public void Dispose() => files.Dispose();

    /// <summary>What came and what went, unless the others changed their order.</summary>
    private void Members(ScimResource before, ScimResource after, long sequence, DateTimeOffset at)
    {
        var (then, now) = (before.MemberIds.ToHashSet(StringComparer.Ordinal), after.MemberIds.ToHashSet(StringComparer.Ordinal));
        var added = after.MemberIds.Where(m => !then.Contains(m)).ToList();
        if (before.MemberIds.Where(now.Contains).Concat(added).SequenceEqual(after.MemberIds, StringComparer.Ordinal))
            _writer?.Members(after, added, before.MemberIds.Where(m => !now.Contains(m)), sequence, at);
        else
            _writer?.Put(after, sequence, at);
    }

    private static bool OnlyMembers(Complex before, Complex after) =>
        before.Where(m => m.Key != "members").All(m => Complex.Same(m.Value, after[m.Key])) && after.All(m => m.Key == "members" || before[m.Key] is not null);

    private void Rewire() => _writer = files.Log is { } log ? new ScimStateWriter(log, application.Key) : null;
}
