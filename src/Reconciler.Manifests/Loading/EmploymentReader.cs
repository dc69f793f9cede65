using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

internal static class EmploymentReader
{
    public static Employment? Read(Node node, SourceSpan span, ICollection<Diagnostic> faults)
    {
        if (node.Kind is not NodeKind.Mapping)
            return null;
        var starts = DateReader.Read(node.Find("starts"));
        var ends = DateReader.Read(node.Find("ends"));
        if (starts is { } first && ends is { } last && last.Date < first.Date)
            faults.Add(LoadingFaults.EndsBeforeStarts(last, first));
        return new Employment(starts, ends, DurationReader.Days(node.Find("prepare")) ?? 0, span);
    }
}
