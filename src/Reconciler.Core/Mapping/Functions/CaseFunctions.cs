using System.Globalization;
using System.Text;
using Reconciler.Core.Mapping.Evaluation;

namespace Reconciler.Core.Mapping.Functions;

/// <summary>
/// Upper and lower case. .NET maps letter by letter, never one to two, and its cultures differ in i and ı only: Turkish and Azerbaijani (Latin) pair
/// i with İ and ı with I, every other culture takes İ and ı to the plain letters, the invariant one leaves them alone. So no culture data are needed.
/// </summary>
internal static class CaseFunctions
{
    private const int MostTagCharacters = 85;

    private enum Dots
    {
        Invariant,
        Plain,
        Turkic,
    }

    public static MappingValue ToLower(CallNode call, ref Run run) => Mapped(call, ref run, isUpper: false);

    public static MappingValue ToUpper(CallNode call, ref Run run) => Mapped(call, ref run, isUpper: true);

    public static MappingValue PCase(CallNode call, ref Run run)
    {
        if (call.Text(0, ref run) is not { } source)
            return MappingValue.Null;
        var separators = call.Text(1, ref run);
        if (!run.MayProduce(call, source.Length) || !run.MayTake(call, (long)source.Length * (separators?.Length ?? 1)))
            return MappingValue.Null;
        var lower = source.ToLowerInvariant();
        return MappingValue.Of(separators is null ? CultureInfo.InvariantCulture.TextInfo.ToTitleCase(lower) : Title(lower, separators));
    }

    private static string Title(string lower, string separators)
    {
        var result = new StringBuilder(lower.Length);
        var begins = true;
        foreach (var rune in lower.EnumerateRunes())
        {
            result.Append((begins ? Rune.ToUpperInvariant(rune) : rune).ToString());
            begins = rune.IsBmp && separators.Contains((char)rune.Value, StringComparison.Ordinal);
        }

        return result.ToString();
    }

    private static MappingValue Mapped(CallNode call, ref Run run, bool isUpper)
    {
        var source = call.Text(0, ref run);
        var culture = call.Text(1, ref run);
        if (DotsOf(culture) is not { } dots)
            return run.Fail(call[1], MappingErrorKind.Argument, $"`{Reading.Shown(MappingValue.Of(culture), in run)}` is no name of a culture");
        if (source is null || !run.MayProduce(call, source.Length))
            return MappingValue.Null;
        var text = isUpper ? Upper(source, dots) : Lower(source, dots);
        return MappingValue.Of(text);
    }

    private static string Upper(string text, Dots dots) => dots switch
    {
        Dots.Turkic => text.Replace('i', 'İ').Replace('ı', 'I').ToUpperInvariant(),
        Dots.Plain => text.Replace('ı', 'I').ToUpperInvariant(),
        _ => text.ToUpperInvariant(),
    };

    private static string Lower(string text, Dots dots) => dots switch
    {
        Dots.Turkic => text.Replace('I', 'ı').Replace('İ', 'i').ToLowerInvariant(),
        Dots.Plain => text.Replace('İ', 'i').ToLowerInvariant(),
        _ => text.ToLowerInvariant(),
    };

    // A name of RFC 4646: subtags of letters and digits, the language first.
    private static Dots? DotsOf(string? culture)
    {
        if (string.IsNullOrEmpty(culture))
            return Dots.Invariant;
        if (culture.Length > MostTagCharacters)
            return null;
        var tags = culture.Split('-', '_');
        if (tags.Any(t => t.Length is 0 or > 8 || !t.All(char.IsAsciiLetterOrDigit)) || tags[0].Length < 2 || !tags[0].All(char.IsAsciiLetter))
            return null;
        var isTurkic = Is(tags[0], "tr") || (Is(tags[0], "az") && !tags.Skip(1).Any(t => Is(t, "Cyrl") || Is(t, "Arab")));
        return isTurkic ? Dots.Turkic : Dots.Plain;
    }

    private static bool Is(string tag, string name) => tag.Equals(name, StringComparison.OrdinalIgnoreCase);
}
