using System.Text;
using System.Text.RegularExpressions;

namespace Reconciler.Scenarios;

/// <summary>An example workspace, stage by stage: what was said, what was asked over the wire and what was reported, each as a golden text of its own.</summary>
internal static partial class ExampleStages
{
    /// <summary>
    /// The writes of the wire log by target, equal neighbours as one line with their number; then the log is emptied for the next stage.
    /// In their order, or sorted where several targets have ids of their own making: inside a phase the order means nothing and follows ids.
    /// </summary>
    public static string TakeWrites(Scenario scenario, bool sorted = false)
    {
        var text = new StringBuilder();
        var writes = WireLines.Read(scenario.WireLog).Where(l => IsWrite(l.Method, l.Path)).ToArray();
        foreach (var target in writes.GroupBy(l => Target(l.Path)).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            text.Append("# ").Append(target.Key).Append('\n');
            var lines = target.Select(l => $"{l.Method} {Steady(scenario, Uri.UnescapeDataString(l.Path))} {l.Status}").ToArray();
            if (sorted)
                Array.Sort(lines, StringComparer.Ordinal);
            for (var i = 0; i < lines.Length;)
            {
                var run = lines.Skip(i).TakeWhile(l => l == lines[i]).Count();
                text.Append(run == 1 ? "" : $"{run} × ").Append(lines[i]).Append('\n');
                i += run;
            }

            text.Append('\n');
        }

        File.Delete(scenario.WireLog);
        return text.Length == 0 ? "# no writes\n" : text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>
    /// A text without what differs from run to run: ids of objects that applications made and, where operations name them, the hashes over them.
    /// That a hash stands still over the same operations is the quickstart's to show.
    /// </summary>
    public static string Steady(Scenario scenario, string text) =>
        CreationId().Replace(Hash().Replace(scenario.Scrub(BrokenId().Replace(LargeTraffic().Replace(text, "applied with N requests in N calls"), "GUID$1\n")), m => new string('#', m.Length)), "$1.CREATION");

    /// <summary>Everything that the program has said so far and everything that it keeps, the embedded directory's own state included.</summary>
    public static string EverythingKept(Scenario scenario) =>
        string.Concat(Directory.EnumerateFiles(scenario.Sandbox, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText));

    /// <summary>Removes a person's block, with the blank line after it, and gives it back.</summary>
    public static string Cut(Scenario scenario, string file, string key)
    {
        var text = scenario.Read(file);
        var block = Regex.Match(text, $@"^  {Regex.Escape(key)}:\n(    .*\n)+\n?", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
        Assert.True(block.Success, $"{key} has no block in {file}");
        scenario.Write(file, text.Remove(block.Index, block.Length));
        return block.Value;
    }

    /// <summary>Plans, and says so in <c>STAGE.plan.txt</c>.</summary>
    public static async Task<Run> PlansAsync(Scenario scenario, string stage, int exitCode, params string[] more)
    {
        var run = await scenario.PlanAsync(["--detailed-exitcode", .. more]);
        Assert.True(run.ExitCode == exitCode, $"ended with {run.ExitCode}: {run.Out}{run.Error}");
        Golden.Matches($"{stage}.plan.txt", Steady(scenario, run.Out + run.Error));
        File.Delete(scenario.WireLog);
        return run;
    }

    /// <summary>Plans, applies and plans again to nothing; <c>STAGE.plan.txt</c>, <c>STAGE.apply.txt</c>, <c>STAGE.wire.txt</c>. A minute passes.</summary>
    public static async Task AppliesAsync(Scenario scenario, string stage, bool sorted = false)
    {
        await PlansAsync(scenario, stage, 2);
        var run = await scenario.ApplyAsync();
        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        // The plan that apply shows is the one above; its result begins with the line of the run.
        var said = run.Out[(run.Out.LastIndexOf('\n', run.Out.IndexOf(" · run ", StringComparison.Ordinal)) + 1)..];
        Golden.Matches($"{stage}.apply.txt", Steady(scenario, said));
        Golden.Matches($"{stage}.wire.txt", TakeWrites(scenario, sorted));
        var after = await scenario.PlanAsync("--detailed-exitcode");
        Assert.True(after.ExitCode == 0, after.Out + after.Error);
        File.Delete(scenario.WireLog);
        scenario.Time.Instant = scenario.Time.Instant.AddMinutes(1);
    }

    private static bool IsWrite(string method, string path) => WireLines.Writes(method, path) && !path.EndsWith("/.search", StringComparison.Ordinal);

    private static string Target(string path) => path.StartsWith("/scim/", StringComparison.Ordinal) ? path.Split('/')[2] + "/scim" : "directory";

    // How hundreds of requests meet in envelopes depends on which answers come first.
    [GeneratedRegex("applied with [0-9]{3,} requests in [0-9]{3,} calls")]
    private static partial Regex LargeTraffic();

    [GeneratedRegex(@"(?<= · plan )[0-9a-f]{8}\b|(?<=""(id|hash|operationsHash|configurationHash|seal)"": ?"")[0-9a-f]{12,64}(?="")", RegexOptions.ExplicitCapture)]
    private static partial Regex Hash();

    // An id that is broken over two lines of a page.
    [GeneratedRegex(@"\b[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{1,11}( [^\n]*)\n +[0-9a-f]{1,11}\n")]
    private static partial Regex BrokenId();

    [GeneratedRegex(@"((?<=uniqueName=')[^']+)\.[0-9a-f]{8}(?=')")]
    private static partial Regex CreationId();
}
