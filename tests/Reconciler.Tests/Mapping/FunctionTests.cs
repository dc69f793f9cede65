using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reconciler.Core.Mapping;

namespace Reconciler.Tests.Mapping;

/// <summary>Each function at the edges that Entra's pages state in prose, and at those where we had to decide.</summary>
public sealed class FunctionTests
{
    private const string People = """
        {"a":"x","b":"y","n":"5","empty":"","nothing":null,"one":["1"],"list":["b","a","b",""],"none":[],"flag":true,"number":42.50,
         "dn":"cn=Joe\\, Jr,ou=Sales \\2B West,dc=contoso","roles":[{"value":"A"},{"value":"B"}],"mail":"ada@contoso.com"}
        """;

    public static TheoryData<FunctionSchema> Catalogue => [.. FunctionCatalog.All];

    [Theory]
    [MemberData(nameof(Catalogue), DisableDiscoveryEnumeration = true)]
    public void The_example_of_each_function_gives_what_it_says(FunctionSchema function)
    {
        var (expression, source, expected) = function.Example;
        Assert.Contains(function.Name + "(", expression, StringComparison.Ordinal);
        var actual = Evaluating.Json(expression, source);
        if (!function.IsChance)
            Assert.Equal(Normal(expected), Normal(actual));
        else
            Assert.Equal(expected.Length, Regex.Replace(actual, @"\\.", "x").Length);
        Assert.EndsWith(".", function.Summary, StringComparison.Ordinal);
        Assert.Equal(function, FunctionCatalog.Find(function.Name));
    }

