namespace Reconciler.Core.Mapping;

/// <summary>What an expression reads.</summary>
public static class ExpressionAttributes
{
    /// <summary>The names of the source attributes; one that is read twice comes twice.</summary>
    public static IEnumerable<string> Attributes(this Expression expression) => expression.Parts().OfType<Expression.Attribute>().Select(a => a.Name);

    /// <summary>Whether it gives another value each time.</summary>
    public static bool IsChance(this Expression expression) =>
        expression.Parts().OfType<Expression.Call>().Any(c => FunctionCatalog.Find(c.Function) is { IsChance: true });

    private static IEnumerable<Expression> Parts(this Expression expression)
    {
        // Concatenations lean to the left, further than a stack should be deep.
        var open = new Stack<Expression>([expression]);
        while (open.TryPop(out var part))
        {
            yield return part;
            switch (part)
            {
                case Expression.Call call:
                    foreach (var argument in call.Arguments.OfType<Expression>())
                        open.Push(argument);
                    break;
                case Expression.Compare compare:
                    open.Push(compare.Right);
                    open.Push(compare.Left);
                    break;
                case Expression.Concat concat:
                    open.Push(concat.Right);
                    open.Push(concat.Left);
                    break;
            }
        }
    }
}
