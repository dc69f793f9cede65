namespace Reconciler.Core.Mapping.Evaluation;

/// <summary>A part of a compiled expression.</summary>
internal abstract class Node(Expression expression)
{
    public int Offset { get; } = expression.Offset;

    public int Length { get; } = expression.Length;

    public MappingValue Evaluate(ref Run run)
    {
        if (run.IsStopped)
            return MappingValue.Null;
        return run.Tracer is null ? Compute(ref run) : Traced(ref run, run.Tracer);
    }

    protected abstract MappingValue Compute(ref Run run);

    private MappingValue Traced(ref Run run, Tracer tracer)
    {
        tracer.Enter();
        // A part is hidden by what it is made of, not by what stands beside it.
        var before = run.IsRedacted;
        run.IsRedacted = false;
        var value = Compute(ref run);
        tracer.Leave(this, run.Outcome(value), run.IsRedacted && this is CallNode { Name: "Redact" });
        run.IsRedacted |= before;
        return value;
    }
}

/// <summary>An argument that is not supplied.</summary>
internal sealed class MissingNode(Expression call) : Node(call)
{
    protected override MappingValue Compute(ref Run run) => default;
}

internal sealed class AttributeNode(Expression.Attribute expression, int slot) : Node(expression)
{
    public AttributeReference Attribute { get; } = new(expression.Name, slot);

    protected override MappingValue Compute(ref Run run) =>
        run.Source.Read(Attribute) is { Kind: not MappingValueKind.Missing } value ? value : MappingValue.Null;
}

internal sealed class ConstantNode(Expression expression, MappingValue value) : Node(expression)
{
    public MappingValue Value { get; } = value;

    protected override MappingValue Compute(ref Run run) => Value;
}

/// <summary>A bare word: an argument of a function, or an outcome.</summary>
internal sealed class WordNode(Expression.Keyword expression) : Node(expression)
{
    private readonly MappingValue _spelling = MappingValue.Of(Keywords.Spell(expression.Word));

    protected override MappingValue Compute(ref Run run) => expression.Word switch
    {
        MappingWord.IgnoreAttributeFlow => run.Stop(FlowResult.Ignore),
        MappingWord.IgnoreObjectFlow => run.Stop(FlowResult.IgnoreObject),
        _ => _spelling,
    };
}

internal sealed class FaultNode(Expression expression, MappingError error) : Node(expression)
{
    protected override MappingValue Compute(ref Run run) => run.Stop(FlowResult.Failed(error));
}

internal sealed class ConcatNode(Expression expression, Node[] parts) : Node(expression)
{
    protected override MappingValue Compute(ref Run run)
    {
        var texts = new string[parts.Length];
        var length = 0L;
        for (var i = 0; i < parts.Length; i++)
            length += (texts[i] = Reading.Text(parts[i], ref run) ?? "").Length;
        return run.MayProduce(this, length) ? MappingValue.Of(string.Concat(texts)) : MappingValue.Null;
    }
}

internal sealed class CompareNode(Expression.Compare expression, Node left, Node right) : Node(expression)
{
    protected override MappingValue Compute(ref Run run)
    {
        var one = Reading.Single(left, ref run);
        var other = Reading.Single(right, ref run);
        return run.IsStopped ? MappingValue.Null : MappingValue.Of(Comparison.Holds(expression.Operator, one, other, run.Context.Now.UtcDateTime.Year));
    }
}

/// <summary>What a function does. Arguments are evaluated when they are asked for.</summary>
internal delegate MappingValue FunctionBody(CallNode call, ref Run run);

internal sealed class CallNode(Expression.Call expression, FunctionBody body, Node[] arguments) : Node(expression)
{
    public string Name => expression.Function;

    /// <summary>How many slots there are, empty ones at the end not counted.</summary>
    public int Count => arguments.Length;

    /// <summary>What <c>Replace</c> does, by its slots.</summary>
    public ReplaceMode Mode { get; } = ReplaceSlots.ModeOf(expression) ?? default;

    public Node this[int slot] => arguments[slot];

    public bool Has(int slot) => slot < arguments.Length && arguments[slot] is not MissingNode;

    protected override MappingValue Compute(ref Run run) => run.MayTake(this, 1) ? body(this, ref run) : MappingValue.Null;
}
