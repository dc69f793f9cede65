using System.Collections.Immutable;
using Reconciler.Core.Mapping.Evaluation;

namespace Reconciler.Core.Mapping;

/// <summary>An expression made ready to be evaluated for many objects. Immutable, and safe on any number of threads.</summary>
public sealed class CompiledExpression
{
    private readonly Node _root;
    private readonly int _length;

    private CompiledExpression(Node root, ImmutableArray<AttributeReference> attributes, int length)
    {
        _root = root;
        _length = length;
        Attributes = attributes;
    }

    /// <summary>The attributes it can read, each once, in the order of the text.</summary>
    public ImmutableArray<AttributeReference> Attributes { get; }

    /// <param name="root">A tree that the parser found no fault in; one with faults gives an error whenever it is evaluated.</param>
    /// <param name="slotOf">The slot of an attribute's name, -1 where there is none; null leaves names to the source.</param>
    public static CompiledExpression Of(Expression root, Func<string, int>? slotOf = null)
    {
        ArgumentNullException.ThrowIfNull(root);
        var compiler = new Compiler(slotOf);
        var node = ExpressionRules.Check(root) is [var fault, ..]
            ? new FaultNode(root, new MappingError(MappingErrorKind.Syntax, fault.Message, fault.Offset, fault.Length))
            : compiler.Compile(root);
        return new CompiledExpression(node, compiler.Attributes, root.Length);
    }

    public FlowResult Evaluate(AttributeSource source, EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(context);
        // Most mappings are direct, and need none of what a run keeps.
        if (_root is AttributeNode direct)
            return FlowResult.Of(source.Read(direct.Attribute));
        var run = new Run(source, context);
        return run.Outcome(_root.Evaluate(ref run));
    }

    /// <summary>The same outcome, with what each part gave.</summary>
    public (FlowResult Result, TraceNode Trace) Explain(AttributeSource source, EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(context);
        var tracer = new Tracer();
        var run = new Run(source, context) { Tracer = tracer };
        var result = run.Outcome(_root.Evaluate(ref run));
        return (result, tracer.Root ?? new TraceNode(0, _length, result, []));
    }
}
