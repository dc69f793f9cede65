using Reconciler.Manifests.Yaml;

namespace Reconciler.Tests.Manifests.Yaml;

public sealed class NodeTests
{
    [Theory]
    [InlineData("012")]
    [InlineData("no")]
    [InlineData("1e3")]
    [InlineData("2026-11-21")]
    [InlineData("true")]
    [InlineData("~")]
    [InlineData("Null")]
    [InlineData("NULL")]
    public void A_plain_scalar_stays_the_text_that_was_typed(string written)
    {
        var node = Reading.Sound($"a: {written}").Root.At("a");
        Assert.Equal((NodeKind.Scalar, written, true), (node.Kind, node.Text, node.IsPlain));
        Assert.False(node.IsNull);
    }

    [Theory]
    [InlineData("a: null", true)]
    [InlineData("a: 'null'", false)]
    [InlineData("a: \"null\"", false)]
    public void Only_the_unquoted_word_null_is_null(string text, bool isNull) => Assert.Equal(isNull, Reading.Sound(text).Root.At("a").IsNull);

    [Theory]
    [InlineData("a:", true)]
    [InlineData("a: # nothing", true)]
    [InlineData("{ a: }", true)]
    [InlineData("{ a }", true)]
    [InlineData("a: &x", true)]
    [InlineData("a: ''", false)]
    [InlineData("a: null", false)]
    public void A_node_without_text_is_empty(string text, bool isEmpty) => Assert.Equal(isEmpty, Reading.Sound(text).Root.At("a").IsEmpty);

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n")]
    public void A_text_without_content_is_an_empty_node(string text) => Assert.True(Reading.Sound(text).Root.IsEmpty);

    [Fact]
    public void Entries_and_items_keep_the_order_of_the_text()
    {
        var root = Reading.Sound("b: [x, [y, z], {k: v}]\na: {}\nc: []\n").Root;
        Assert.Equal(["b", "a", "c"], root.Entries.ToList().Select(e => e.Key.Text));
        Assert.Equal([NodeKind.Scalar, NodeKind.Sequence, NodeKind.Mapping], root.At("b").Items.ToList().Select(i => i.Kind));
        Assert.Equal((3, 3, 0, 0), (root.Entries.Count, root.At("b").Items.Count, root.At("a").Entries.Count, root.At("c").Items.Count));
        Assert.Equal("z", root.At("b/1/1").Text);
    }

    [Fact]
    public void A_node_of_another_kind_has_no_entries_no_items_and_finds_nothing()
    {
        var root = Reading.Sound("a: [x]\nb: y").Root;
        Assert.Empty(root.At("a").Entries.ToList());
        Assert.Empty(root.Items.ToList());
        Assert.Empty(root.At("b").Items.ToList());
        Assert.Null(root.At("b").Find("y"));
        Assert.Null(root.Find("c"));
    }

    [Fact]
    public void Keys_of_one_workspace_are_kept_once()
    {
        var budget = new NodeBudget();
        var one = Reading.Read("name: Engineering", budget).Document.Root;
        var other = Reading.Read("- name: x", budget).Document.Root;
        Assert.Same(one.Entries.ToList()[0].Key.Text, other.At("0").Entries.ToList()[0].Key.Text);
    }

    [Theory]
    [InlineData("a: [x, y]  # c", "a", "[x, y]")]
    [InlineData("a: { b: {c: d} }", "a", "{ b: {c: d} }")]
    [InlineData("a: { b: {c: d} }", "", "a: { b: {c: d} }")]
    [InlineData("a:\n  - x\n  - 'y'  # c\nb: z", "a", "- x\n  - 'y'")]
    [InlineData("a: &anchor [x]\nb: *anchor", "a", "[x]")]
    [InlineData("a: &anchor x\nb: *anchor", "b", "x")]
    [InlineData("a: plain text  # c", "a", "plain text")]
    [InlineData("a: \"q\\n\" # c", "a", "\"q\\n\"")]
    public void Start_and_end_cut_the_node_out_of_the_text(string text, string path, string expected)
    {
        var document = Reading.Sound(text);
        var node = document.Root.At(path);
        Assert.Equal(expected, document.Text[node.Start..node.End]);
    }
}
