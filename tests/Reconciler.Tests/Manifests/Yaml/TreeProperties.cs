using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Reconciler.Tests.Manifests.Yaml;

/// <summary>Properties; a failure prints the seed to replay it with.</summary>
public sealed class TreeProperties
{
    [Fact]
    public void A_tree_that_is_written_is_read_back() => Prop.ForAll(Arb.From(Gen.Zip(Tree.Any, Gen.Choose(0, int.MaxValue))), sample =>
    {
        var text = new StringBuilder();
        sample.Item1.Write(text, 0, new Random(sample.Item2));
        var (document, faults) = Reading.Read(text.ToString());
        return faults.Count == 0 && Tree.Of(document.Root).Equals(sample.Item1);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Any_text_is_a_document_or_a_fault_inside_it()
    {
        var piece = Gen.Elements("a", ": ", "\n", "  ", "- ", "{", "}", "[", "]", ", ", "\"", "'", "&x ", "*x", "!t ", "!!", "\\ud83d", "\\U0000", "|\n", ">-\n", "# c", "\t", "?", "%", "---\n", "...\n", "\\", "\r\n", "é", "😀", "\u0001", "\u2028", "<<", "@");
        Prop.ForAll(Arb.From(piece.ListOf().Select(string.Concat)), text =>
        {
            var (document, faults) = Reading.Read(text);
            var lines = text.Split('\n');
            return (document.IsWhole || faults.Count > 0) && faults.All(f => f.Span.Line >= 1 && f.Span.Line <= lines.Length && f.Span.Column >= 1 && f.Span.Length >= 1);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(int.TryParse(Environment.GetEnvironmentVariable("RECONCILER_FUZZ_SECONDS"), out var seconds) ? seconds * 2000 : 3000));
    }
}
