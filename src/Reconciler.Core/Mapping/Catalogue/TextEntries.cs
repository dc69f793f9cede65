using System.Collections.Immutable;

namespace Reconciler.Core.Mapping.Catalogue;

/// <summary>Functions that change a text as a whole.</summary>
internal static class TextEntries
{
    public static readonly ImmutableArray<FunctionSchema> All =
    [
        FunctionSchema.Of("Append", "source text, suffix text", "The source with a suffix behind it; an absent one counts as empty.",
            """Append([userPrincipalName], ".test")""", """{"userPrincipalName":"ada@contoso.com"}""", "\"ada@contoso.com.test\""),
        FunctionSchema.Of("StripSpaces", "source text", "The source without blanks (U+0020); other white space stays.",
            "StripSpaces([displayName])", """{"displayName":"Ada  King"}""", "\"AdaKing\""),
        FunctionSchema.Of("Trim", "source values", "Without white space at both ends; of a list each value.",
            "Trim([city])", """{"city":" Lisbon "}""", "\"Lisbon\""),
        FunctionSchema.Of("ToLower", "source text, culture text?", "In lower case, by the rules of a culture (RFC 4646); without one the invariant rules.",
            "ToLower([mail])", """{"mail":"Ada@Contoso.com"}""", "\"ada@contoso.com\""),
        FunctionSchema.Of("ToUpper", "source text, culture text?", "In upper case, by the rules of a culture (RFC 4646); without one the invariant rules.",
            """ToUpper([city], "tr-TR")""", """{"city":"izmir"}""", "\"İZMİR\""),
        FunctionSchema.Of("PCase", "source text, wordSeparators text?", "In lower case with each word's first letter in upper case; with separators, words begin behind these only.",
            """PCase([surname], " '-")""", """{"surname":"PINTO-DE'SILVA"}""", "\"Pinto-De'Silva\""),
        FunctionSchema.Of("NormalizeDiacritics", "source text", "Latin letters without their accents; æ, ø, œ, ß become two letters. What has no base letter (đ, ħ, þ) stays.",
            "NormalizeDiacritics([givenName])", """{"givenName":"Zoë Sørensen"}""", "\"Zoe Soerensen\""),
        FunctionSchema.Of("Redact", "source any", "The source; logs, plans and reports show [Redact] instead.",
            "Redact([employeeId])", """{"employeeId":"00012"}""", "\"00012\""),
    ];
}
