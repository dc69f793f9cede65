using Reconciler.Benchmarks.Processes;

namespace Reconciler.Benchmarks.Scenarios;

/// <summary>Results as a Markdown table: ours, the floor, their ratio, what is asked and whether it is met.</summary>
internal static class Table
{
    private static readonly string[] Head = ["", "ours", "floor", "ratio", "asked", ""];

    public static string Of(Result result)
    {
        var rows = new List<string[]> { Head };
        var (ours, floor) = (result.Median(r => r.Ours.Wall.TotalSeconds), result.Median(r => r.Floor?.Wall.TotalSeconds));
        var ratio = result.Median(r => r.Floor is null ? null : r.Ours.Wall / r.Floor.Wall);
        // A time is asked for where nothing holds the answers back.
        rows.Add(Row("wall, s", ours, floor, result.Latency == 0 ? result.Target.Wall : null, "0.00", ratio));
        if (result.Target.Ratio is { } most && !double.IsNaN(ratio))
            rows.Add(["wall against the floor", $"{ratio:0.00}", "1", "", $"≤ {most:0.##}", Verdict(ratio, most)]);
        rows.Add(Row("CPU, s", result.Median(r => r.Ours.Cpu.TotalSeconds), result.Median(r => r.Floor?.Cpu.TotalSeconds), null, "0.00"));
        rows.Add(Row("peak RSS, MiB", result.Median(r => r.Ours.Peak / 1048576.0), result.Median(r => r.Floor?.Peak / 1048576.0), result.Target.Peak, "0"));
        if (result.Rounds.All(r => r.Counted is not null))
        {
            rows.Add(Row("HTTP envelopes", result.Median(r => r.Counted?.Envelopes), result.Target.FloorEnvelopes, result.Target.Envelopes, "#,0"));
            rows.Add(Row("Graph operations", result.Median(r => r.Counted?.Operations), double.NaN, result.Target.Operations, "#,0"));
            rows.Add(Row("of these writes", result.Median(r => r.Counted?.Writes), result.Target.FloorWrites, result.Target.Writes, "#,0"));
            rows.Add(Row("resource units", result.Median(r => r.Counted?.ResourceUnits), double.NaN, null, "#,0"));
            rows.Add(Row("answers, MB", result.Median(r => r.Counted?.Bytes / 1e6), double.NaN, null, "0.0"));
            rows.Add(Row("emulator's CPU, s", result.Median(r => r.Emulator.TotalSeconds), double.NaN, null, "0.00"));
        }

        foreach (var (name, figure, asked) in result.Further)
            rows.Add(Row(name, figure, double.NaN, asked, "0.00"));
        return $"### {result.Scenario}: {result.Of}\n\n{result.Rounds.Count} {(result.Rounds.Count == 1 ? "run" : "runs, medians")}, {result.Latency} ms latency, {Environment.ProcessorCount} cores under a load of {ProcessFiles.Load():0.0}\n\n{Markdown(rows)}";
    }

    private static string[] Row(string name, double ours, double floor, double? asked, string format, double ratio = double.NaN)
    {
        ratio = double.IsNaN(ratio) ? ours / floor : ratio;
        return
        [
            name, Number(ours, format), Number(floor, format), double.IsFinite(ratio) ? Number(ratio, "0.00") : "",
            asked is { } most ? $"≤ {Number(most, format)}" : "", asked is { } limit ? Verdict(ours, limit) : "",
        ];
    }

    private static string Verdict(double figure, double most) => figure <= most ? "met" : "NOT MET";

    private static string Number(double value, string format) => double.IsNaN(value) ? "" : value.ToString(format, System.Globalization.CultureInfo.InvariantCulture);

    private static string Markdown(List<string[]> rows)
    {
        var widths = Enumerable.Range(0, Head.Length).Select(c => rows.Max(r => r[c].Length)).ToArray();
        var lines = rows.Select(row => "| " + string.Join(" | ", row.Select((cell, c) => c is 0 or 5 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))) + " |").ToList();
        lines.Insert(1, "|" + string.Join('|', widths.Select((w, c) => c is 0 or 5 ? new string('-', w + 2) : new string('-', w + 1) + ":")) + "|");
        return string.Join('\n', lines) + "\n";
    }
}