    [Theory]
    // Append, Concat: what is absent is empty.
    [InlineData("Append([nothing], \"x\")", "\"x\"")]
    [InlineData("Append([empty], [nothing])", "\"\"")]
    [InlineData("\"t-\" & [a] & [nothing] & 5", "\"t-x5\"")]
    [InlineData("[a]&[b]", "\"xy\"")]
    // Lone attributes and constants.
    [InlineData("[mail]", "\"ada@contoso.com\"")]
    [InlineData("[nothing]", "null")]
    [InlineData("[unknown]", "null")]
    [InlineData("[flag]", "\"True\"")]
    [InlineData("[number]", "\"42.50\"")]
    [InlineData("[list]", """["b","a","b",""]""")]
    [InlineData("\"text\"", "\"text\"")]
    [InlineData("-12.50", "-12.5")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("&HFFFFFFFFFFFFFFFF", "-1")]
    // Comparisons: absent equals nothing, numbers where one is a number.
    [InlineData("[nothing] = [nothing]", "false")]
    [InlineData("[nothing] <> [a]", "true")]
    [InlineData("[nothing] <> [nothing]", "false")]
    [InlineData("[nothing] < 3", "false")]
    [InlineData("[n] = 5.0", "true")]
    [InlineData("[n] = \"5.0\"", "false")]
    [InlineData("\"10\" < \"9\"", "true")]
    [InlineData("\"10\" < 9", "false")]
    [InlineData("[a] >= \"X\"", "true")]
    [InlineData("[flag] = \"True\"", "true")]
    [InlineData("CDate(\"2021-01-02\") > CDate(\"2020-12-31\")", "true")]
    [InlineData("CDate(\"2021-01-02\") > \"2020-12-31\"", "true")]
    [InlineData("[one] = 1", "true")]
    [InlineData("[list] = 1", "error:argument")]
    // IIF and CBool.
    [InlineData("IIF([nothing] = \"USA\", \"t\", \"f\")", "\"f\"")]
    [InlineData("IIF([nothing], \"t\", \"f\")", "\"f\"")]
    [InlineData("IIF(\"true\", \"t\", \"f\")", "\"t\"")]
    [InlineData("IIF(Len([a]), \"t\", \"f\")", "\"t\"")]
    [InlineData("IIF(\"maybe\", \"t\", \"f\")", "error:format")]
    [InlineData("IIF(IsNullOrEmpty([empty]), \"t\", Error(\"not reached\"))", "\"t\"")]
    [InlineData("IIF(\"True\", IgnoreAttributeFlow, 1)", "flow:ignore")]
    [InlineData("ToLower(IIF(\"True\", IgnoreObjectFlow, 1))", "flow:ignoreObject")]
    [InlineData("CBool(0)", "false")]
    [InlineData("CBool(\"2\")", "true")]
    [InlineData("CBool(\"x\")", "error:format")]
    // Switch.
    [InlineData("Switch([nothing], \"d\", \"\", \"empty\")", "\"empty\"")]
    [InlineData("Switch([a], \"d\", \"X\", \"1\")", "\"d\"")]
    [InlineData("Switch([a], , \"q\", \"1\")", "null")]
    [InlineData("Switch([a], Error(\"no\"), \"x\", 7)", "7")]
    [InlineData("Switch([a], 1, \"x\", )", "null")]
    [InlineData("Switch(IsPresent([a]), \"d\", \"True\", \"yes\")", "\"yes\"")]
    [InlineData("Switch(Len([a]), \"d\", 1, \"one\")", "\"one\"")]
    // Coalesce, tests.
    [InlineData("Coalesce([nothing], [empty], [a])", "\"\"")]
    [InlineData("Coalesce([a], Error(\"no\"))", "\"x\"")]
    [InlineData("Coalesce([nothing], [list])", """["b","a","b",""]""")]
    [InlineData("IsNull([none])", "true")]
    [InlineData("IsPresent([list])", "true")]
    [InlineData("IsNull([empty])", "false")]
    [InlineData("IsString([nothing])", "false")]
    [InlineData("IsString(5)", "true")]
    [InlineData("IsString([list])", "false")]
    [InlineData("Not(\"False\")", "true")]
    [InlineData("Not([nothing])", "true")]
    [InlineData("Not(IsPresent([a]))", "false")]
    [InlineData("CStr(IsPresent([a]))", "\"True\"")]
    [InlineData("CStr([nothing])", "null")]
    [InlineData("IgnoreFlowIfNullOrEmpty([none])", "flow:ignore")]
    [InlineData("Error(\"no\")", "error:raised")]
    // Parts.
    [InlineData("Left(\"abc\", 0)", "\"\"")]
    [InlineData("Left(\"abc\", -1)", "\"abc\"")]
    [InlineData("Left(\"abc\", 99999999999)", "\"abc\"")]
    [InlineData("Left(\"abc\", \"2\")", "\"ab\"")]
    [InlineData("Left(\"abc\", [nothing])", "error:argument")]
    [InlineData("Left(\"😀\", 1)", "\"\uFFFD\"")]
    [InlineData("Mid(\"abc\", 4, 1)", "\"\"")]
    [InlineData("Mid(\"abc\", 99, 1)", "\"\"")]
    [InlineData("Mid(\"abc\", 2)", "\"bc\"")]
    [InlineData("Mid(\"abc\", 0, 1)", "error:argument")]
    [InlineData("Mid(\"abc\", 1, 0)", "\"\"")]
    [InlineData("Mid([nothing], 1, 1)", "null")]
    [InlineData("Len(IsPresent([a]))", "4")]
    [InlineData("Len(1.50)", "3")]
    [InlineData("InStr(\"abc\", \"C\", 1, vbTextCompare)", "3")]
    [InlineData("InStr(\"abc\", \"C\")", "0")]
    [InlineData("InStr(\"abca\", \"a\", 2)", "4")]
    [InlineData("InStr(\"abc\", \"a\", 9)", "0")]
    [InlineData("InStr([nothing], \"a\")", "0")]
    [InlineData("InStr(\"abc\", \"a\", 0)", "error:argument")]
    [InlineData("Word(\"  a   b \", 2, \" \")", "\"b\"")]
    [InlineData("Word(\"a b\", 3, \" \")", "\"\"")]
    [InlineData("Word(\"a b\", 1, \"\")", "\"a b\"")]
    [InlineData("DNComponent([dn], 1)", "\"Joe, Jr\"")]
    [InlineData("DNComponent([dn], 2)", "\"Sales + West\"")]
    [InlineData("DNComponent([dn], 4)", "\"\"")]
    // Case.
    [InlineData("ToLower(\"ISTANBUL İ\", \"tr-TR\")", "\"ıstanbul i\"")]
    [InlineData("ToUpper(\"iı\", \"az-Latn-AZ\")", "\"İI\"")]
    [InlineData("ToUpper(\"iı\", \"az-Cyrl-AZ\")", "\"II\"")]
    [InlineData("ToLower(\"Iİ\", \"en-US\")", "\"ii\"")]
    [InlineData("ToLower(\"ÀΣЖ\", )", "\"àσж\"")]
    // Letters map one to one: ß has no capital of its own.
    [InlineData("ToUpper(\"straße\", \"de-DE\")", "\"STRAßE\"")]
    [InlineData("ToUpper(\"a\", \"not a culture\")", "error:argument")]
    [InlineData("ToLower([nothing])", "null")]
    [InlineData("PCase(\"JOHN'S o'neil mary-ann\")", "\"John's O'neil Mary-Ann\"")]
    [InlineData("PCase(\"a-b c\", \" \")", "\"A-b C\"")]
    [InlineData("PCase(\"abc DEF\", \"\")", "\"Abc def\"")]
    // Texts.
    [InlineData("Trim([list])", """["b","a","b",""]""")]
    [InlineData("StripSpaces(\"a\t b\")", "\"a\\tb\"")]
    [InlineData("NormalizeDiacritics(\"Łódź ÆØŒ ß đħþ Ṩ ế й が\")", "\"Lodz AEOEOE ss đħþ S e й が\"")]
    [InlineData("NormalizeDiacritics([nothing])", "null")]
    // Lists.
    [InlineData("Join(\"-\", [list], [nothing], \" \", 1.0, [flag])", "\"b-a-b- -1-True\"")]
    [InlineData("Join(\"-\", [nothing], [empty])", "\"\"")]
    [InlineData("Join(\"-\", [roles])", "error:argument")]
    [InlineData("Split(\"a, b,,c\", \",\")", """["a","b","","c"]""")]
    [InlineData("Split(\"a--b\", \"--\")", """["a","b"]""")]
    [InlineData("Split(\"ab\", \"\")", """["ab"]""")]
    [InlineData("Split([nothing], \",\")", "null")]
    [InlineData("RemoveDuplicates([list])", """["b","a",""]""")]
    [InlineData("Count([list])", "4")]
    [InlineData("Count([a])", "1")]
    [InlineData("Count([nothing])", "0")]
    [InlineData("Item([a], 1)", "\"x\"")]
    [InlineData("Item([list], 0)", "error:argument")]
    [InlineData("Item([list], 5)", "error:argument")]
    [InlineData("Item(Split([mail], \"@\"), 2)", "\"contoso.com\"")]
    [InlineData("Contains([list], \"z\")", "0")]
    // Replace.
    [InlineData("Replace(\"a.b.c\", \".\", , , \"-\", , )", "\"a-b-c\"")]
    [InlineData("Replace(\"aXbx\", \"x\", , , \"\", , )", "\"aXb\"")]
    [InlineData("Replace([a], \"#\", , , , , \"<#|#>\")", "\"<x|x>\"")]
    [InlineData("Replace([nothing], \"#\", , , , , \"<#>\")", "null")]
    [InlineData("Replace(\"a1b2\", , \"(?<d>\\d)\", , \"<${d}>\", , )", "\"a<1>b<2>\"")]
    [InlineData("Replace(\"a1b2\", , \"[a-z](?<d>\\d)\", \"d\", \"#\", , )", "\"a#b#\"")]
    [InlineData("Replace(\"abc\", , \"x(?<d>\\d)\", \"d\", \"#\", , )", "\"abc\"")]
    [InlineData("Replace(\"abc\", , \"b\", \"no\", \"#\", , )", "error:argument")]
    [InlineData("Replace([nothing], , \"(?<n>.*)@\", \"n\", , [mail], )", "\"ada\"")]
    [InlineData("Replace([a], , \"(?<n>.*)@\", \"n\", , [mail], )", "\"x\"")]
    [InlineData("Replace(\"abab\", , \"(a)(?=b)\", , \"<$1>\", , )", "\"<a>b<a>b\"")]
    [InlineData("Replace(\"aab\", , \"(a)\\1\", , \"\", , )", "\"b\"")]
    [InlineData("Replace(\"abc\", , \"(\", , \"\", , )", "error:pattern")]
    [InlineData("Replace(\"ABC\", , \"b\", , \"\", , )", "\"ABC\"")]
    // Encodings and numbers.
    [InlineData("ConvertFromBase64(\"%%\")", "error:format")]
    [InlineData("ConvertFromBase64(\"QQ==\", ASCII)", "\"A\"")]
    [InlineData("ConvertToUTF8Hex(\"é\")", "\"C3A9\"")]
    [InlineData("StringFromSid(\"AAAA\")", "error:format")]
    [InlineData("StringFromSid(\"AQUAAAAAAAUVAAAAoGXPfnhLm1/nfIdwUAQAAA==\")", "\"S-1-5-21-2127521184-1604012920-1887927527-1104\"")]
    [InlineData("BitAnd(\"514\", 2)", "2")]
    [InlineData("BitAnd([nothing], 2)", "null")]
    [InlineData("BitAnd(1.5, 2)", "error:format")]
    // Roles.
    [InlineData("SingleAppRoleAssignment([roles])", "error:argument")]
    [InlineData("SingleAppRoleAssignment([none])", "null")]
    [InlineData("AppRoleAssignments([roles])", """["A","B"]""")]
    [InlineData("AssertiveAppRoleAssignmentsComplex([nothing])", "[]")]
    public void A_function_keeps_its_word(string expression, string expected) => Assert.Equal(expected, Evaluating.Json(expression, People));

