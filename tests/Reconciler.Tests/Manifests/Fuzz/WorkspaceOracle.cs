using System.Text;
using System.Text.RegularExpressions;
using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Loading;
using Reconciler.Tests.Manifests.Broken;
using Reconciler.Tests.Manifests.Loading;

namespace Reconciler.Tests.Manifests.Fuzz;

/// <summary>What holds for every workspace, whatever stands in it.</summary>
internal static partial class WorkspaceOracle
{
    private const long Memory = 64L << 20;
    // A fault may stand at every fifth byte, and costs some kilobytes to tell.
    private const long MemoryPerByte = 5000;

    public static void Check(SourceText[] texts)
    {
        var size = texts.Sum(t => (long)t.Read().Bytes.Length);
        var before = GC.GetTotalAllocatedBytes();
        var result = WorkspaceLoader.Load(new LoadRequest([.. texts], Estate.Today));
        ControlFileReader.LoadControl(texts[0]);
        InBounds("loading", size, before);

        Assert.Equal(result.Diagnostics.Any(d => d.Severity is Severity.Error), result.Model is null);
        // A text of ten thousand lines may have as many faults.
        var lines = texts.ToDictionary(t => t.Path, t => LineEnd().Split(TextOf(texts, t.Path) ?? ""));
        foreach (var diagnostic in result.Diagnostics)
        {
            foreach (var span in diagnostic.Related.Select(r => r.Span).Concat(diagnostic.Also).Append(diagnostic.Span).Where(s => !s.IsNone))
                IsInside(span, lines.GetValueOrDefault(span.File) ?? throw new InvalidOperationException($"{span} names no file"));
        }

        // Saying ten thousand things takes its memory; what is bounded is what one of them takes.
        before = GC.GetTotalAllocatedBytes();
        var renderings = Renderings.Of([.. result.Diagnostics.Take(50)], path => TextOf(texts, path), 100).ToArray();
        InBounds("rendering", size, before);
        foreach (var text in renderings)
            Assert.DoesNotContain(text, c => char.IsControl(c) && c != '\n');
    }

    private static void InBounds(string what, long size, long before)
    {
        var used = GC.GetTotalAllocatedBytes() - before;
        Assert.True(used <= Memory + (MemoryPerByte * size), $"{what} {size} bytes took {used:N0}");
    }

    private static void IsInside(SourceSpan span, string[] lines)
    {
        Assert.True(span.Line >= 1 && span.Line <= lines.Length, $"{span} of {lines.Length} lines");
        Assert.True(span.Column >= 1 && span.Length >= 1 && span.Column + span.Length <= lines[span.Line - 1].Length + 2, $"{span}+{span.Length} of {lines[span.Line - 1].Length} columns");
    }

    // The reader takes one byte-order mark off; a further one is a fault in the text.
    private static string? TextOf(SourceText[] texts, string path)
    {
        var text = Array.Find(texts, t => t.Path == path) is { } found ? Encoding.UTF8.GetString(found.Read().Bytes.Span) : null;
        return text?.StartsWith('\uFEFF') is true ? text[1..] : text;
    }

    [GeneratedRegex(@"\r\n|\n|\r")]
    private static partial Regex LineEnd();
}
