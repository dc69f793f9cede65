using System.Collections.Immutable;

namespace Reconciler.Core.Mapping.Catalogue;

/// <summary>Functions that find or take a part of a text. Positions count from 1, in UTF-16 units.</summary>
internal static class PartEntries
{
    public static readonly ImmutableArray<FunctionSchema> All =
    [
        FunctionSchema.Of("Left", "source text, count number", "The first characters; all of them when the count is negative or too large, none of an absent source.",
            "Left([displayName], 3)", """{"displayName":"John Doe"}""", "\"Joh\""),
        FunctionSchema.Of("Mid", "source text, start number, length number?", "Characters from a position on, as many as there are; without a length all that follow.",
            "Mid([displayName], 3, 5)", """{"displayName":"John Doe"}""", "\"hn Do\""),
        FunctionSchema.Of("Len", "source any", "How many characters; 0 for an absent or empty source.",
            "Len(42568.75)", "{}", "8"),
        FunctionSchema.Of("InStr", "value1 text, value2 text, start number?, compareType word?", "Where the second text begins in the first, 0 if nowhere; vbTextCompare ignores case.",
            """InStr("The quick brown fox", "quick")""", "{}", "5"),
        FunctionSchema.Of("Word", "source text, number number, delimiters text", "A word of the source; any of the delimiters separates, several of them once. Empty when there is none.",
            """Word("This,string!has&many separators", 3, ",!&#")""", "{}", "\"has\""),
        FunctionSchema.Of("DNComponent", "dn text, number number", "The value of a component of a distinguished name, counted from the left. Empty when there is none.",
            "DNComponent(CRef([dn]), 1)", """{"dn":"cn=Joe,ou=Sales,dc=contoso,dc=com"}""", "\"Joe\""),
    ];
}
