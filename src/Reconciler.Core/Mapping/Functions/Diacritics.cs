using System.Collections.Frozen;
using System.Text;

namespace Reconciler.Core.Mapping.Functions;

/// <summary>
/// Latin letters without their accents. A table and not Unicode normalisation, which knows ASCII only where the process runs with the invariant culture:
/// every Latin letter whose canonical decomposition begins with a base letter, and the letters that Entra's page lists beside them.
/// Letters that it does not list (đ ħ ð þ ŋ) and other scripts stay as they are.
/// </summary>
internal static class Diacritics
{
    private static readonly FrozenDictionary<char, string> Table = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["A"] = "ÀÁÂÃÄÅĀĂĄǍǞǠǺȀȂȦḀẠẢẤẦẨẪẬẮẰẲẴẶÅ", ["a"] = "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ", ["AE"] = "ÆǢǼ", ["ae"] = "æǣǽ", ["B"] = "ḂḄḆ",
        ["b"] = "ḃḅḇ", ["C"] = "ÇĆĈĊČḈ", ["c"] = "çćĉċčḉ", ["D"] = "ĎḊḌḎḐḒ", ["d"] = "ďḋḍḏḑḓ", ["E"] = "ÈÉÊËĒĔĖĘĚȄȆȨḔḖḘḚḜẸẺẼẾỀỂỄỆ",
        ["e"] = "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ", ["F"] = "Ḟ", ["f"] = "ḟ", ["G"] = "ĜĞĠĢǦǴḠ", ["g"] = "ĝğġģǧǵḡ", ["H"] = "ĤȞḢḤḦḨḪ", ["h"] = "ĥȟḣḥḧḩḫẖ",
        ["I"] = "ÌÍÎÏĨĪĬĮİǏȈȊḬḮỈỊ", ["i"] = "ìíîïĩīĭįıǐȉȋḭḯỉị", ["J"] = "Ĵ", ["j"] = "ĵǰ", ["K"] = "ĶǨḰḲḴK", ["k"] = "ķǩḱḳḵ", ["L"] = "ĹĻĽŁḶḸḺḼ",
        ["l"] = "ĺļľłḷḹḻḽ", ["M"] = "ḾṀṂ", ["m"] = "ḿṁṃ", ["N"] = "ÑŃŅŇǸṄṆṈṊ", ["n"] = "ñńņňǹṅṇṉṋ", ["O"] = "ÒÓÔÕÖŌŎŐƠǑǪǬȌȎȪȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢ",
        ["o"] = "òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ", ["OE"] = "ØŒǾ", ["oe"] = "øœǿ", ["P"] = "ṔṖ", ["p"] = "ṕṗ", ["R"] = "ŔŖŘȐȒṘṚṜṞ",
        ["r"] = "ŕŗřȑȓṙṛṝṟ", ["S"] = "ŚŜŞŠȘṠṢṤṦṨ", ["s"] = "śŝşšșṡṣṥṧṩ", ["ss"] = "ß", ["T"] = "ŢŤȚṪṬṮṰ", ["t"] = "ţťțṫṭṯṱẗ",
        ["U"] = "ÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖṲṴṶṸṺỤỦỨỪỬỮỰ", ["u"] = "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự", ["V"] = "ṼṾ", ["v"] = "ṽṿ", ["W"] = "ŴẀẂẄẆẈ",
        ["w"] = "ŵẁẃẅẇẉẘ", ["X"] = "ẊẌ", ["x"] = "ẋẍ", ["Y"] = "ÝŶŸȲẎỲỴỶỸ", ["y"] = "ýÿŷȳẏẙỳỵỷỹ", ["Z"] = "ŹŻŽẐẒẔ", ["z"] = "źżžẑẓẕ",
    }.SelectMany(f => f.Value.Select(c => KeyValuePair.Create(c, f.Key))).ToFrozenDictionary();

    public static string Remove(string text)
    {
        if (System.Text.Ascii.IsValid(text))
            return text;
        var result = new StringBuilder(text.Length);
        var isLatin = false;
        foreach (var c in text)
        {
            if (c is >= '\u0300' and <= '\u036F' && isLatin)
                continue;
            var folded = Table.GetValueOrDefault(c);
            isLatin = folded is not null || char.IsAsciiLetter(c);
            if (folded is null)
                result.Append(c);
            else
                result.Append(folded);
        }

        return result.ToString();
    }
}
