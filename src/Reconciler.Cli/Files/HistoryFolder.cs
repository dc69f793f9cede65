using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Searching;
using Reconciler.Core.Targets;

namespace Reconciler.Cli.Files;

/// <summary>
/// Reports as they lie in a folder: <c>RUN.json</c> with references in place of personal texts, <c>RUN.values.json</c> with those texts, and <c>chain.json</c>, which
/// names the newest report by its hash.
/// </summary>
internal sealed partial class HistoryFolder(string folder)
{
    private const string ChainFile = "chain.json";

    /// <summary>The runs that have a report, newest first.</summary>
    public ImmutableArray<string> Runs => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateFiles(folder, "*.json").Select(Path.GetFileNameWithoutExtension).OfType<string>().Where(n => RunName().IsMatch(n))
            .OrderByDescending(n => n, StringComparer.Ordinal),
    ];

    public static string ValuesOf(string report) => Path.ChangeExtension(report, ".values.json");

    /// <summary>A report with its personal texts, where they are still beside it; throws <see cref="JsonException"/> for what is none.</summary>
    public static ReportDocument Read(string report) => Read(report, File.ReadAllText(report));

    public static ReportDocument Read(string report, string json)
    {
        var record = DocumentJson.ReadReport(json);
        return record.Values is null ? record : PersonalValues.Join(record, Values(report));
    }

    public ReportDocument ReadRun(string run) => Read(PathOf(run));

    /// <summary>What stands at the beginning of a report; null when that cannot be read.</summary>
    public ReportHead? HeadOf(string run)
    {
        using var stream = File.OpenRead(PathOf(run));
        var start = new byte[ReportHead.Length];
        return ReportHead.Read(start.AsSpan(0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)));
    }

    /// <summary>Adds a report to the chain. On disk when this returns: its values first, then the report, then the word that it is the newest.</summary>
    /// <param name="report">The report, with its personal texts.</param>
    /// <param name="salt">Chance, for this report alone.</param>
    /// <returns>The report as it would be read again.</returns>
    public ReportDocument Add(ReportDocument report, ReadOnlySpan<byte> salt)
    {
        var path = PathOf(report.Run);
        var chained = Cleared(report with { Previous = Newest(), Values = null });
        var (record, values) = PersonalValues.Separate(chained with { Values = Path.GetFileName(ValuesOf(path)) }, salt);
        AtomicFile.Write(ValuesOf(path), PersonalValues.Write(values));
        AtomicFile.Write(path, DocumentJson.Write(record));
        AtomicFile.Write(Path.Combine(folder, ChainFile), HistoryJson.Write(new PreviousRow(report.Run, HashOf(path))));
        return chained;
    }

    // Before texts are referred to: a reference to a text that is cleared later fits nothing.
    private static ReportDocument Cleared(ReportDocument report)
    {
        ReadOnlySpan<byte> json = Encoding.UTF8.GetBytes(DocumentJson.Write(report));
        var clear = Sinks.Clear(json);
        return clear.SequenceEqual(json) ? report : DocumentJson.ReadReport(Encoding.UTF8.GetString(clear));
    }

    /// <summary>Every report, judged by the ones after it.</summary>
    public (ImmutableArray<HistoryRow> Rows, PreviousRow? Head) Check()
    {
        HistoryFile[] files = [.. Runs.Select(FileOf)];
        var head = ChainHead();
        return (HistoryCheck.Of(files, head), HistoryCheck.Newest(files, head));
    }

    // What the chain's file names, or what was written after it; without that file the newest report that is there.
    private PreviousRow? Newest()
    {
        var head = ChainHead();
        HistoryFile[] later = [.. Runs.TakeWhile(r => head is null || string.CompareOrdinal(r, head.Run) > 0).Select(FileOf)];
        return head is not null ? HistoryCheck.Newest(later, head) : later is [var newest, ..] ? new PreviousRow(newest.Run, newest.Hash) : null;
    }

    private PreviousRow? ChainHead() => File.Exists(Path.Combine(folder, ChainFile)) ? HistoryJson.ReadHead(File.ReadAllText(Path.Combine(folder, ChainFile))) : null;

    private HistoryFile FileOf(string run)
    {
        var path = PathOf(run);
        var hash = HashOf(path);
        try
        {
            var record = DocumentJson.ReadReport(File.ReadAllText(path));
            var values = Values(path);
            var state = values is null && File.Exists(ValuesOf(path)) ? ValuesState.Altered : PersonalValues.Check(record, values);
            return new HistoryFile(run, hash, new HistoryFacts(record.Run, record.Previous, state));
        }
        catch (JsonException)
        {
            // Whoever verifies is told of it.
            return new HistoryFile(run, hash, null);
        }
    }

    private static ValuesDocument? Values(string report)
    {
        var path = ValuesOf(report);
        if (!File.Exists(path))
            return null;
        try
        {
            return PersonalValues.Read(File.ReadAllText(path));
        }
        catch (JsonException)
        {
            // A damaged file holds no values any more; the record stands without them.
            return null;
        }
    }

    private static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    public string PathOf(string run) => Path.Combine(folder, $"{run}.json");

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d{6}Z(_\d+)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RunName();
}
