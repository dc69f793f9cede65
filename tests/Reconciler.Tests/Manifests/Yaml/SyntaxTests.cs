namespace Reconciler.Tests.Manifests.Yaml;

public sealed class SyntaxTests
{
    [Theory]
    [InlineData("a:\n\t- b", "2:1+1", "a tab cannot indent")]
    [InlineData("a:\n  b: c\n\td: e", "3:1+1", "a tab cannot indent")]
    [InlineData("a: b: c", "1:5+1", "a second colon in an unquoted value")]
    [InlineData("a: 'x\nb: c", "1:4+1", "the closing quote is missing")]
    [InlineData("a: [b\n", "1:5+1", "`,` or `]` expected in the list")]
    [InlineData("a: {b: c\nd: e", "1:8+1", "`,` or `}` expected in the mapping")]
    [InlineData("a: @x", "1:4+1", "a value cannot begin with this character unless it is quoted")]
    [InlineData("a: [b, , c]", "1:8+1", "a value expected")]
    [InlineData("a: \"\\q\"", "1:4+1", "unknown escape in double quotes")]
    [InlineData("a: \"\\u12\"", "1:4+1", "incomplete escape in double quotes")]
    [InlineData("a: \"\\ud800\"", "1:4+1", "this escape is no character")]
    [InlineData("a: b\nc\nd: e", "2:1+1", "a key expected")]
    [InlineData("a:\n  - b\n  c: d", "3:3+1", "`-` expected")]
    [InlineData("%YAML 3.0\n---\na: b", "1:1+1", "YAML directives are not part of the language")]
    [InlineData("a: \"\\ud83d\\U0000\"", "1:4+1", "this escape is no character")]
    [InlineData("a: !![", "1:4+1", "YAML tags are not part of the language")]
    [InlineData("a: &x &y b", "1:7+1", "two anchors on one value")]
    public void A_fault_of_syntax_is_said_in_our_words_where_it_stands(string text, string place, string message)
    {
        var (document, faults) = Reading.Read(text);
        var fault = Assert.Single(faults);
        Assert.Equal(("RC103", place, message), (fault.Code, Reading.Brief(fault.Span), fault.Message));
        Assert.DoesNotContain("Idx", fault.ToString());
        Assert.False(document.IsWhole);
    }

    [Theory]
    [InlineData("a: {{ .Values.x }}", "RC107")]
    [InlineData("{{- if .Values.x }}\na: b", "RC107")]
    [InlineData("a: \"b\" {{ c }}", "RC103")]
    public void A_template_is_told_how_to_be_left_out(string text, string code)
    {
        var fault = Assert.Single(Reading.Read(text).Faults);
        Assert.Equal(code, fault.Code);
        Assert.Contains(fault.Help, h => h.Contains("exclude:"));
    }
}
