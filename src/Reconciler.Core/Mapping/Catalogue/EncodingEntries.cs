using System.Collections.Immutable;

namespace Reconciler.Core.Mapping.Catalogue;

/// <summary>Functions between texts and bytes.</summary>
internal static class EncodingEntries
{
    public static readonly ImmutableArray<FunctionSchema> All =
    [
        FunctionSchema.Of("ConvertToBase64", "source text", "Base64 of the text in UTF-16 (little-endian).",
            """ConvertToBase64("Hello world!")""", "{}", "\"SABlAGwAbABvACAAdwBvAHIAbABkACEA\""),
        FunctionSchema.Of("ConvertFromBase64", "source text, encoding word?", "The text behind base64; Unicode (UTF-16) unless UTF8 or ASCII is said.",
            """ConvertFromBase64("SGVsbG8gd29ybGQh", UTF8)""", "{}", "\"Hello world!\""),
        FunctionSchema.Of("ConvertToUTF8Hex", "source text", "The bytes of the text in UTF-8, in hexadecimal.",
            """ConvertToUTF8Hex("Hello world!")""", "{}", "\"48656C6C6F20776F726C6421\""),
        FunctionSchema.Of("StringFromSid", "sid text", "A security identifier, given in base64, as S-1-….",
            "StringFromSid([objectSid])", """{"objectSid":"AQIAAAAAAAUgAAAAIAIAAA=="}""", "\"S-1-5-32-544\""),
    ];
}
