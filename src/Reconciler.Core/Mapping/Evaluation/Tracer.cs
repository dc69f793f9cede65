using System.Collections.Immutable;

namespace Reconciler.Core.Mapping.Evaluation;

/// <summary>Collects what each part of an expression gave.</summary>
internal sealed class Tracer
{
    private readonly Stack<List<TraceNode>> _open = new([[]]);

    public TraceNode? Root => _open.Peek() is [var root] ? root : null;

    public void Enter() => _open.Push([]);

    /// <param name="hides">Neither this part nor those that it was made of may be shown.</param>
    public void Leave(Node node, FlowResult result, bool hides)
    {
        ImmutableArray<TraceNode> parts = [.. _open.Pop()];
        _open.Peek().Add(new TraceNode(node.Offset, node.Length, result, hides ? [.. parts.Select(Hidden)] : parts));
    }

    private static TraceNode Hidden(TraceNode part) => part with
    {
        Result = part.Result.Flow == Flow.Value ? FlowResult.Of(part.Result.Value, isRedacted: true) : part.Result,
        Parts = [.. part.Parts.Select(Hidden)],
    };
}
