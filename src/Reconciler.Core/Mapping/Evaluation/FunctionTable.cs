using System.Collections.Frozen;
using Reconciler.Core.Mapping.Functions;

namespace Reconciler.Core.Mapping.Evaluation;

/// <summary>What each function of the catalogue does.</summary>
internal static class FunctionTable
{
    private static readonly FrozenDictionary<string, FunctionBody> Bodies = new Dictionary<string, FunctionBody>(StringComparer.Ordinal)
    {
        ["Append"] = TextFunctions.Append,
        ["StripSpaces"] = TextFunctions.StripSpaces,
        ["Trim"] = TextFunctions.Trim,
        ["NormalizeDiacritics"] = TextFunctions.NormalizeDiacritics,
        ["CStr"] = TextFunctions.CStr,
        ["CRef"] = TextFunctions.CRef,
        ["Redact"] = TextFunctions.Redact,
        ["ToLower"] = CaseFunctions.ToLower,
        ["ToUpper"] = CaseFunctions.ToUpper,
        ["PCase"] = CaseFunctions.PCase,
        ["Left"] = PartFunctions.Left,
        ["Mid"] = PartFunctions.Mid,
        ["Len"] = PartFunctions.Len,
        ["InStr"] = PartFunctions.InStr,
        ["Word"] = PartFunctions.Word,
        ["DNComponent"] = DistinguishedNames.DNComponent,
        ["Replace"] = ReplaceFunction.Replace,
        ["IIF"] = ChoiceFunctions.IIF,
        ["Switch"] = ChoiceFunctions.Switch,
        ["Coalesce"] = ChoiceFunctions.Coalesce,
        ["IgnoreFlowIfNullOrEmpty"] = ChoiceFunctions.IgnoreFlowIfNullOrEmpty,
        ["Error"] = ChoiceFunctions.Error,
        ["IsNull"] = TestFunctions.IsNull,
        ["IsNullOrEmpty"] = TestFunctions.IsNullOrEmpty,
        ["IsPresent"] = TestFunctions.IsPresent,
        ["IsString"] = TestFunctions.IsString,
        ["Not"] = TestFunctions.Not,
        ["CBool"] = TestFunctions.CBool,
        ["Now"] = DateFunctions.Now,
        ["CDate"] = DateFunctions.CDate,
        ["FormatDateTime"] = DateFormats.FormatDateTime,
        ["DateFromNum"] = DateFunctions.DateFromNum,
        ["NumFromDate"] = DateFunctions.NumFromDate,
        ["DateAdd"] = DateArithmetic.DateAdd,
        ["DateDiff"] = DateArithmetic.DateDiff,
        ["Join"] = ListFunctions.Join,
        ["Split"] = ListFunctions.Split,
        ["RemoveDuplicates"] = ListFunctions.RemoveDuplicates,
        ["Count"] = ListFunctions.Count,
        ["Item"] = ListFunctions.Item,
        ["Contains"] = ListFunctions.Contains,
        ["ConvertToBase64"] = EncodingFunctions.ConvertToBase64,
        ["ConvertFromBase64"] = EncodingFunctions.ConvertFromBase64,
        ["ConvertToUTF8Hex"] = EncodingFunctions.ConvertToUtf8Hex,
        ["StringFromSid"] = EncodingFunctions.StringFromSid,
        ["BitAnd"] = ChanceFunctions.BitAnd,
        ["Guid"] = ChanceFunctions.NewGuid,
        ["RandomString"] = RandomStringFunction.RandomString,
        ["DefaultDomain"] = TenantFunctions.DefaultDomain,
        ["SelectUniqueValue"] = TenantFunctions.SelectUniqueValue,
        ["SingleAppRoleAssignment"] = RoleFunctions.Single,
        ["AppRoleAssignments"] = RoleFunctions.Values,
        ["AppRoleAssignmentsComplex"] = RoleFunctions.Complex,
        ["AssertiveAppRoleAssignmentsComplex"] = RoleFunctions.Assertive,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static FunctionBody BodyOf(string name) => Bodies[name];
}
