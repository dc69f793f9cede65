namespace Reconciler.Tests.Manifests.Yaml;

public sealed class NodeSpanTests
{
    [Theory]
    [InlineData("a: bc", "a", "1:4+2")]
    [InlineData("a:\tb", "a", "1:4+1")]
    [InlineData("a: b\r\nc:\t'd e'\r\n", "c", "2:4+5")]
    [InlineData("a: b\rc: d\re: f", "e", "3:4+1")]
    [InlineData("a😀: b", "a😀", "1:6+1")]
    [InlineData("{ 名前: 値, e\u0301: f }", "名前", "1:7+1")]
    [InlineData("{ 名前: 値, e\u0301: f }", "e\u0301", "1:14+1")]
    [InlineData("a: '😀' # x", "a", "1:4+4")]
    [InlineData("a: \"\\u00e9\"", "a", "1:4+8")]
    [InlineData("a: one\n  two\nb: c", "a", "1:4+3")]
    [InlineData("a: one\r\n  two\r\nb: c", "a", "1:4+3")]
    [InlineData("a: |\n  one\n  two\nb: c", "a", "1:4+1")]
    [InlineData("a: |\n  one\n  two\nb: c", "b", "4:4+1")]
    [InlineData("a:\n  b: c\n", "a", "2:3+1")]
    [InlineData("a:\n  - b\n  - c", "a", "2:3+1")]
    [InlineData("a:\n  - b\n  - c", "a/1", "3:5+1")]
    [InlineData("a: [ b, { c: d } ]", "a", "1:4+1")]
    [InlineData("a: [ b, { c: d } ]", "a/1/c", "1:14+1")]
    [InlineData("a:\nb: c", "a", "1:3+1")]
    [InlineData("a: &x   b", "a", "1:9+1")]
    [InlineData("a: &x # c\n  - b", "a", "2:3+1")]
    [InlineData("a: &x b\nc: *x", "c", "1:7+1")]
    [InlineData("# c\n\n---\na: b", "a", "4:4+1")]
    public void Spans_count_utf16_units(string text, string path, string expected) =>
        Assert.Equal(expected, Reading.Brief(Reading.Sound(text).Root.At(path).Span));

    [Theory]
    [InlineData("'k e y': v", "1:1+7")]
    [InlineData("\r\n\r\nkey: v", "3:1+3")]
    [InlineData("&a key: v", "1:4+3")]
    public void Keys_have_spans(string text, string expected) => Assert.Equal(expected, Reading.Brief(Reading.Sound(text).Root.Entries.ToList()[0].Key.Span));

    [Fact]
    public void A_span_names_its_file() => Assert.Equal("f:1:4", Reading.Sound("a: b").Root.At("a").Span.ToString());
}
