using System.Text.Json;

namespace Reconciler.Scenarios;

/// <summary>The wire log of the sandbox, as lines a person can read.</summary>
internal static class WireLines
{
    /// <summary>Method, path and status of every request, an item of a batch as a request of its own.</summary>
    public static List<(string Method, string Path, int Status)> Read(string file)
    {
        var lines = new List<(string, string, int)>();
        foreach (var line in File.ReadLines(file))
        {
            using var document = JsonDocument.Parse(line);
            var entry = document.RootElement;
            if (entry.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array && items.GetArrayLength() > 0)
                lines.AddRange(items.EnumerateArray().Select(One));
            else
                lines.Add(One(entry));
        }

        return lines;

        static (string, string, int) One(JsonElement entry) => (entry.GetProperty("method").GetString() ?? "", entry.GetProperty("path").GetString() ?? "", entry.GetProperty("status").GetInt32());
    }

    public static bool Writes(string method, string path) =>
        method != "GET" && !(method == "POST" && (path.EndsWith("/$batch", StringComparison.Ordinal) || path.Contains("getByIds", StringComparison.Ordinal)));
}
