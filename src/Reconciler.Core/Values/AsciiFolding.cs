using System.Collections.Frozen;
using System.Text;

namespace Reconciler.Core.Values;

/// <summary>
/// Folds Latin letters to ASCII. A table and not Unicode normalisation: the process runs with the invariant culture,
/// where normalisation knows ASCII only, and <c>ł ø ß æ</c> have no decomposition anyway.
/// </summary>
public static class AsciiFolding
{
    private static readonly FrozenDictionary<char, string> Table = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["A"] = "ÀÁÂÃÄÅĀĂĄǍ", ["a"] = "àáâãäåāăąǎª", ["AE"] = "ÆǼ", ["ae"] = "æǽ", ["B"] = "Ḃ", ["b"] = "ḃ",
        ["C"] = "ÇĆĈĊČ", ["c"] = "çćĉċč", ["D"] = "ÐĎĐḊ", ["d"] = "ðďđḋ", ["E"] = "ÈÉÊËĒĔĖĘĚẼ", ["e"] = "èéêëēĕėęěẽ",
        ["F"] = "Ḟ", ["f"] = "ḟƒ", ["G"] = "ĜĞĠĢǦ", ["g"] = "ĝğġģǧ", ["H"] = "ĤĦ", ["h"] = "ĥħ", ["I"] = "ÌÍÎÏĨĪĬĮİǏ",
        ["i"] = "ìíîïĩīĭįıǐ", ["IJ"] = "Ĳ", ["ij"] = "ĳ", ["J"] = "Ĵ", ["j"] = "ĵ", ["K"] = "ĶǨ", ["k"] = "ķĸǩ", ["L"] = "ĹĻĽĿŁ",
        ["l"] = "ĺļľŀł", ["M"] = "Ṁ", ["m"] = "ṁ", ["N"] = "ÑŃŅŇŊ", ["n"] = "ñńņňŉŋ", ["O"] = "ÒÓÔÕÖØŌŎŐƠǑ", ["o"] = "òóôõöøōŏőơǒº",
        ["OE"] = "Œ", ["oe"] = "œ", ["P"] = "Ṗ", ["p"] = "ṗ", ["R"] = "ŔŖŘ", ["r"] = "ŕŗř", ["S"] = "ŚŜŞŠȘ", ["s"] = "śŝşšșſ",
        ["ss"] = "ß", ["SS"] = "ẞ", ["T"] = "ŢŤŦȚ", ["t"] = "ţťŧț", ["TH"] = "Þ", ["th"] = "þ", ["U"] = "ÙÚÛÜŨŪŬŮŰŲƯǓ",
        ["u"] = "ùúûüũūŭůűųưǔ", ["W"] = "ŴẀẂẄ", ["w"] = "ŵẁẃẅ", ["Y"] = "ÝŶŸỲ", ["y"] = "ýÿŷỳ", ["Z"] = "ŹŻŽ", ["z"] = "źżž",
    }.SelectMany(f => f.Value.Select(c => KeyValuePair.Create(c, f.Key))).ToFrozenDictionary();

    /// <summary>The ASCII letters for a character, "" for a combining mark, the character itself when it is ASCII, else null.</summary>
    public static string? Fold(char c) => c switch
    {
        < (char)128 => c.ToString(),
        >= '\u0300' and <= '\u036f' => "",
        _ => Table.GetValueOrDefault(c),
    };

    /// <summary>The text with Latin letters folded and every other character replaced.</summary>
    public static string Fold(string text, char replacement)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
            folded.Append(Fold(c) ?? replacement.ToString());
        return folded.ToString();
    }
}
