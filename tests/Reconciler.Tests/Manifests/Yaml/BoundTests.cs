using System.Text;
using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Tests.Manifests.Yaml;

public sealed class BoundTests
{
    [Fact]
    public void An_alias_stands_for_the_node_of_its_anchor()
    {
        var root = Reading.Sound("a: &x [b, {c: d}]\ne: *x\nf: [*x, g]").Root;
        Assert.Equal(root.At("a"), root.At("e"));
        Assert.Equal("d", root.At("f/0/1/c").Text);
        Assert.Equal("g", root.At("f/1").Text);
    }

    [Fact]
    public void The_latest_anchor_of_a_name_counts() => Assert.Equal("2", Reading.Sound("a: &x 1\nb: &x 2\nc: *x").Root.At("c").Text);

    [Fact]
    public void Aliases_are_counted_as_what_they_stand_for()
    {
        var budget = new NodeBudget();
        Reading.Read("a: &x [b, c]\nd: [*x, *x]", budget);
        // the mapping, two keys, [b, c] thrice, and the list around two of them
        Assert.Equal(1 + 2 + (3 * 3) + 1, budget.Used);
    }

    [Fact]
    public void An_alias_bomb_is_refused_after_as_many_steps_as_it_has_lines()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 10; i++)
            text.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        var budget = new NodeBudget();
        var (document, faults) = Reading.Read(text.ToString(), budget);
        Assert.Equal("RC102", Assert.Single(faults).Code);
        Assert.False(document.IsWhole);
        Assert.InRange(budget.Repeated, 0, NodeBudget.MostRepeated);
        Assert.InRange(budget.Used, 0, 2 * NodeBudget.MostRepeated);
        Assert.Equal(6, faults[0].Span.Line);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void A_document_has_at_most_100_aliases(int aliases, bool fine)
    {
        var (_, faults) = Reading.Read($"a: &x y\nb: [{string.Join(", ", Enumerable.Repeat("*x", aliases))}]");
        Assert.Equal(fine ? [] : ["RC102"], faults.Select(f => f.Code));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(100_000, false)]
    public void Nesting_ends_at_64_levels(int depth, bool fine)
    {
        var (_, faults) = Reading.Read(new string('[', depth) + new string(']', depth));
        Assert.Equal(fine ? [] : ["RC102 1:65+1"], faults.Select(Reading.Brief));
    }

    [Theory]
    [InlineData(32, 32, true)]
    [InlineData(32, 33, false)]
    public void Nesting_through_an_alias_counts(int outside, int inside, bool fine)
    {
        var text = $"a: &x {new string('[', inside)}{new string(']', inside)}\nb: {new string('[', outside - 1)}*x{new string(']', outside - 1)}";
        Assert.Equal(fine ? [] : ["RC102"], Reading.Read(text).Faults.Select(f => f.Code));
    }

    [Fact]
    public void The_workspace_has_one_budget_over_all_texts()
    {
        var budget = new NodeBudget(limit: 10);
        Assert.Empty(Reading.Read("[1, 2, 3, 4]", budget).Faults);
        Assert.Equal(["RC102 1:14+1"], Reading.Read("[1, 2, 3, 4, 5]", budget).Faults.Select(Reading.Brief));
    }

    [Theory]
    [InlineData(new byte[] { 0xef, 0xbb, 0xbf, (byte)'a' }, "a")]
    [InlineData(new byte[] { 0xc3, 0xa9 }, "é")]
    [InlineData(new byte[0], "")]
    public void Decoding_strips_a_byte_order_mark(byte[] bytes, string expected) => Assert.Equal(expected, YamlText.Decode("f", bytes, []));

    [Fact]
    public void A_text_above_64_mebibytes_is_refused_unread()
    {
        var faults = new List<Diagnostic>();
        Assert.Null(YamlText.Decode("f", new byte[YamlText.MaxBytes + 1], faults));
        Assert.Equal("RC102 1:1+1", Reading.Brief(Assert.Single(faults)));
    }
}
