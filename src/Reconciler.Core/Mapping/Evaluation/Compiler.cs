using System.Collections.Immutable;

namespace Reconciler.Core.Mapping.Evaluation;

/// <summary>Turns a tree without faults into nodes that evaluate themselves.</summary>
internal sealed class Compiler(Func<string, int>? slotOf)
{
    private readonly Dictionary<string, AttributeReference> _attributes = new(StringComparer.Ordinal);
    private readonly List<AttributeReference> _order = [];

    public ImmutableArray<AttributeReference> Attributes => [.. _order];

    public Node Compile(Expression expression) => expression switch
    {
        Expression.Attribute a => new AttributeNode(a, Slot(a.Name)),
        Expression.Text t => new ConstantNode(t, MappingValue.Of(t.Value)),
        Expression.Number n => new ConstantNode(n, MappingValue.Of(n.Value)),
        Expression.Keyword k => new WordNode(k),
        Expression.Compare c => new CompareNode(c, Compile(c.Left), Compile(c.Right)),
        Expression.Concat c => new ConcatNode(c, [.. ExpressionRules.Parts(c).Select(Compile)]),
        Expression.Call c => Call(c),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private CallNode Call(Expression.Call call)
    {
        var count = call.Arguments.Length;
        while (count > 0 && call.Arguments[count - 1] is null)
            count--;
        var arguments = new Node[count];
        for (var i = 0; i < count; i++)
            arguments[i] = call.Arguments[i] is { } argument ? Compile(argument) : new MissingNode(call);
        return new CallNode(call, FunctionTable.BodyOf(call.Function), arguments);
    }

    private int Slot(string name)
    {
        if (!_attributes.TryGetValue(name, out var reference))
        {
            reference = new AttributeReference(name, slotOf?.Invoke(name) ?? -1);
            _attributes.Add(name, reference);
            _order.Add(reference);
        }

        return reference.Slot;
    }
}
