using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Tests.Manifests.Yaml;

/// <summary>What no page shows; every fault as a person reads it stands in the table of broken workspaces.</summary>
public sealed class YamlFaultTests
{
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
    public void Every_fault_of_the_factory_is_an_error_with_a_code_of_this_layer()
    {
        var place = new SourceSpan("f", 1, 1, 1);
        Diagnostic[] faults =
        [
            YamlFaults.NotUtf8(place, 0xff), .. Enum.GetValues<YamlBound>().Select(b => YamlFaults.Bound(place, b, 64 << 20)), YamlFaults.Syntax(place, SyntaxMessage.Of("x")),
            YamlFaults.Hidden([place], ['\0'], isCut: false), YamlFaults.HiddenInKey(place, '\0'), YamlFaults.DuplicateKey(place, "k", place), .. Enum.GetValues<TagForm>().Select(f => YamlFaults.Tag(place, f)),
            .. Enum.GetValues<KeyForm>().Select(f => YamlFaults.Key(place, f)), YamlFaults.SeveralDocuments(place), YamlFaults.Alias(place, recursive: true),
        ];
        Assert.All(faults, f => Assert.Equal(Severity.Error, f.Severity));
        Assert.Equal(Enumerable.Range(101, 9).Select(n => $"RC{n}"), faults.Select(f => f.Code).Distinct());
    }

    // Found by the property over any text.
    [Theory]
    [InlineData("[@@\n\"<<}]&x *x[")]
    public void What_once_broke_the_search_for_clues(string text) => Assert.NotEmpty(Reading.Read(text).Faults);
}
