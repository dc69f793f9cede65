using System.Collections.Immutable;

namespace Reconciler.Core.Mapping;

/// <summary>What a part of an expression gave: the part's place, its value or outcome, and the parts that were evaluated for it, in order.</summary>
public sealed record TraceNode(int Offset, int Length, FlowResult Result, ImmutableArray<TraceNode> Parts);
