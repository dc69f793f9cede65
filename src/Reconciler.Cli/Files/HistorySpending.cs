using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Reconciler.Core.Guards;
using Reconciler.Core.Reporting;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Files;

/// <summary>
/// What earlier runs did towards the guards, read from the heads of their reports. A report that can not be read may hide something: it is told of.
/// </summary>
internal sealed class HistorySpending(string history, string workspace)
{
    // A run that began before the window may have ended in it.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private readonly List<string> _unreadable = [];

    /// <summary>Names of reports that could not be read.</summary>
    public IReadOnlyList<string> Unreadable => _unreadable;

    /// <param name="now">The end of the window, UTC.</param>
    /// <param name="whole">Overrides are used up by all that was ever done under them: then every report is read.</param>
    public Spent Read(DateTimeOffset now, bool whole)
    {
        if (!Directory.Exists(history))
            return new Spent([], now);
        var all = ImmutableArray.CreateBuilder<Spending>();
        foreach (var path in Directory.EnumerateFiles(history, "*.json").Order(StringComparer.Ordinal))
        {
            if (StartOf(path) is { } start && (whole || start >= now - Spent.Window - Longest))
                all.AddRange(Read(path));
        }

        return new Spent(all.ToImmutable(), now);
    }

    // Reports are named by their start: the ledger is not, and the personal texts beside a report are none.
    private static DateTimeOffset? StartOf(string path)
    {
        if (path.EndsWith(".values.json", StringComparison.Ordinal))
            return null;
        var name = Path.GetFileNameWithoutExtension(path).Split('_')[0];
        return DateTimeOffset.TryParseExact(name, "yyyy-MM-dd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start) ? start : null;
    }

    private IEnumerable<Spending> Read(string path)
    {
        try
        {
            using var head = JsonDocument.Parse(HeadOf(path));
            var root = head.RootElement;
            if (root.GetProperty("schema").GetString() != ReportDocument.CurrentSchema)
                throw new JsonException("no report");
            if (root.GetProperty("workspace").GetString() != workspace)
                return [];
            var ended = root.GetProperty("ended").GetDateTimeOffset();
            return [.. root.GetProperty("guards").EnumerateArray().Select(g => Of(g, ended)).Where(s => s.Count > 0)];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IOException or UnauthorizedAccessException)
        {
            _unreadable.Add(Path.GetFileName(path));
            return [];
        }
    }

    private static Spending Of(JsonElement guard, DateTimeOffset at) => new(at, Text(guard, "guard") ?? "", new TargetName(Text(guard, "target") ?? ""), Text(guard, "counted") ?? "",
        Text(guard, "of"), guard.TryGetProperty("spent", out var spent) ? spent.GetInt32() : 0, Text(guard, "budget"));

    private static string? Text(JsonElement element, string member) => element.TryGetProperty(member, out var value) ? value.GetString() : null;

    // All that stands before the operations, which are most of it: no more is read than that.
    private static ReadOnlyMemory<byte> HeadOf(string path)
    {
        using var file = File.OpenRead(path);
        var buffer = new byte[Math.Clamp(file.Length, 1, 64 * 1024)];
        for (var filled = 0; ;)
        {
            var count = file.Read(buffer, filled, buffer.Length - filled);
            filled += count;
            if (EndOfHead(buffer.AsSpan(0, filled), isWhole: count == 0) is { } end)
            {
                buffer[end] = (byte)'}';
                return buffer.AsMemory(0, end + 1);
            }

            if (count == 0)
                return buffer.AsMemory(0, filled);
            if (filled == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
        }
    }

    // Where the comma before the operations stands; null = not in what was read.
    private static int? EndOfHead(ReadOnlySpan<byte> read, bool isWhole)
    {
        var reader = new Utf8JsonReader(read, isWhole, default);
        while (reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals("operations"u8))
                return read[..(int)reader.TokenStartIndex].LastIndexOf((byte)',') is > 0 and var comma ? comma : null;
        }

        return null;
    }
}
