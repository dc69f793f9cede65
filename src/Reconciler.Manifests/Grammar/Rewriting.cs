using System.Text;

namespace Reconciler.Manifests.Grammar;

/// <summary>Finds what a text of the wrong form was meant to be, among the ways in which people write such things.</summary>
internal static class Rewriting
{
    private const string Scheme = "https://";

    /// <summary>The text in the right form; null when none of the ways leads to it.</summary>
    public static string? Of(string text, ScalarRule rule) =>
        text.Length is 0 or > 200 ? null : Candidates(text, rule).FirstOrDefault(c => c != text && c.Length > 0 && rule.Accepts(c));

    private static IEnumerable<string> Candidates(string text, ScalarRule rule)
    {
        yield return text.Trim();
        yield return text.ToUpperInvariant();
        yield return Closed(text);
        if (rule.Format?.Name == "date" && Days.Meant(text) is { } day)
            yield return day;
        if (rule.Format?.Name == "uuid" && Guid.TryParse(text.Replace("urn:uuid:", "", StringComparison.OrdinalIgnoreCase), out var id))
            yield return id.ToString("D");
        if (char.IsAsciiDigit(text[^1]))
        {
            yield return text + "d";
            yield return text + "%";
        }

        if (text.StartsWith(Scheme, StringComparison.Ordinal))
            yield return text[Scheme.Length..].TrimEnd('/');
        else if (text.Contains('.', StringComparison.Ordinal) && !text.Contains("://", StringComparison.Ordinal))
            yield return Scheme + text;
        if (text[0] == '@')
            yield return text[1..];
    }

    // Without the spaces beside anything but letters and digits: `5 %`, `eve @contoso.com`.
    private static string Closed(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isBetweenWords = i > 0 && i + 1 < text.Length && char.IsLetterOrDigit(text[i - 1]) && char.IsLetterOrDigit(text[i + 1]);
            if (text[i] != ' ' || isBetweenWords)
                result.Append(text[i]);
        }

        return result.ToString();
    }
}
