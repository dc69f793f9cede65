using System.Collections.Immutable;

namespace Reconciler.Core.Mapping.Catalogue;

/// <summary>Functions of numbers and chance.</summary>
internal static class NumberEntries
{
    public static readonly ImmutableArray<FunctionSchema> All =
    [
        FunctionSchema.Of("BitAnd", "value1 number, value2 number", "The bits that both numbers have.", "BitAnd(&HF, &HF7)", "{}", "7"),
        FunctionSchema.Of("Guid", "", "A random GUID, in lower case with dashes.", "Guid()", "{}", "\"1b0a6a0e-0f66-4a5e-9d1c-3f2b6c1d7e90\"") with { IsChance = true },
        FunctionSchema.Of("RandomString", "length number, minimumNumbers number, minimumSpecial number, minimumCapital number, minimumLower number, charactersToAvoid text?",
            "Random characters, at most 256, with at least so many digits, special characters, capitals and small letters.",
            """RandomString(10, 2, 2, 2, 1, "?,")""", "{}", "\"A4v!kE0-7z\"") with { IsChance = true },
    ];
}
