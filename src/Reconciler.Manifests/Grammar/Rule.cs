using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Grammar;

/// <summary>One schema, compiled: which types a node may have and what holds for each of them.</summary>
internal sealed class Rule
{
    public required ValueTypes Types { get; init; }

    public ScalarRule? Scalar { get; init; }

    public MappingRule? Mapping { get; init; }

    public ListRule? List { get; init; }

    public UnionRule? Union { get; init; }

    /// <summary>
    /// True when the node keeps the rule. With a sink every fault is reported; without one the first fault ends the check.
    /// <paramref name="key"/> is the key that the node stands beside, or the node itself.
    /// </summary>
    public bool Check(Node node, Node key, FaultSink? sink)
    {
        if (node.IsEmpty)
            return sink.Refuse(key, this, GrammarFaults.EmptyNode);
        return ValueTypeRules.TypeOf(node, Types) switch
        {
            ValueTypes.None when node.IsNull => RefuseNull(node, key, sink),
            ValueTypes.None => sink.Refuse(node, this, GrammarFaults.WrongType),
            ValueTypes.Null => true,
            _ when Union is not null => Union.Check(node, key, sink),
            ValueTypes.Mapping => Mapping is null || Mapping.Check(node, key, sink),
            ValueTypes.List => List is null || List.Check(node, sink),
            _ => Scalar is null || Scalar.Check(node, sink),
        };
    }

    private bool RefuseNull(Node node, Node key, FaultSink? sink) =>
        node == key ? sink.Refuse(node, this, GrammarFaults.NullItem) : sink.Refuse(node, this, GrammarFaults.NotClearable);
}
