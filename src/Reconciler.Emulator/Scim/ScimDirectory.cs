using System.Collections.Frozen;
using Reconciler.Emulator.Scim.Storage;
using Reconciler.Emulator.State;

namespace Reconciler.Emulator.Scim;

/// <summary>The SCIM applications that are served beside Graph: those of the options, those the seeds name, those the state folder keeps.</summary>
internal sealed class ScimDirectory : IDisposable
{
    private static readonly string[] s_dialects = ["strict"];
    private readonly FrozenDictionary<string, ScimApplication> _applications;

    private ScimDirectory(IEnumerable<ScimApplication> applications) =>
        _applications = applications.ToFrozenDictionary(a => a.Key, StringComparer.Ordinal);

    public IEnumerable<string> Keys => _applications.Keys.Order(StringComparer.Ordinal);

    public ScimApplication? Find(string key) => _applications.GetValueOrDefault(key);

    public ScimApplication Require(string key) => Find(key)
        ?? throw new KeyNotFoundException($"there is no SCIM application '{key}'; served are: {string.Join(", ", Keys)}");

    public static void CheckDialect(string dialect, Func<string, Exception> fault)
    {
        if (!s_dialects.Contains(dialect, StringComparer.Ordinal))
            throw fault($"'{dialect}' is not a SCIM dialect; known are: {string.Join(", ", s_dialects)}");
    }

    public static ScimDirectory Open(EmulatorOptions options, Guid tenant)
    {
        var declared = options.Applications.IsDefault ? [] : options.Applications;
        foreach (var application in declared)
        {
            CheckDialect(application.Dialect, m => new ArgumentException(m, nameof(options)));
            if (!ScimApplicationOptions.IsKey(application.Key))
                throw new ArgumentException($"'{application.Key}' is no key of a SCIM application: letters, digits, dot, hyphen and underscore are", nameof(options));
        }

        if (declared.GroupBy(a => a.Key, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"the SCIM application '{twice.Key}' is given twice", nameof(options));
        var seeds = ScimSeeds.Read(options.SeedFiles.IsDefault ? [] : options.SeedFiles);
        var kept = options.StateDirectory is { } folder ? ScimJournal.Keys(folder) : [];
        var keys = declared.Select(a => a.Key).Concat(seeds.Keys).Concat(kept).Distinct(StringComparer.Ordinal).ToList();
        var opened = new List<ScimApplication>();
        try
        {
            foreach (var key in keys)
                opened.Add(Open(declared.FirstOrDefault(a => a.Key == key) ?? new ScimApplicationOptions(key), seeds.GetValueOrDefault(key), options, tenant));
            return new ScimDirectory(opened);
        }
        catch
        {
            opened.ForEach(a => a.Dispose());
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var application in _applications.Values)
            application.Dispose();
    }

    private static ScimApplication Open(ScimApplicationOptions declared, ScimSeed? seed, EmulatorOptions options, Guid tenant)
    {
        var files = options.StateDirectory is { } folder ? ScimJournal.Files(folder, declared.Key, options.SnapshotAfterChanges) : null;
        var isFresh = files is not { IsFresh: false };
        var baseline = files is { IsFresh: false } ? ScimSeeds.Read([files.SnapshotFile]).GetValueOrDefault(declared.Key) : seed;
        var settings = baseline?.Settings;
        var model = At(settings?.Where, () => ScimSettings.Model(settings?.Line));
        if (settings is { } line)
            At(line.Where, () => { ScimSettings.Apply(line.Line, model, declared.Switches); return true; });
        var application = new ScimApplication(declared.Key, tenant, options.Seed, model, declared.Switches, options.Clock);
        var loader = new ScimLoader(application);
        foreach (var (resource, where) in baseline?.Resources ?? [])
            At(where, () => { loader.Describe(resource, where); return true; });
        loader.Finish();
        if (files is null)
            return application;
        application.Journal = new ScimJournal(files, application, settings?.Line);
        if (isFresh)
        {
            application.Journal.Snapshot();
            return application;
        }

        application.Store.Sequence = SequenceOf(files.SnapshotFile);
        application.Journal.Continue(File.Exists(files.LogFile) ? StateLines.Whole(files.LogFile, loader.Replay) : 0);
        return application;
    }

    private static long SequenceOf(string snapshot)
    {
        using var head = System.Text.Json.JsonDocument.Parse(File.ReadLines(snapshot).First());
        return head.RootElement.GetProperty("sequence").GetInt64();
    }

    /// <summary>Names the line that a fault was found at.</summary>
    private static T At<T>(string? where, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (where is not null && fault is StateException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new StateException($"{where}: {fault.Message}", fault);
        }
    }
}
