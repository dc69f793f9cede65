using System.Globalization;
using System.Text;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>
/// Encodes data for a Markdown comment. Whatever could be markup, a mention, a link, a reference or a table's border goes into code,
/// where a forge neither interprets nor notifies; characters that cannot stand there become entities.
/// </summary>
public static class MarkdownEncoder
{
    /// <summary>A value as code, safe in a table too.</summary>
    public static string Code(string? value)
    {
        var clean = TerminalEncoder.Encode(value);
        if (clean.Length == 0)
            return "<code>&nbsp;</code>";
        if (clean.AsSpan().IndexOfAny('`', '|') < 0 && clean[0] != ' ' && clean[^1] != ' ')
            return $"`{clean}`";
        return Html(clean);
    }

    /// <summary>A value as code where a forge reads HTML and no Markdown: in the summary of a fold.</summary>
    public static string Html(string? value)
    {
        var clean = TerminalEncoder.Encode(value);
        var result = new StringBuilder("<code>");
        foreach (var c in clean)
        {
            if (char.IsAsciiLetterOrDigit(c) || c == ' ' || !char.IsAscii(c))
                result.Append(c);
            else
                result.Append(CultureInfo.InvariantCulture, $"&#{(int)c};");
        }

        return result.Append("</code>").ToString();
    }

    /// <summary>A sentence that holds data: its plain words as they are, everything else as code.</summary>
    public static string Prose(string? sentence)
    {
        var words = TerminalEncoder.Encode(sentence).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Select(Word));
    }

    private static string Word(string word)
    {
        if (IsPlain(word))
            return word;
        var end = word.Length;
        while (end > 1 && word[end - 1] is ',' or ';' or '.' or ':' or ')' or '?')
            end--;
        var start = word[0] == '(' && end > 1 ? 1 : 0;
        var inner = word[start..end];
        var shown = inner is ['`', _, .., '`'] ? Code(inner[1..^1]) : IsPlain(inner) ? inner : Code(inner);
        return (start > 0 ? "(" : "") + shown + word[end..];
    }

    // Letters, figures and the punctuation of sentences; nothing that GitHub, GitLab or Azure DevOps links or styles.
    private static bool IsPlain(string word) =>
        word.All(c => char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark
            || c is '.' or ',' or ';' or '?' or '(' or ')' or '’' or '\'' or '…' or '→' or '·' or '–' or '—' or '-' or '%')
        && !word.Contains("www.", StringComparison.OrdinalIgnoreCase) && !word.Contains("GH-", StringComparison.OrdinalIgnoreCase)
        && word[0] is not ('-' or '.') && !word.Contains("--", StringComparison.Ordinal);
}
