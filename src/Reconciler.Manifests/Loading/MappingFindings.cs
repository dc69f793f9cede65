using Reconciler.Core.Diagnostics;
using Reconciler.Core.Mapping;
using Reconciler.Core.Values;

namespace Reconciler.Manifests.Loading;

/// <summary>What is found while mappings are read. A name that is misspelt often is one mistake, told when all of them are read.</summary>
internal sealed class MappingFindings(ICollection<Diagnostic> faults)
{
    private readonly Repeats<(Kind Kind, string Name)> sources = new();
    private readonly Repeats<(string Name, string? Help)> functions = new();

    public void Add(Diagnostic fault) => faults.Add(fault);

    public void UnknownSource(Kind kind, string name, SourceSpan span) => sources.Add((kind, name), span);

    public void UnknownFunction(string name, string? help, SourceSpan span) => functions.Add((name, help), span);

    public void Report()
    {
        sources.Report(faults, (source, places) => MappingFaults.UnknownSource(places, source.Name, SourceCatalog.Of(source.Kind).Refuse(source.Name)));
        functions.Report(faults, (function, places) => MappingFaults.UnknownFunction(places, function.Name, function.Help));
    }
}
