using System.Collections.Immutable;

namespace Reconciler.Core.Mapping;

/// <summary>What can be wrong with a tree before it sees a value: unknown functions, arguments too few or too many, functions in a wrong place.</summary>
internal static class ExpressionRules
{
    private const int SwitchFixed = 2;

    public static ImmutableArray<ExpressionFault> Check(Expression root)
    {
        var faults = ImmutableArray.CreateBuilder<ExpressionFault>();
        Check(root, isTop: true, faults);
        return faults.DrainToImmutable();
    }

    private static void Check(Expression expression, bool isTop, ImmutableArray<ExpressionFault>.Builder faults)
    {
        switch (expression)
        {
            case Expression.Call call:
                Check(call, isTop, faults);
                break;
            case Expression.Compare compare:
                Check(compare.Left, isTop: false, faults);
                Check(compare.Right, isTop: false, faults);
                break;
            case Expression.Concat:
                foreach (var part in Parts(expression))
                    Check(part, isTop: false, faults);
                break;
        }
    }

    /// <summary>The operands of a chain of concatenations, which leans to the left and can be longer than a stack is deep.</summary>
    public static ImmutableArray<Expression> Parts(Expression expression)
    {
        var parts = new List<Expression>();
        while (expression is Expression.Concat concat)
        {
            parts.Add(concat.Right);
            expression = concat.Left;
        }

        parts.Add(expression);
        parts.Reverse();
        return [.. parts];
    }

    private static void Check(Expression.Call call, bool isTop, ImmutableArray<ExpressionFault>.Builder faults)
    {
        void Fault(string message, string? help = null) => faults.Add(new ExpressionFault(call.Offset, call.Function.Length, message, help));
        if (FunctionCatalog.Find(call.Function) is not { } schema)
        {
            var meant = FunctionCatalog.Meant(call.Function)?.Name;
            Fault($"there is no function {call.Function}", meant is null ? null
                : meant.Equals(call.Function, StringComparison.OrdinalIgnoreCase) ? $"did you mean {meant}? Names of functions are case-sensitive" : $"did you mean {meant}?");
        }
        else
        {
            if (Arity(call, schema) is { } fault)
                Fault(fault, $"it is called {schema}");
            else if (Placed(call, isTop) is { } misplaced)
                Fault(misplaced);
        }

        foreach (var argument in call.Arguments)
        {
            if (argument is not null)
                Check(argument, isTop: false, faults);
        }
    }

    private static string? Arity(Expression.Call call, FunctionSchema schema)
    {
        var given = Given(call);
        if (schema.Most is { } most && given > most)
            return $"{schema.Name} takes {Count(most)}, not {given}";
        return schema.Name switch
        {
            "FormatDateTime" => FormatDateTime(call, given),
            "Replace" => Replace(call, given),
            "Switch" => Switch(call, given, schema),
            _ => Missing(call, given, schema),
        };
    }

    private static string? Missing(Expression.Call call, int given, FunctionSchema schema)
    {
        for (var i = 0; i < schema.Parameters.Length; i++)
        {
            if (schema.Parameters[i].IsRequired && (i >= given || (call.Arguments[i] is null && !schema.Parameters[i].Repeats)))
                return $"{schema.Name} needs {schema.Parameters[i].Name}, argument {i + 1}";
        }

        return null;
    }

    // A slot may be empty at the end, of a default and of a value; the pairs must be whole.
    private static string? Switch(Expression.Call call, int given, FunctionSchema schema)
    {
        if (given < 1 || call.Arguments[0] is null)
            return Missing(call, given, schema);
        var slots = call.Arguments.Length;
        while (slots > given && slots % 2 != 0)
            slots--;
        return slots <= SwitchFixed ? "Switch needs a key and a value"
            : slots % 2 != 0 ? "Switch needs a value for each key: an even number of arguments"
            : null;
    }

    private static string? FormatDateTime(Expression.Call call, int given)
    {
        if (given < 3)
            return "FormatDateTime needs source, inputFormat and outputFormat";
        return call.Arguments[0] is null ? "FormatDateTime needs source, argument 1"
            : given == 4 && call.Arguments[2] is null ? "FormatDateTime needs inputFormat, argument 3"
            : given == 3 && call.Arguments[1] is null ? "FormatDateTime needs outputFormat, argument 4"
            : null;
    }

    private static string? Replace(Expression.Call call, int given)
    {
        if (given < 1 || call.Arguments[0] is null)
            return "Replace needs source, argument 1";
        return ReplaceSlots.ModeOf(call) is null ? "Replace has no meaning with just these arguments" : null;
    }

    private static string? Placed(Expression.Call call, bool isTop) => call.Function switch
    {
        "SelectUniqueValue" when !isTop => "SelectUniqueValue stands around the whole expression, not inside another one",
        "IIF" when call.Arguments[0] is Expression.Call { Function: "IgnoreFlowIfNullOrEmpty" } => "IgnoreFlowIfNullOrEmpty is no condition of IIF",
        _ => null,
    };

    /// <summary>The slots up to the last one that is filled: empty ones at the end say nothing.</summary>
    private static int Given(Expression.Call call)
    {
        var given = call.Arguments.Length;
        while (given > 0 && call.Arguments[given - 1] is null)
            given--;
        return given;
    }

    private static string Count(int most) => most switch { 0 => "no argument", 1 => "one argument", _ => $"at most {most} arguments" };
}
