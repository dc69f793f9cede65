using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>One text before it is parsed; no source when there are no bytes or they are no UTF-8.</summary>
internal sealed record FetchedText(string Path, YamlSource? Source, List<Diagnostic> Faults)
{
    /// <param name="source">The file, whose bytes are fetched here and let go of.</param>
    /// <param name="hash">Takes the file's bytes in, where a workspace is identified by them.</param>
    public static FetchedText Of(SourceText source, ConfigurationHash? hash = null)
    {
        var faults = new List<Diagnostic>();
        var (bytes, obstacle) = source.Read();
        if (obstacle is not Obstacle.None)
        {
            faults.Add(RuleFaults.NotRead(source.Path, obstacle));
            return new FetchedText(source.Path, null, faults);
        }

        hash?.Add(source.File, bytes.Span);
        var text = YamlText.Decode(source.Path, bytes.Span, faults);
        if (text is null && bytes.Length <= YamlText.MaxBytes)
            SecretLines.Hide(YamlText.DecodeAnyhow(bytes.Span), faults);
        return new FetchedText(source.Path, text is null ? null : YamlSource.Of(source.Path, text, faults), faults);
    }
}
