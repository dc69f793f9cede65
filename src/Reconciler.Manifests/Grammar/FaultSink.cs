using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Grammar;

/// <summary>Collects faults, each once: what an alias repeats is still one mistake.</summary>
internal sealed class FaultSink(List<Diagnostic> faults, SecretPlaces secrets)
{
    private readonly HashSet<(string Code, SourceSpan Span, string Message)> known = [];

    public void Add(Diagnostic fault)
    {
        if (known.Add((fault.Code, fault.Span, fault.Message)))
            faults.Add(fault);
    }

    /// <summary>A fault of a key: when a secret stands beside it, that is said too.</summary>
    public void Add(Diagnostic fault, Node value) => Add(secrets.Covers(value) ? fault with { Help = fault.Help.Add(Advice.Replace) } : fault);

    public FaultedNode Faulted(Node node) => new(node, secrets);
}

/// <summary>A node that a fault speaks of; what may be a secret is not repeated.</summary>
internal readonly record struct FaultedNode(Node Node, SecretPlaces Secrets)
{
    public SourceSpan Span => Node.Span;

    public bool IsSecret => Secrets.Covers(Node);

    public string Quoted => IsSecret ? "this value" : Advice.Quote(Node.Text);
}

internal static class FaultSinkRules
{
    // The diagnostic is made only when somebody wants it: rejecting an alternative stays free of allocation.
    public static bool Refuse(this FaultSink? sink, Node node, Rule rule, Func<FaultedNode, Rule, Diagnostic> fault)
    {
        sink?.Add(fault(sink.Faulted(node), rule));
        return false;
    }

    public static bool Refuse(this FaultSink? sink, Node node, ScalarRule rule, Func<FaultedNode, ScalarRule, Diagnostic> fault)
    {
        sink?.Add(fault(sink.Faulted(node), rule));
        return false;
    }
}
