using System.Collections.Frozen;
using System.Globalization;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Numbers, plurals, durations and dates as people write them.</summary>
internal static class Words
{
    private static readonly FrozenDictionary<string, string> Plurals = new[]
    {
        "user", "group", "member", "membership", "assignment", "application", "account", "leaver", "object", "request", "call", "write", "unit",
        "error", "warning", "note", "change", "operation", "file", "value", "licence", "role", "owner", "manager", "kind", "mapping",
        "name", "orphan", "link", "removal", "target", "extension", "servicePrincipal", "device", "orgContact", "guest", "list", "rule",
        "conflict", "row", "date", "line", "addition", "retry", "figure", "adoption", "invitation", "identifier", "cause", "provisioning", "objectMapping", "report", "run",
    }.ToFrozenDictionary(w => w, Plural, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Singulars =
        Plurals.Append(new("person", "people")).ToFrozenDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);

    public static string Number(int value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>"1 user", "1,204 users": the first word of the phrase that is a known noun agrees with the number.</summary>
    public static string Count(int count, string phrase) => $"{Number(count)} {Agree(count, phrase)}";

    public static string Agree(int count, string phrase)
    {
        var words = phrase.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            if (Singulars.TryGetValue(words[i], out var singular))
                words[i] = count == 1 ? singular : words[i];
            else if (Plurals.TryGetValue(words[i], out var plural))
                words[i] = count == 1 ? words[i] : plural;
            else
                continue;
            break;
        }

        return string.Join(' ', words);
    }

    public static string Duration(double seconds) => seconds switch
    {
        < 1 => "under a second",
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(seconds):0} s"),
        < 5400 => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(seconds / 60):0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(Math.Round(seconds / 60) / 60):0} h {Math.Round(seconds / 60) % 60:0} min"),
    };

    /// <summary>"under a second", "about 3 s".</summary>
    public static string About(double seconds) => seconds < 1 ? Duration(seconds) : "about " + Duration(seconds);

    /// <summary>"read with 46 requests (92 units)".</summary>
    public static string ReadWith(int requests, int units) =>
        $"read with {Count(requests, "request")}{(units > 0 ? $" ({Count(units, "unit")})" : "")}";

    /// <summary>"apply with 2,500 requests in 125 calls (2,500 units)", "17,500 writes as metered".</summary>
    public static IEnumerable<string> ApplyWith(string verb, int requests, int calls, int units, int writes)
    {
        var packed = calls > 0 && calls < requests ? $" in {Count(calls, "call")}" : "";
        yield return $"{verb} with {Count(requests, "request")}{packed}{(units > 0 ? $" ({Count(units, "unit")})" : "")}";
        if (units > 0)
            yield return Count(writes, "write as metered");
    }

    /// <summary>"about 15 min by the quota of writes".</summary>
    public static string Takes(double seconds, string? boundBy) => About(seconds) + boundBy switch
    {
        null => "",
        "units" => " by the quota of resource units",
        _ => $" by the quota of {boundBy}",
    };

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The command that explains a code.</summary>
    public static string Explain(string code) => $"reconciler explain {code}";

    /// <summary>The first eight figures of a hash, without its algorithm.</summary>
    public static string Short(string hash)
    {
        var figures = hash[(hash.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return figures.Length > 8 ? figures[..8] : figures;
    }

    /// <summary>The first names of many, at most <paramref name="shown"/>, and how many more there are.</summary>
    public static string Names(IReadOnlyCollection<string> names, int shown) => PrivacyWords.AreHidden(names) ? names.First()
        : names.Count <= shown ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(shown))} and {Number(names.Count - shown)} more";

    /// <summary>"8 applications, 3,297 assignments".</summary>
    public static string List(IEnumerable<CountRow> counts) => string.Join(", ", counts.Select(c => Count(c.Count, c.What)));

    private static string Plural(string word) =>
        word.EndsWith('y') && word is not "key" ? word[..^1] + "ies" : word + "s";
}
