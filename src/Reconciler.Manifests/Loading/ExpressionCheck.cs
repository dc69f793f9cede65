using Reconciler.Core.Diagnostics;
using Reconciler.Core.Mapping;
using Reconciler.Core.Values;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads one expression and judges it as far as it shows without a directory; faults point into the text.</summary>
internal sealed class ExpressionCheck(Node node, Kind kind, MappingFindings findings)
{
    /// <summary>The source that only functions of roles may read.</summary>
    public const string Roles = "appRoleAssignments";

    private static readonly HashSet<string> NullChecks = new(["IsNull", "IsNullOrEmpty", "IsPresent"], StringComparer.Ordinal);

    private readonly SourceCatalog sources = SourceCatalog.Of(kind);
    private readonly List<Written> roleCalls = [];
    private bool isGood = true;

    public required TargetPath? Target { get; init; }

    /// <summary>It is evaluated on creation only.</summary>
    public required bool IsOnce { get; init; }

    public required bool IsMatch { get; init; }

    public IReadOnlyList<Written> RoleCalls => roleCalls;

    /// <summary>The source, or null when it has an error.</summary>
    public MappingSource.Computed? Read()
    {
        if (node.Word() is not { } text)
            return null;
        var parsed = ExpressionParser.Parse(text);
        foreach (var fault in parsed.Faults)
            Tell(fault, text, isTree: parsed.Root is not null);
        if (parsed.Root is not { } root)
            return null;
        Check(root, inRoles: false);
        if (isGood && Target is { TakesMany: false } target && Many(root) is { } many)
            Add(MappingFaults.ManyOntoOne(SpanOf(root), many, target));
        return isGood ? new MappingSource.Computed(text, root) : null;
    }

    private void Tell(ExpressionFault fault, string text, bool isTree)
    {
        isGood = false;
        var span = node.SpanWithin(fault.Offset, fault.Length);
        if (!isTree)
            findings.Add(MappingFaults.NoExpression(span, fault));
        else if (text.Substring(fault.Offset, fault.Length) is var name && FunctionCatalog.Find(name) is null)
            findings.UnknownFunction(name, fault.Help, span);
        else
            findings.Add(MappingFaults.WrongCall(span, fault));
    }

    private void Check(Expression expression, bool inRoles)
    {
        switch (expression)
        {
            case Expression.Attribute attribute:
                Check(attribute, inRoles);
                break;
            case Expression.Call call:
                Check(call);
                break;
            case Expression.Compare compare:
                Check(compare.Left, inRoles: false);
                Check(compare.Right, inRoles: false);
                break;
            case Expression.Concat concat:
                Check(concat.Left, inRoles: false);
                Check(concat.Right, inRoles: false);
                break;
        }
    }

    private void Check(Expression.Attribute attribute, bool inRoles)
    {
        if (sources.Find(attribute.Name) is null)
        {
            isGood = false;
            findings.UnknownSource(kind, attribute.Name, SpanOf(attribute));
        }
        else if (attribute.Name == Roles && !inRoles)
        {
            Add(MappingFaults.RolesAsTheyAre(SpanOf(attribute)));
        }
    }

    private void Check(Expression.Call call)
    {
        var function = FunctionCatalog.Find(call.Function);
        if (function is not null)
            Judge(call, function);
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            if (call.Arguments[i] is { } argument)
                Check(argument, function is null || function.At(i)?.Type is ParameterType.Roles);
        }
    }

    private void Judge(Expression.Call call, FunctionSchema function)
    {
        // What is still free today is taken once it was written.
        if ((function.IsChance || function.Name == "SelectUniqueValue") && (!IsOnce || IsMatch))
            Add(MappingFaults.Chance(NameOf(call), call.Function, IsMatch));
        if (function.At(0)?.Type is ParameterType.Roles)
            roleCalls.Add(new Written(call.Function, NameOf(call)));
        if (call is { Function: "IIF", Arguments: [{ } condition, ..] } && NullCheckIn(condition) is { } check)
            findings.Add(MappingFaults.NullInCondition(SpanOf(check)));
        if (call is { Function: "Switch", Arguments: [Expression.Attribute { Name: var name } source, ..] } && sources.Find(name) is { IsReference: true })
            Add(MappingFaults.SwitchOnReference(SpanOf(source), name));
        if (call is { Function: "Switch", Arguments: [Expression.Call { Function: var inner } nested, ..] } && NullChecks.Contains(inner))
            findings.Add(MappingFaults.SwitchOnNullCheck(NameOf(nested), inner));
    }

    // The shapes that Entra's documentation names as unsupported.
    private static Expression? NullCheckIn(Expression condition) => condition switch
    {
        Expression.Call { Function: var name } when NullChecks.Contains(name) => condition,
        Expression.Call { Function: "Not" or "CBool", Arguments: [{ } inner, ..] } => NullCheckIn(inner),
        Expression.Compare { Left: Expression.Text { Value: "" } } or Expression.Compare { Right: Expression.Text { Value: "" } } => condition,
        Expression.Compare c => NullCheckIn(c.Left) ?? NullCheckIn(c.Right),
        _ => null,
    };

    private string? Many(Expression root) => root switch
    {
        Expression.Attribute { Name: var name } when sources.Find(name) is { IsMany: true } => $"`{name}`",
        Expression.Call { Function: var name } when FunctionCatalog.Find(name) is { ReturnsList: true } => $"`{name}`",
        _ => null,
    };

    private SourceSpan SpanOf(Expression part) => node.SpanWithin(part.Offset, part.Length);

    private SourceSpan NameOf(Expression.Call call) => node.SpanWithin(call.Offset, call.Function.Length);

    private void Add(Diagnostic fault)
    {
        isGood = false;
        findings.Add(fault);
    }
}
