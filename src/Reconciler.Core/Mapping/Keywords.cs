using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Mapping;

/// <summary>How the bare words of the language are spelt.</summary>
internal static class Keywords
{
    private static readonly ImmutableArray<(string Spelling, MappingWord Word)> All =
    [
        ("vbBinaryCompare", MappingWord.VbBinaryCompare), ("vbTextCompare", MappingWord.VbTextCompare),
        ("UTF8", MappingWord.Utf8), ("ASCII", MappingWord.Ascii), ("Unicode", MappingWord.Unicode),
        ("IgnoreAttributeFlow", MappingWord.IgnoreAttributeFlow), ("IgnoreObjectFlow", MappingWord.IgnoreObjectFlow),
    ];

    public static MappingWord? Find(ReadOnlySpan<char> spelling)
    {
        foreach (var (known, word) in All)
        {
            if (spelling.SequenceEqual(known))
                return word;
        }

        return null;
    }

    public static string Spell(MappingWord word) => All[(int)word].Spelling;

    /// <summary>What a bare word that is no keyword was probably meant to be.</summary>
    public static string Advice(string word)
    {
        if (Suggestion.Nearest(word, All.Select(k => k.Spelling)) is { } keyword)
            return $"did you mean {keyword}?";
        if (FunctionCatalog.Find(word) is not null)
            return $"a function is called with parentheses: {word}(…)";
        return $"write [{word}] for the attribute, \"{word}\" for the text";
    }
}
