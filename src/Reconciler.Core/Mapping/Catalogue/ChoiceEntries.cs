using System.Collections.Immutable;

namespace Reconciler.Core.Mapping.Catalogue;

/// <summary>Functions that test and choose. Only the branch that is chosen is evaluated.</summary>
internal static class ChoiceEntries
{
    public static readonly ImmutableArray<FunctionSchema> All =
    [
        FunctionSchema.Of("IIF", "condition flag, valueIfTrue any, valueIfFalse any", "One of two values; a comparison with an absent value does not hold.",
            """IIF([country] = "USA", [country], [department])""", """{"country":"Canada","department":"Sales"}""", "\"Sales\""),
        FunctionSchema.Of("Switch", "source text, defaultValue any?, key text+, value any+", "The value behind the first key that is exactly the source, else the default; an absent source is the key \"\".",
            """Switch([IsSoftDeleted], , "False", "True", "True", "False")""", """{"IsSoftDeleted":"False"}""", "\"True\""),
        FunctionSchema.Of("Coalesce", "source any+", "The first value that is not absent; an empty text is a value.",
            "Coalesce([mail], [userPrincipalName])", """{"mail":null,"userPrincipalName":"ada@contoso.com"}""", "\"ada@contoso.com\""),
        FunctionSchema.Of("IgnoreFlowIfNullOrEmpty", "expression any", "The value; an absent or empty one leaves the target attribute alone. Stands around the whole expression.",
            "IgnoreFlowIfNullOrEmpty([mobile])", """{"mobile":"+1 206 555 0100"}""", "\"+1 206 555 0100\""),
        FunctionSchema.Of("Error", "message text", "Fails the object with a message.",
            """IIF(IsPresent([mail]), [mail], Error("a mail address is required"))""", """{"mail":"ada@contoso.com"}""", "\"ada@contoso.com\""),
        FunctionSchema.Of("IsNull", "expression any", "Whether the value is absent.", "IsNull([displayName])", """{"displayName":null}""", "true"),
        FunctionSchema.Of("IsNullOrEmpty", "expression any", "Whether the value is absent or empty.", "IsNullOrEmpty([displayName])", """{"displayName":""}""", "true"),
        FunctionSchema.Of("IsPresent", "expression any", "Whether the value is neither absent nor empty.", "IsPresent([manager])", """{"manager":"charles"}""", "true"),
        FunctionSchema.Of("IsString", "expression any", "Whether CStr would give a text.", "IsString([displayName])", """{"displayName":"Ada"}""", "true"),
        FunctionSchema.Of("Not", "source any", "False when the source is True, True otherwise.", """Not("True")""", "{}", "false"),
        FunctionSchema.Of("CBool", "expression any", "True for True and for a number other than 0.", "CBool([a] = [b])", """{"a":"x","b":"x"}""", "true"),
        FunctionSchema.Of("CStr", "value any", "The value as a text.", "CStr(42)", "{}", "\"42\""),
        FunctionSchema.Of("CRef", "dn text", "A distinguished name as a reference.", "CRef([dn])", """{"dn":"cn=Joe,dc=contoso,dc=com"}""", "\"cn=Joe,dc=contoso,dc=com\""),
    ];
}
