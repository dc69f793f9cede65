using System.Text.Json;

namespace Reconciler.Core.Reporting.Searching;

/// <summary>What stands at the beginning of a report: enough to know whether the rest must be read.</summary>
public sealed record ReportHead(string Run, DateTimeOffset Started, DateTimeOffset Ended, HeadCounts Counts)
{
    /// <summary>How much of a file holds its head.</summary>
    public const int Length = 8 * 1024;

    /// <summary>The head of a report from its first bytes; null when they do not hold one.</summary>
    public static ReportHead? Read(ReadOnlySpan<byte> start)
    {
        var reader = new Utf8JsonReader(start, isFinalBlock: false, default);
        string? run = null;
        DateTimeOffset? started = null, ended = null;
        HeadCounts? counts = null;
        try
        {
            while (counts is null && reader.Read())
            {
                if (reader.TokenType is not JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                    continue;
                var name = reader.GetString();
                if (!reader.Read())
                    return null;
                if (name == "run" && reader.TokenType is JsonTokenType.String)
                    run = reader.GetString();
                else if (name == "started" && reader.TryGetDateTimeOffset(out var first))
                    started = first;
                else if (name == "ended" && reader.TryGetDateTimeOffset(out var last))
                    ended = last;
                else if (name == "counts")
                    counts = ReadCounts(ref reader);
                else if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && !reader.TrySkip())
                    return null;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }

        return run is not null && started is { } s && ended is { } t && counts is not null ? new ReportHead(run, s, t, counts) : null;
    }

    private static HeadCounts? ReadCounts(ref Utf8JsonReader reader)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject)
                return new HeadCounts(counts);
            var name = reader.TokenType is JsonTokenType.PropertyName ? reader.GetString() ?? "" : "";
            if (!reader.Read() || !reader.TryGetInt32(out var count))
                return null;
            counts[name] = count;
        }

        return null;
    }
}

/// <summary>The counts of a report by outcome.</summary>
public sealed class HeadCounts(IReadOnlyDictionary<string, int> counts)
{
    /// <summary>How many rows may have this outcome: some outcomes are counted together.</summary>
    public int Of(string outcome) => outcome switch
    {
        "acceptedNotApplied" => Count("applied"),
        "throttled" => Count("failed"),
        "notApplied" => Count("notAttempted"),
        _ => Count(outcome),
    };

    private int Count(string name) => counts.GetValueOrDefault(name);
}