    [Theory]
    [InlineData("CDate(\"2020-03-16-07:00\")", "3/16/2020 7:00:00 AM")]
    [InlineData("CDate(\"2021-06-30+08:00\")", "6/29/2021 4:00:00 PM")]
    [InlineData("CDate(\"March 5\")", "3/5/2026 12:00:00 AM")]
    [InlineData("DateFromNum(129699324000000000)", "1/1/2012 11:00:00 PM")]
    [InlineData("DateFromNum(0)", "1/1/1601 12:00:00 AM")]
    [InlineData("DateAdd(\"m\", 1, \"2023-01-31\")", "2/28/2023 12:00:00 AM")]
    [InlineData("DateAdd(\"yyyy\", -1, CDate(\"2024-02-29\"))", "2/28/2023 12:00:00 AM")]
    [InlineData("DateAdd(\"n\", 90, CDate(\"2024-02-29\"))", "2/29/2024 1:30:00 AM")]
    [InlineData("DateAdd(\"s\", \"-1\", CDate(\"2024-01-01\"))", "12/31/2023 11:59:59 PM")]
    [InlineData("DateAdd(\"h\", 1.9, CDate(\"2024-01-01\"))", "1/1/2024 1:00:00 AM")]
    [InlineData("FormatDateTime(\"10:30\", , \"HH:mm\", \"yyyy-MM-dd HH:mm\")", "2026-11-21 10:30")]
    [InlineData("FormatDateTime(\"03-05\", , \"MM-dd\", \"yyyy-MM-dd\")", "2026-03-05")]
    [InlineData("FormatDateTime(\"2020-01-01T23:00:00-05:00\", , \"yyyy-MM-ddTHH:mm:sszzz\", \"yyyy-MM-dd HH:mm K zzz\")", "2020-01-02 04:00 Z +00:00")]
    [InlineData("FormatDateTime(\"2020-01-01\", , \"yyyy-MM-dd\", \"zzz\")", "+00:00")]
    [InlineData("FormatDateTime(\"2020-01-01\", \"AssumeUniversal, AllowLeadingWhite\", \"yyyy-MM-dd\", \"o\")", "2020-01-01T00:00:00.0000000Z")]
    [InlineData("FormatDateTime(\" 2020-01-01 \", \"yyyy-MM-dd\", \"dddd d MMMM\")", "Wednesday 1 January")]
    [InlineData("FormatDateTime(Now(), , \"M/d/yyyy h:mm:ss tt\", \"yyyy\")", "2026")]
    public void Dates_are_utc_and_know_no_host(string expression, string expected) => Assert.Equal($"\"{expected}\"", Evaluating.Json(expression));

