using Reconciler.Core.Diagnostics;

namespace Reconciler.Manifests.Yaml;

/// <summary>A text made ready for the parser: where its lines begin, and whether it shows everything that it holds.</summary>
internal sealed class YamlSource
{
    private YamlSource(string file, string text, LineMap lines, bool isSound)
    {
        (File, Text, Lines) = (file, text, lines);
        IsSound = isSound;
    }

    public string File { get; }

    /// <summary>Without the byte-order mark that a file may begin with.</summary>
    public string Text { get; }

    public LineMap Lines { get; }

    /// <summary>False when a fault keeps it from being parsed: it is too large, or holds what nobody can see.</summary>
    public bool IsSound { get; }

    public static YamlSource Of(string file, string text, ICollection<Diagnostic> faults)
    {
        var isTooLarge = text.Length > YamlText.MaxBytes;
        var lines = new LineMap(isTooLarge ? "" : text);
        if (isTooLarge)
            faults.Add(YamlFaults.Bound(lines.SpanOf(file, 0, 1), YamlBound.Bytes, YamlText.MaxBytes));
        return new YamlSource(file, text, lines, !isTooLarge && YamlText.ShowsEverything(file, text, lines, faults));
    }
}
