namespace Reconciler.Connectors.Tests.Emulator.Scim;

/// <summary>A person for random filters: few values, so that they meet.</summary>
internal sealed class NaivePerson(int number, Random random)
{
    private static readonly string[] s_words = ["alpha", "Beta", "beta max", "gamma\"q", "ALP", ""];

    public string UserName { get; } = $"user{number}";

    public string? Title { get; } = Word(random);

    public string? ExternalId { get; } = Word(random);

    public bool Active { get; } = random.Next(2) == 0;

    public List<(string Type, string Value)> Emails { get; } =
        [.. Enumerable.Range(0, random.Next(3)).Select(i => (new[] { "work", "home" }[i], $"{s_words[random.Next(5)]}@x"))];

    public static string Word(Random random, string[]? words = null) => (words ?? s_words)[random.Next((words ?? s_words).Length - 1)];

    public IEnumerable<(string, object?)> Body()
    {
        yield return ("active", Active);
        if (Title is not null)
            yield return ("title", Title);
        if (ExternalId is not null)
            yield return ("externalId", ExternalId);
        if (Emails.Count > 0)
            yield return ("emails", Emails.Select(e => new { type = e.Type, value = e.Value }).ToArray());
    }
}

/// <summary>Builds a random filter and, beside it, what it means.</summary>
internal static class NaiveFilter
{
    private static readonly string[] s_operators = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"];

    public static (string Text, Func<NaivePerson, bool> Test) Random(Random random, int depth)
    {
        if (depth > 0)
        {
            var (left, l) = Random(random, depth - 1);
            switch (random.Next(5))
            {
                case 0:
                    var (right, r) = Random(random, depth - 1);
                    return ($"({left}) and ({right})", p => l(p) && r(p));
                case 1:
                    var (other, o) = Random(random, depth - 1);
                    return ($"({left}) OR ({other})", p => l(p) || o(p));
                case 2:
                    return ($"not ({left})", p => !l(p));
                case 3:
                    // Without parentheses: and binds more than or.
                    var (a, ta) = Simple(random);
                    var (b, tb) = Simple(random);
                    var (c, tc) = Simple(random);
                    return ($"{a} or {b} and {c}", p => ta(p) || tb(p) && tc(p));
            }
        }

        return Simple(random);
    }

    private static (string Text, Func<NaivePerson, bool> Test) Simple(Random random)
    {
        var comparison = s_operators[random.Next(s_operators.Length)];
        var word = NaivePerson.Word(random, ["alpha", "BETA", "a", "gamma\"Q", "x", "alp", ""]);
        var quoted = System.Text.Json.JsonSerializer.Serialize(word);
        switch (random.Next(6))
        {
            case 0:
                return ($"title {comparison} {quoted}", p => Compare(comparison, p.Title, word, StringComparison.OrdinalIgnoreCase));
            case 1:
                return ($"externalId {comparison} {quoted}", p => Compare(comparison, p.ExternalId, word, StringComparison.Ordinal));
            case 2:
                return ("active eq true", p => p.Active);
            case 3:
                return ($"emails.value {comparison} {quoted}", p => p.Emails.Count == 0
                    ? comparison == "ne"
                    : p.Emails.Any(e => Compare(comparison, e.Value, word, StringComparison.OrdinalIgnoreCase)));
            case 4:
                return ($"emails[type eq \"WORK\" and value {comparison} {quoted}]",
                    p => p.Emails.Any(e => e.Type == "work" && Compare(comparison, e.Value, word, StringComparison.OrdinalIgnoreCase)));
            default:
                return ("emails pr", p => p.Emails.Count > 0);
        }
    }

    private static bool Compare(string comparison, string? value, string word, StringComparison how) => value is null
        ? comparison == "ne"
        : comparison switch
        {
            "eq" => string.Equals(value, word, how),
            "ne" => !string.Equals(value, word, how),
            "co" => value.Contains(word, how),
            "sw" => value.StartsWith(word, how),
            "ew" => value.EndsWith(word, how),
            "gt" => string.Compare(value, word, how) > 0,
            "ge" => string.Compare(value, word, how) >= 0,
            "lt" => string.Compare(value, word, how) < 0,
            _ => string.Compare(value, word, how) <= 0,
        };
}