    [Theory]
    [InlineData("CDate(\"\")")]
    [InlineData("CDate([x])")]
    [InlineData("CDate(\"10:30\")")]
    [InlineData("CDate(\"2021-02-30\")")]
    [InlineData("FormatDateTime(\"2020-12-31\", , \"yyyy-MM-ddzzz\", \"yyyy\")")]
    [InlineData("FormatDateTime([x], , \"yyyy\", \"yyyy\")")]
    [InlineData("FormatDateTime(\"2020\", , \"x\", \"yyyy\")")]
    [InlineData("FormatDateTime(\"2020\", , \"yyyy\", \"%\")")]
    [InlineData("NumFromDate(\"9999-12-31T23:59:59-05:00\")")]
    [InlineData("NumFromDate(\"1500-01-01\")")]
    [InlineData("DateFromNum(9223372036854775807)")]
    public void What_is_no_date_is_a_format_error(string expression) => Assert.Equal("error:format", Evaluating.Json(expression));

    // The rows of DateDiff's table: days and less towards zero, months and years by the calendar, weeks by Sundays.
    [Theory]
    [InlineData("yyyy", "8/25/2021 5:41:18 PM", "2012-03-16-07:00", -9)]
    [InlineData("m", "8/25/2021 5:41:18 PM", "2012-03-16-07:00", -113)]
    [InlineData("d", "8/25/2021 5:41:18 PM", "2012-03-16-07:00", -3449)]
    [InlineData("ww", "8/25/2021 5:41:18 PM", "2012-03-16-07:00", -493)]
    [InlineData("s", "2021-08-24", "2021-08-25", 86400)]
    [InlineData("d", "2021-08-24T23:59:59", "2021-08-25T00:00:00", 0)]
    [InlineData("yyyy", "2020-12-31", "2021-01-01", 1)]
    [InlineData("ww", "2021-08-28", "2021-08-29", 1)]
    public void Differences_are_those_of_visual_basic(string interval, string one, string other, int expected) =>
        Assert.Equal(expected.ToString(CultureInfo.InvariantCulture), Evaluating.Json($"DateDiff(\"{interval}\", CDate(\"{one}\"), CDate(\"{other}\"))"));

