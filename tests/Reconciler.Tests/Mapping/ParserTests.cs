using Reconciler.Core.Mapping;

namespace Reconciler.Tests.Mapping;

/// <summary>The grammar, and what is said of a text that is none.</summary>
public sealed class ParserTests
{
    [Theory]
    [InlineData("Join (\n \"\" , [a] ,\t[b] )", "Join(\"\",[a],[b])")]
    [InlineData("Switch([s], , \"k\", \"v\")", "Switch([s],,\"k\",\"v\")")]
    [InlineData("ToLower(Mid([x],2,64), )", "ToLower(Mid([x],2,64),)")]
    [InlineData("\"a\\\\b\\\"c\\d\"", "\"a\\b\"c\\d\"")]
    [InlineData("[a] & [b] = \"c\" & 1", "(([a]&[b])=(\"c\"&1))")]
    [InlineData("IIF([a]<>-1.5, IgnoreAttributeFlow, &Hff)", "IIF(([a]<>-1.5),IgnoreAttributeFlow,255)")]
    [InlineData("[has space and, comma]", "[has space and, comma]")]
    [InlineData("Now()", "Now()")]
    public void A_text_is_read_as_the_grammar_says(string text, string expected)
    {
        var (root, faults) = ExpressionParser.Parse(text);
        Assert.Empty(faults);
        Assert.Equal(expected, Written(root));
    }

    [Fact]
    public void Every_part_knows_its_place()
    {
        const string Text = "  IIF ( [a] = \"x\" & [b] , Len( [c] ), , )";
        var root = Assert.IsType<Expression.Call>(ExpressionParser.Parse(Text[..^4] + "1 )").Root);
        Assert.Equal("IIF ( [a] = \"x\" & [b] , Len( [c] ),1 )", (Text[..^4] + "1 )").Substring(root.Offset, root.Length));
        var compare = Assert.IsType<Expression.Compare>(root.Arguments[0]);
        Assert.Equal("[a] = \"x\" & [b]", Text.Substring(compare.Offset, compare.Length));
        Assert.Equal("\"x\" & [b]", Text.Substring(compare.Right.Offset, compare.Right.Length));
    }

    [Theory]
    [InlineData("", 0, "the expression is empty", "an empty text is written \"\"")]
    [InlineData("switch([a], , \"k\", 1)", 0, "there is no function switch", "did you mean Switch? Names of functions are case-sensitive")]
    [InlineData("Append(Tolower([a]), \"x\")", 7, "there is no function Tolower", "did you mean ToLower? Names of functions are case-sensitive")]
    [InlineData("Jion(\",\", [a])", 0, "there is no function Jion", "did you mean Join?")]
    [InlineData("Split([a], \"@\")[1]", 15, "expected the end of the expression, `&` or a comparison", "an item of a list is Item(list, number)")]
    [InlineData("[a] + 1", 4, "expected the end of the expression, `&` or a comparison", "texts are joined with & or Join(…); there is no arithmetic")]
    [InlineData("Append([a], 'x')", 12, "expected a function, an [attribute], a \"text\" or a number", "texts stand in double quotes")]
    [InlineData("Append([a], \"x\"", 15, "expected `,` or `)`", null)]
    [InlineData("Append([a, \"x\")", 7, "the attribute's name is not closed by `]`", null)]
    [InlineData("Append([a], \"x)", 12, "the text is not closed by a double quote", "inside a text a double quote is written \\\"")]
    [InlineData("Append(a, \"x\")", 7, "`a` is no keyword", "write [a] for the attribute, \"a\" for the text")]
    [InlineData("Now & 1", 0, "`Now` is no keyword", "a function is called with parentheses: Now(…)")]
    [InlineData("vbbinarycompare", 0, "`vbbinarycompare` is no keyword", "did you mean vbBinaryCompare?")]
    [InlineData("[]", 0, "an attribute needs a name", null)]
    [InlineData("99999999999999999999", 0, "the number does not fit in 64 bits", "write it as a text, in double quotes")]
    [InlineData("Mid([a])", 0, "Mid needs start, argument 2", "it is called Mid(source, start, length?)")]
    [InlineData("Len([a], 1)", 0, "Len takes one argument, not 2", "it is called Len(source)")]
    [InlineData("Switch([a], 1, 2)", 0, "Switch needs a value for each key: an even number of arguments", "it is called Switch(source, defaultValue?, key…, value…)")]
    [InlineData("Replace([a], \"x\")", 0, "Replace has no meaning with just these arguments", "it is called Replace(source, oldValue?, regexPattern?, regexGroupName?, replacementValue?, replacementAttributeName?, template?)")]
    [InlineData("Append(SelectUniqueValue([a], [b]), \"x\")", 7, "SelectUniqueValue stands around the whole expression, not inside another one", null)]
    [InlineData("IIF([a] = 1 = 2, 1, 2)", 12, "expected `,` or `)`", "one comparison an argument: nest IIF for more")]
    public void A_fault_says_where_and_what_to_do(string text, int offset, string message, string? help)
    {
        var fault = ExpressionParser.Parse(text).Faults[0];
        Assert.Equal((offset, message, help), (fault.Offset, fault.Message, fault.Help));
        Assert.InRange(fault.Offset + fault.Length, 0, text.Length);
    }

    [Fact]
    public void All_faults_of_a_tree_are_said_at_once() =>
        Assert.Equal(3, ExpressionParser.Parse("Foo(Bar([a]), Len())").Faults.Length);

    [Fact]
    public void Length_and_depth_are_bounded()
    {
        Assert.True(ExpressionParser.Parse($"\"{new string('x', 9998)}\"").IsValid);
        Assert.False(ExpressionParser.Parse($"\"{new string('x', 9999)}\"").IsValid);
        Assert.Equal("\"x\"", Evaluating.Json(Nested(200), """{"a":" x "}"""));
        Assert.Contains("200 calls", ExpressionParser.Parse(Nested(201)).Faults[0].Message, StringComparison.Ordinal);
        Assert.True(ExpressionParser.Parse(string.Join('&', Enumerable.Repeat("[a]", 2500))).IsValid);
    }

    private static string Nested(int levels) => string.Concat(Enumerable.Repeat("Trim(", levels)) + "[a]" + new string(')', levels);

    private static string Written(Expression? expression) => expression switch
    {
        Expression.Attribute a => $"[{a.Name}]",
        Expression.Text t => $"\"{t.Value}\"",
        Expression.Number n => n.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Expression.Keyword k => k.Word.ToString(),
        Expression.Compare c => $"({Written(c.Left)}{(c.Operator == CompareOperator.Equal ? "=" : "<>")}{Written(c.Right)})",
        Expression.Concat c => $"({Written(c.Left)}&{Written(c.Right)})",
        Expression.Call c => $"{c.Function}({string.Join(',', c.Arguments.Select(Written))})",
        _ => "",
    };
}
