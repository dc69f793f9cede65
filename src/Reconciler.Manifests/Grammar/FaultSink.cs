using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Grammar;

/// <summary>Collects faults, each once: what an alias repeats is still one mistake.</summary>
internal sealed class FaultSink(ICollection<Diagnostic> faults)
{
    private readonly HashSet<(string Code, SourceSpan Span, string Message)> known = [];

    public void Add(Diagnostic fault)
    {
        if (known.Add((fault.Code, fault.Span, fault.Message)))
            faults.Add(fault);
    }
}

internal static class FaultSinkRules
{
    // The diagnostic is made only when somebody wants it: rejecting an alternative stays free of allocation.
    public static bool Refuse(this FaultSink? sink, Node node, Rule rule, Func<Node, Rule, Diagnostic> fault)
    {
        sink?.Add(fault(node, rule));
        return false;
    }

    public static bool Refuse(this FaultSink? sink, Node node, ScalarRule rule, Func<Node, ScalarRule, Diagnostic> fault)
    {
        sink?.Add(fault(node, rule));
        return false;
    }
}
