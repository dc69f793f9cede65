using System.Collections.Immutable;

namespace Reconciler.Core.Mapping.Catalogue;

/// <summary>Functions that ask the directory or the target.</summary>
internal static class TenantEntries
{
    public static readonly ImmutableArray<FunctionSchema> All =
    [
        FunctionSchema.Of("DefaultDomain", "", "The tenant's default verified domain; an error when it is not known.",
            """Join("@", [mailNickname], DefaultDomain())""", """{"mailNickname":"ada"}""", "\"ada@contoso.com\""),
        FunctionSchema.Of("SelectUniqueValue", "rule1 text, rule2 text, rule text*", "The first value that nothing in the target has; an error when all are taken. Stands around the whole expression.",
            """SelectUniqueValue(Join(".", [givenName], [surname]), Append(Mid([givenName], 1, 1), [surname]))""", """{"givenName":"Ada","surname":"Lovelace"}""", "\"Ada.Lovelace\""),
    ];
}
