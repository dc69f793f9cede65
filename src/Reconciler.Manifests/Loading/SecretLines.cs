using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Grammar;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>
/// Keeps secrets out of the lines that are shown under faults of YAML. No tree says there what a value is, so what stands behind a key that speaks of
/// secrets is hidden as far as its end can be told, else to the end of the line; and any text of a form that issuers give to secrets.
/// </summary>
internal sealed class SecretLines
{
    // A value goes on over no more lines than a private key has.
    private const int MostLines = 100;

    private const int Most = 10;

    private static readonly string[] LineEnds = ["\r\n", "\n", "\r"];

    private readonly string[] lines;

    // Many faults may stand on one line.
    private readonly Dictionary<int, List<Stretch>> known = [];

    private SecretLines(string text) => lines = text.Split(LineEnds, StringSplitOptions.None);

    public static void Hide(string text, List<Diagnostic> faults)
    {
        if (faults.Count == 0)
            return;
        var secrets = new SecretLines(text);
        for (var i = 0; i < faults.Count; i++)
        {
            var shown = faults[i].Related.Select(r => r.Span).Prepend(faults[i].Span).DistinctBy(s => s.Line);
            faults[i] = faults[i] with { Hidden = [.. faults[i].Hidden, .. shown.SelectMany(s => secrets.On(s.Line - 1).Select(h => s with { Column = h.From + 1, Length = h.To - h.From }))] };
        }
    }

    private List<Stretch> On(int at)
    {
        if (at < 0 || at >= lines.Length)
            return [];
        if (known.TryGetValue(at, out var found))
            return found;
        var line = lines[at];
        var first = line.Length - line.TrimStart().Length;
        return known[at] = first < line.Length && GoesOn(at) ? [new(first, line.Length, IsOpen: true)] : Few([.. Values(line).Where(v => v.To > v.From), .. Tokens(line)]);
    }

    // Every fault of a line carries them.
    private static List<Stretch> Few(List<Stretch> secrets) => secrets.Count <= Most ? secrets : [new(secrets.Min(s => s.From), secrets.Max(s => s.To), IsOpen: true)];

    // The value of a line above reaches to this one: it is indented deeper, an item, or inside quotes.
    private bool GoesOn(int at)
    {
        var line = lines[at];
        for (var above = at - 1; above >= Math.Max(0, at - MostLines); above--)
        {
            if (!lines[above].Contains(':', StringComparison.Ordinal))
                continue;
            if (Values(lines[above]) is not [.., { IsOpen: true } value])
                return false;
            var depth = Indent(line).CompareTo(Indent(lines[above]));
            var isEmpty = value.From == value.To;
            return (depth > 0 || (depth == 0 && line.TrimStart().StartsWith('-')) || (!isEmpty && lines[above][value.From] is '"' or '\'')) && !(isEmpty && LineLook.At(line, 0).Colon >= 0);
        }

        return false;
    }

    private static List<Stretch> Values(string line)
    {
        var values = new List<Stretch>();
        for (var colon = line.IndexOf(':', StringComparison.Ordinal); colon >= 0; colon = line.IndexOf(':', colon + 1))
        {
            if (!IsSecret(KeyBefore(line, colon)))
                continue;
            var from = line.Length - line.AsSpan(colon + 1).TrimStart().Length;
            if (IsReference(line.AsSpan(from)))
                continue;
            var value = ValueAt(line, from);
            values.Add(value);
            if (value.IsOpen)
                break;
            colon = value.To - 1;
        }

        return values;
    }

    // Closed only where a quote ends it; else whatever follows on the line may belong to it, but for the brackets at its end.
    private static Stretch ValueAt(string line, int from)
    {
        if (from < line.Length && line[from] is '"' or '\'' && QuotedText.Behind(line, from) is var end && end > from + 1 && line[end - 1] == line[from]
            && line.AsSpan(end).TrimStart() is var rest && (rest.IsEmpty || rest[0] is ',' or ']' or '}'))
            return new(from, end, IsOpen: false);
        var length = line.AsSpan(from).TrimEnd(" \t,]}").Length;
        return new(from, length > 0 ? from + length : line.Length, IsOpen: true);
    }

    private static IEnumerable<Stretch> Tokens(string line)
    {
        for (var at = 0; at < line.Length; at++)
        {
            var from = at;
            while (at < line.Length && !(char.IsWhiteSpace(line[at]) || line[at] is '"' or '\'' or ',' or '[' or ']' or '{' or '}'))
                at++;
            if (line[from..at] is { Length: > 0 } token && (SecretText.IsKnown(token) || SecretText.IsRandom(token)))
                yield return new(from, at, IsOpen: false);
        }
    }

    private static ReadOnlySpan<char> KeyBefore(string line, int colon)
    {
        var before = line.AsSpan(0, colon).TrimEnd();
        if (before is [.., '"' or '\''])
            before = before[..^1];
        var from = before.Length;
        while (from > 0 && (char.IsAsciiLetterOrDigit(before[from - 1]) || before[from - 1] is '_' or '-' or '.'))
            from--;
        return before[from..];
    }

    // A credential is a mapping: its own keys say which of its values is secret.
    private static bool IsSecret(ReadOnlySpan<char> key) => !key.IsEmpty && !key.EndsWith("credential", StringComparison.OrdinalIgnoreCase) && SecretWords.Speaks(key.ToString());

    private static bool IsReference(ReadOnlySpan<char> value) => SecretWords.IsReference((value is ['"' or '\'', ..] ? value[1..] : value).ToString());

    private static int Indent(string line) => line.Length - line.TrimStart(' ').Length;

    // From a column to another; open when what follows may belong to it.
    private readonly record struct Stretch(int From, int To, bool IsOpen);
}
