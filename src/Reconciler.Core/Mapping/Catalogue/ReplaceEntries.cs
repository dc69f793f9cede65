using System.Collections.Immutable;

namespace Reconciler.Core.Mapping.Catalogue;

/// <summary>The function whose slots decide what it does.</summary>
internal static class ReplaceEntries
{
    public static readonly ImmutableArray<FunctionSchema> All =
    [
        FunctionSchema.Of("Replace",
            "source text, oldValue text?, regexPattern text?, regexGroupName text?, replacementValue text?, replacementAttributeName text?, template text?",
            "By slots: oldValue and replacementValue replace a text; oldValue and template put the source into a template; regexPattern and replacementValue replace matches, "
            + "with regexGroupName only that group; regexPattern, regexGroupName and replacementAttributeName take a group of another attribute where the source is empty.",
            """Replace([mobile], , "[()\s-]+", , "", , )""", """{"mobile":"+1 (206) 555-0100"}""", "\"+12065550100\""),
    ];
}
