using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Reconciler.Benchmarks.Floors;

/// <summary>Ids that objects and tokens that pages had when requests were recorded, and have now: another server gives others, and later requests name them.</summary>
internal sealed partial class Ids
{
    private readonly ConcurrentDictionary<string, string> _now = new(StringComparer.Ordinal);

    public string Of(string text) => _now.IsEmpty ? text : Names().Replace(text, m => _now.GetValueOrDefault(m.Value, m.Value));

    public byte[] Of(byte[] text) => _now.IsEmpty ? text : Encoding.UTF8.GetBytes(Of(Encoding.UTF8.GetString(text)));

    /// <summary>Takes over what an answer says now; false where it does not say what it said then.</summary>
    public bool Learn(byte[] recorded, byte[] answer)
    {
        if (!Statuses(recorded).SequenceEqual(Statuses(answer)))
            return false;
        Name(recorded, answer);
        return true;
    }

    public void Name(byte[] recorded, byte[] answer)
    {
        foreach (var (then, now) in In(recorded).Zip(In(answer)))
            _now[then] = now;
    }

    private static IEnumerable<string> In(byte[] text) => Names().Matches(Encoding.UTF8.GetString(text)).Select(m => m.Value);

    // How the items of a batch ended; one answer by itself has its status on the outside.
    private static List<int> Statuses(byte[] answer)
    {
        if (answer.Length == 0)
            return [];
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.TryGetProperty("responses", out var items) ? [.. items.EnumerateArray().Select(i => i.GetProperty("status").GetInt32())] : [];
    }

    [GeneratedRegex("(?<=token=)[A-Za-z0-9_-]+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}
