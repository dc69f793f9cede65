using Reconciler.Core.Mapping.Evaluation;

namespace Reconciler.Core.Mapping.Functions;

/// <summary>Functions that give True or False.</summary>
internal static class TestFunctions
{
    public static MappingValue IsNull(CallNode call, ref Run run)
    {
        var value = call.Value(0, ref run);
        return MappingValue.Of(value.IsNull || (value.Kind == MappingValueKind.List && value.Items.IsEmpty));
    }

    public static MappingValue IsNullOrEmpty(CallNode call, ref Run run) => MappingValue.Of(call.Value(0, ref run).IsNullOrEmpty);

    public static MappingValue IsPresent(CallNode call, ref Run run) => MappingValue.Of(!call.Value(0, ref run).IsNullOrEmpty);

    public static MappingValue IsString(CallNode call, ref Run run)
    {
        var value = call.Value(0, ref run);
        if (value is { Kind: MappingValueKind.List, Items: [var only] })
            value = only;
        return MappingValue.Of(value.Kind is > MappingValueKind.Null and < MappingValueKind.List);
    }

    public static MappingValue Not(CallNode call, ref Run run) => MappingValue.Of(call.Text(0, ref run) != bool.TrueString);

    public static MappingValue CBool(CallNode call, ref Run run) => MappingValue.Of(call.Condition(0, ref run));
}
