using System.Collections.Immutable;
using System.Globalization;

namespace Reconciler.Manifests.Yaml;

/// <summary>Lines indented with blanks that are no spaces to YAML, as text that was copied from a web page or a chat has them.</summary>
internal static class BlankIndents
{
    /// <summary>Whether such a blank begins the first text of a line here.</summary>
    public static bool Begins(string text, int at) => at < text.Length && IsBlank(text[at]) && LineLook.IsFirst(text, at);

    /// <summary>All such lines of a text as one finding; null when there are none.</summary>
    public static SyntaxFinding? Find(string text)
    {
        var places = ImmutableArray.CreateBuilder<Token>();
        for (var line = LineLook.At(text, 0); ; line = LineLook.At(text, Behind(line)))
        {
            if (line.First < line.End && IsBlank(text[line.First]))
                places.Add(new(line.First, EndOf(line)));
            if (line.End == text.Length)
                break;
        }

        if (places.Count == 0)
            return null;
        var name = text[places[0].Start] == '\u00a0' ? "no-break spaces" : $"wide or narrow spaces ({YamlText.Code(text[places[0].Start])})";
        return SyntaxFinding.Of(places[0].Start, places[0].End, $"{name} cannot indent", "look like spaces", "type the indentation again, with spaces") with { Also = places.ToImmutable()[1..] };
    }

    private static bool IsBlank(char c) => c > '\u007f' && char.GetUnicodeCategory(c) is UnicodeCategory.SpaceSeparator;

    private static int EndOf(LineLook line)
    {
        var at = line.First;
        while (at < line.End && IsBlank(line.Text[at]))
            at++;
        return at;
    }

    private static int Behind(LineLook line) => line.Text.AsSpan(line.End).StartsWith("\r\n", StringComparison.Ordinal) ? line.End + 2 : line.End + 1;
}
