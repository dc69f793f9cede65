using System.Collections.Immutable;

namespace Reconciler.Core.Mapping.Catalogue;

/// <summary>Functions that read or make several values.</summary>
internal static class ListEntries
{
    public static readonly ImmutableArray<FunctionSchema> All =
    [
        FunctionSchema.Of("Join", "separator text, source values+", "All values with a separator between them; absent and empty ones are left out, a blank is not.",
            """Join(", ", [surname], [givenName])""", """{"surname":"Lovelace","givenName":"Ada"}""", "\"Lovelace, Ada\""),
        FunctionSchema.Of("Split", "source text, delimiter text", "The parts between the delimiters, without white space at their ends.",
            """Split([sets], ",")""", """{"sets":"SetOne, SetTwo"}""", """["SetOne","SetTwo"]""") with { ReturnsList = true },
        FunctionSchema.Of("RemoveDuplicates", "source values", "Each value once, in the order in which they come; case matters.",
            "RemoveDuplicates([proxyAddresses])", """{"proxyAddresses":["smtp:a@x.com","smtp:a@x.com"]}""", """["smtp:a@x.com"]""") with { ReturnsList = true },
        FunctionSchema.Of("Count", "source values", "How many values there are, 0 for an absent source.",
            "Count([proxyAddresses])", """{"proxyAddresses":["smtp:a@x.com","SMTP:b@x.com"]}""", "2"),
        FunctionSchema.Of("Item", "source values, index number", "One of several values, counted from 1; an index without a value is an error.",
            "Item([proxyAddresses], 2)", """{"proxyAddresses":["smtp:a@x.com","SMTP:b@x.com"]}""", "\"SMTP:b@x.com\""),
        FunctionSchema.Of("Contains", "source values, search text", "The number of the first value that holds a text, 0 if none does; case matters.",
            """Item([proxyAddresses], Contains([proxyAddresses], "SMTP:"))""", """{"proxyAddresses":["smtp:a@x.com","SMTP:b@x.com"]}""", "\"SMTP:b@x.com\""),
    ];
}
