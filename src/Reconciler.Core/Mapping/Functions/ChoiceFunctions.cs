using Reconciler.Core.Mapping.Evaluation;

namespace Reconciler.Core.Mapping.Functions;

/// <summary>Functions that choose. What is not chosen is not evaluated: it may be an error on this object.</summary>
internal static class ChoiceFunctions
{
    public static MappingValue IIF(CallNode call, ref Run run)
    {
        var holds = call.Condition(0, ref run);
        return run.IsStopped ? MappingValue.Null : call.Value(holds ? 1 : 2, ref run);
    }

    public static MappingValue Switch(CallNode call, ref Run run)
    {
        var source = call.TextOrEmpty(0, ref run);
        for (var slot = 2; slot < call.Count && !run.IsStopped; slot += 2)
        {
            if (call.TextOrEmpty(slot, ref run) == source)
                return call.Value(slot + 1, ref run);
        }

        return call.Value(1, ref run);
    }

    public static MappingValue Coalesce(CallNode call, ref Run run)
    {
        for (var slot = 0; slot < call.Count && !run.IsStopped; slot++)
        {
            if (call.Value(slot, ref run) is { IsNull: false } value)
                return value;
        }

        return MappingValue.Null;
    }

    public static MappingValue IgnoreFlowIfNullOrEmpty(CallNode call, ref Run run)
    {
        var value = call.Value(0, ref run);
        return value.IsNullOrEmpty ? run.Stop(FlowResult.Ignore) : value;
    }

    public static MappingValue Error(CallNode call, ref Run run)
    {
        var message = call.TextOrEmpty(0, ref run);
        return run.Fail(call, MappingErrorKind.Raised, run.IsRedacted ? FlowResult.RedactedText : message);
    }
}
