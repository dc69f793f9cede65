using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Tests.Manifests.Yaml;

public sealed class YamlFaultTests
{
    [Theory]
    [InlineData("a: b\nc: d\na: e", "RC105 3:1+1")]
    [InlineData("x: { a: b, 'a': c, \"a\": d }", "RC105 1:12+3", "RC105 1:20+3")]
    [InlineData("a: !!int 3", "RC106 1:4+5")]
    [InlineData("a: !x [b]", "RC106 1:4+2")]
    [InlineData("a: &y !x b", "RC106 1:7+2")]
    [InlineData("a: ! b", "RC106 1:4+1")]
    [InlineData("a: &x {}\nb:\n  <<: *x", "RC107 3:3+2")]
    [InlineData("? [x]\n: y", "RC107 1:3+1")]
    [InlineData("? {x: y}\n: z", "RC107 1:3+1")]
    [InlineData("a: &x b\n*x : c", "RC107 2:1+2")]
    [InlineData(": y", "RC107 1:1+1")]
    [InlineData("a: b\n---\nc: d\n---\ne: f", "RC108 2:1+3")]
    [InlineData("a: *nope", "RC109 1:4+5")]
    [InlineData("a: &x [ b, *x ]", "RC109 1:12+2")]
    [InlineData("&x { a: *x }", "RC109 1:9+2")]
    [InlineData("a: b\u0007c", "RC104 1:5+1")]
    [InlineData("a: b\u0085c # \u2028", "RC104 1:5+1", "RC104 1:10+1")]
    [InlineData("a: b\nc: \u202Ed", "RC104 2:4+1")]
    [InlineData("# \u2066 hidden", "RC104 1:3+1")]
    [InlineData("a\u200e: b", "RC104 1:1+2")]
    [InlineData("\"a\\u202Eb\": c", "RC104 1:1+10")]
    [InlineData("\"a\\nb\": c", "RC104 1:1+6")]
    public void Each_fault_has_its_code_and_its_place(string text, params string[] expected) => Assert.Equal(expected, Reading.Read(text).Faults.Select(Reading.Brief));

    // Not inline: an attribute cannot hold half a character.
    [Fact]
    public void Half_a_character_is_shown() => Assert.Equal(["RC104 1:4+1"], Reading.Read("a: \ud800").Faults.Select(Reading.Brief));

    [Theory]
    [InlineData("a: \u05d0\u200f")]
    [InlineData("a: \"\\u202Ab\\u202C\"")]
    [InlineData("a: \"tab\\tand\\nline\"")]
    [InlineData("'<<': b")]
    [InlineData("a: 1\nA: 2")]
    [InlineData("%YAML 1.2\n---\na: b\n...\n")]
    public void What_is_no_fault(string text) => Reading.Sound(text);

    [Fact]
    public void A_duplicate_key_shows_where_it_stood_first()
    {
        var fault = Assert.Single(Reading.Read("users:\n  ada: { }\n  bob: { }\n  ada: { }").Faults);
        Assert.Equal("`ada` is written twice", fault.Message);
        Assert.Equal("2:3+3", Reading.Brief(Assert.Single(fault.Related).Span));
    }

    [Fact]
    public void Duplicates_are_found_among_many_keys_too()
    {
        var text = string.Concat(Enumerable.Range(0, 500).Select(i => $"key{i}: x\n")) + "key7: y\n";
        Assert.Equal(["RC105 501:1+4"], Reading.Read(text).Faults.Select(Reading.Brief));
    }

    [Fact]
    public void All_faults_of_one_pass_are_told_and_the_nodes_are_kept()
    {
        var (document, faults) = Reading.Read("a: !x b\nc: d\nc: !y e");
        Assert.Equal(["RC106", "RC106", "RC105"], faults.Select(f => f.Code));
        Assert.True(document.IsWhole);
        Assert.Equal("b", document.Root.At("a").Text);
    }

    [Fact]
    public void A_fault_that_bends_the_tree_leaves_none()
    {
        var (document, _) = Reading.Read("a: b\n? [x]\n: y\nc: d");
        Assert.False(document.IsWhole);
        Assert.True(document.Root.IsEmpty);
    }

    [Fact]
    public void A_hidden_character_is_named_with_the_escape_that_may_stand_for_it()
    {
        var fault = Assert.Single(Reading.Read("a: \u202Eb").Faults);
        Assert.Equal("a direction mark (U+202E) may not stand in the text", fault.Message);
        Assert.Contains("\"\\u202E\"", Assert.Single(fault.Help));
    }

    [Fact]
    public void Every_fault_of_the_factory_is_an_error_with_a_code_of_this_layer()
    {
        var place = new SourceSpan("f", 1, 1, 1);
        Diagnostic[] faults =
        [
            YamlFaults.NotUtf8(place, 0xff), .. Enum.GetValues<YamlBound>().Select(b => YamlFaults.Bound(place, b, 64 << 20)), YamlFaults.Syntax(place, SyntaxMessage.Of("x")),
            YamlFaults.Character(place, '\0', inKey: false), YamlFaults.DuplicateKey(place, "k", place), YamlFaults.Tag(place, "!x"),
            .. Enum.GetValues<KeyForm>().Select(f => YamlFaults.Key(place, f)), YamlFaults.SeveralDocuments(place), YamlFaults.Alias(place, "x", recursive: true),
        ];
        Assert.All(faults, f => Assert.Equal(Severity.Error, f.Severity));
        Assert.Equal(Enumerable.Range(101, 9).Select(n => $"RC{n}"), faults.Select(f => f.Code).Distinct());
    }
}
