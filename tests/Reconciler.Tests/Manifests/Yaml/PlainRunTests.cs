using FsCheck;
using FsCheck.Fluent;
using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Tests.Manifests.Yaml;

/// <summary>Lines that go past the parser read as if they had not.</summary>
public sealed class PlainRunTests
{
    private const string Run = "- a\n  - b.c\n  - d@e\n  - f-g\n";

    public static TheoryData<string> Contexts =>
    [
        "x:\n  " + Run,
        "x:\n  " + Run + "y: z\n",
        "x:\n  " + Run + "  - { q: r }\n  " + Run + "y:\n  " + Run,
        ("x:\n  " + Run).Replace("\n", "\r\n", StringComparison.Ordinal),
        "x:\n- a\n- b\n- c\n- d\ny:\n- a\n- b\n- c\n",
        "- a\n- b\n- c",
        "- a\n- b\n- c\n",
        "- - a\n  - b\n  - c\n  - d\n- e\n- f\n- g\n",
        // Text that only looks like a list.
        "x: |\n  " + Run,
        "x: >-\n  " + Run + "y: z\n",
        "x: text\n  " + Run,
        "x: 'text\n  " + Run + "'\n",
        "x: \"text\n  " + Run + "\"\ny:\n  " + Run,
        "x: # no\n  " + Run,
        "x: [ a,\n  " + Run + "]\n",
        "x: { a: b,\n  " + Run + "}\n",
        "? - a\n  - b\n  - c\n: y\n",
        "x:\n  - &a a\n  - b\n  - c\n  - d\n  - *a\n",
        "x:\n  - !t a\n  - b\n  - c\n  - d\n",
        "x:\n  " + Run + "   - a\n   - b\n   - c\n",
        "x:\n  - text\n    - a\n    - b\n    - c\n",
        "x:\n    " + Run.Replace("\n  ", "\n    ", StringComparison.Ordinal) + "  y\n",
        "--- \n" + "- a\n- b\n- c\n...\n",
        "x:\n  " + Run + "x:\n  " + Run,
        "\ufeffx:\n  " + Run,
        "x: |\n  y\n  " + Run + "z:\n  " + Run,
    ];

    [Theory]
    [MemberData(nameof(Contexts))]
    public void Wherever_such_lines_stand(string text) => Assert.Equal(Read(text, folds: false), Read(text, folds: true));

    [Fact]
    public void Any_lines_in_any_order()
    {
        string[] lines =
        [
            "- a", "- b", "- c", "- d.e", "  - f", "  - g", "  - h", "    - i", "    - j", "    - k", "x:", "y: |", "  z: >", "k: v", "  text", "- { a: b }", "- [a, b]",
            "", "# c", "  w: 'open", "'", "- 'q'", "- r # s", "  t: [", "]", "- u\r", "  - v\r", "  v: - a",
        ];
        Prop.ForAll(Gen.Elements(lines).ListOf().ToArbitrary(), chosen =>
        {
            var text = string.Join('\n', chosen) + "\n";
            return (Read(text, folds: false) == Read(text, folds: true)).Label(text);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public void A_long_list_costs_a_parser_little() => Assert.Single(PlainRuns.Find("x:\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => $"  - m.{i}\n"))));

    [Fact]
    public void Folded_items_are_counted()
    {
        var faults = new List<Diagnostic>();
        var budget = new NodeBudget(50);
        Assert.False(YamlDocument.Parse("f", "x:\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"  - m{i}\n")), budget, faults).IsWhole);
        Assert.Equal("RC102", Assert.Single(faults).Code);
    }

    private static string Read(string text, bool folds)
    {
        var faults = new List<Diagnostic>();
        var budget = new NodeBudget();
        var document = YamlReader.Read(YamlSource.Of("f", text, faults), budget, faults, folds);
        var nodes = new List<string>();
        Show(document.Root, nodes);
        return $"{string.Join('\n', nodes)}\n{string.Join('\n', faults)}\n{document.IsWhole} {(document.IsWhole ? budget.Used : 0)}";
    }

    private static void Show(Node node, List<string> into)
    {
        into.Add($"{node.Kind} {node.IsPlain} {node.Start}-{node.End} {node.Text}");
        foreach (var item in node.Items)
            Show(item, into);
        foreach (var (key, value) in node.Entries)
        {
            into.Add($"key {key.Start}-{key.End} {key.Text}");
            Show(value, into);
        }
    }
}
