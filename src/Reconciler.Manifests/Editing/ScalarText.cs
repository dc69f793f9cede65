using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Reconciler.Manifests.Editing;

/// <summary>
/// Writes a scalar so that it is read back as the same text, by this program and by others: what another reader of YAML
/// would take for a number, a truth value or nothing is quoted, though here it would be text either way.
/// </summary>
internal static class ScalarText
{
    private const string Indicators = "-?:,[]{}#&*!|>'\"%@`=~";

    private static readonly SearchValues<char> FlowIndicators = SearchValues.Create(",[]{}");
    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "null", "true", "false", "yes", "no", "on", "off", "y", "n", "<<", ".nan", ".inf");

    /// <summary>The scalar in the wanted quotes, or in those that it needs.</summary>
    public static string Of(string text, Quotes quotes, bool inFlow) => quotes switch
    {
        _ when text.Any(IsUnprintable) => Double(text),
        Quotes.Double => Double(text),
        Quotes.Single => Single(text),
        _ => IsPlain(text, inFlow) ? text : Single(text),
    };

    /// <summary>How a written scalar is quoted, by its first character.</summary>
    public static Quotes QuotesOf(string document, int start) => start < document.Length ? document[start] switch
    {
        '\'' => Quotes.Single,
        '"' => Quotes.Double,
        _ => Quotes.None,
    } : Quotes.None;

    private static bool IsPlain(string text, bool inFlow) =>
        text.Length > 0
        && !Indicators.Contains(text[0], StringComparison.Ordinal)
        && text[0] != ' ' && text[^1] is not (' ' or ':')
        && !text.Contains(": ", StringComparison.Ordinal)
        && !text.Contains(" #", StringComparison.Ordinal)
        && !text.StartsWith("...", StringComparison.Ordinal)
        && !(inFlow && text.AsSpan().ContainsAny(FlowIndicators))
        && !Words.Contains(text)
        && !IsNumber(text);

    private static bool IsNumber(string text) =>
        double.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        || (text[0] == '0' && text.Length > 1 && text[1] is 'x' or 'o');

    private static string Single(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Double(string text)
    {
        var written = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' or '\\' => written.Append('\\').Append(character),
                '\n' => written.Append("\\n"),
                '\t' => written.Append("\\t"),
                _ when IsUnprintable(character) => written.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => written.Append(character),
            };
        }

        return written.Append('"').ToString();
    }

    // Escaped, since a file shows everything that it holds: controls, separators, marks that turn the direction of text around.
    private static bool IsUnprintable(char character) => char.IsControl(character)
        || char.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || character is '\ufffe' or '\uffff';
}