    [Theory]
    [InlineData("q")]
    [InlineData("y")]
    [InlineData("w")]
    [InlineData("days")]
    public void Other_intervals_are_refused(string interval)
    {
        Assert.Equal("error:argument", Evaluating.Json($"DateAdd(\"{interval}\", 1, Now())"));
        Assert.Equal("error:argument", Evaluating.Json("DateAdd(\"yyyy\", 9000, Now())"));
        Assert.Equal("error:argument", Evaluating.Json("DateAdd(\"s\", 99999999999, Now())"));
    }

    [Fact]
    public void Random_strings_hold_their_minimums_and_avoid_what_they_should()
    {
        for (var i = 0; i < 200; i++)
        {
            var text = Evaluating.Run("RandomString(12, 2, 3, 2, 1, \"aB1?\")").Value.AsText;
            Assert.Equal(12, text.Length);
            Assert.True(text.Count(char.IsAsciiDigit) >= 2 && text.Count(char.IsAsciiLetterUpper) >= 2 && text.Any(char.IsAsciiLetterLower), text);
            Assert.True(text.Count(c => !char.IsAsciiLetterOrDigit(c)) >= 3, text);
            Assert.DoesNotContain(text, c => "aB1?".Contains(c));
        }

        Assert.Equal("error:argument", Evaluating.Json("RandomString(257, 0, 0, 0, 0)"));
        Assert.Equal("error:argument", Evaluating.Json("RandomString(3, 1, 1, 1, 1)"));
        Assert.Equal("error:argument", Evaluating.Json("RandomString(9, 1, 0, 0, 0, \"0123456789\")"));
        Assert.Equal("error:argument", Evaluating.Json("Guid()", "{}", Evaluating.Context with { Randomness = null }));
    }

    [Fact]
    public void A_unique_value_is_the_first_that_nobody_has()
    {
        var context = Evaluating.Context with { IsTaken = v => v is "a" or "b" };
        Assert.Equal("\"c\"", Evaluating.Json("SelectUniqueValue(\"a\", [x], \"c\", Error(\"not reached\"))", "{}", context));
        Assert.Equal("error:escrow", Evaluating.Json("SelectUniqueValue(\"a\", \"b\")", "{}", context));
        Assert.Equal("null", Evaluating.Json("SelectUniqueValue([x], \"\")", "{}", context));
        Assert.Equal("error:tenant", Evaluating.Json("DefaultDomain()", "{}", context with { DefaultDomain = null }));
    }

    [Fact]
    public void What_is_redacted_flows_and_is_shown_nowhere()
    {
        var result = Evaluating.Run("Append(\"p:\", Redact([secret]))", """{"secret":"hunter2"}""");
        Assert.Equal(("p:hunter2", "[Redact]"), (result.Value.AsText, result.LogValue));
        Assert.DoesNotContain("hunter2", Evaluating.Run("Redact(CDate([secret]))", """{"secret":"hunter2"}""").Error?.Message);
        Assert.DoesNotContain("hunter2", Evaluating.Run("CDate(Redact([secret]))", """{"secret":"hunter2"}""").Error?.Message);
        var root = ExpressionParser.Parse("Append(\"p:\", Redact(ToLower([secret])))").Root;
        Assert.NotNull(root);
        var trace = CompiledExpression.Of(root).Explain(AttributeSource.Of(_ => MappingValue.Of("hunter2")), Evaluating.Context).Trace;
        Assert.All(All(trace).Where(t => t.Result.Value.ToString().Contains("hunter2")), t => Assert.Equal("[Redact]", t.Result.LogValue));
    }

    private static IEnumerable<TraceNode> All(TraceNode node) => node.Parts.SelectMany(All).Prepend(node);

    private static string Normal(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement);
}
