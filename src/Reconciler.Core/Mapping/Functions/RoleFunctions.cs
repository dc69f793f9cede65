using Reconciler.Core.Mapping.Evaluation;

namespace Reconciler.Core.Mapping.Functions;

/// <summary>App-role assignments, given as complex values with <c>value</c> and <c>displayName</c>, or as the texts of their values.</summary>
internal static class RoleFunctions
{
    private const string Type = "WindowsAzureActiveDirectoryRole";

    public static MappingValue Single(CallNode call, ref Run run) => Roles(call, ref run) switch
    {
        [] => MappingValue.Null,
        [var role] => Member(role, "value"),
        var roles => run.Fail(call, MappingErrorKind.Argument, $"{roles.Length} roles are assigned, and SingleAppRoleAssignment takes one"),
    };

    public static MappingValue Values(CallNode call, ref Run run) => MappingValue.List([.. Roles(call, ref run).Select(r => Member(r, "value"))]);

    public static MappingValue Complex(CallNode call, ref Run run) => MappingValue.List([.. Roles(call, ref run).Select(r => Role(r, "displayName"))]);

    public static MappingValue Assertive(CallNode call, ref Run run) => MappingValue.List([.. Roles(call, ref run).Select(r => Role(r, "display"))]);

    private static MappingValue[] Roles(CallNode call, ref Run run)
    {
        var value = call.Value(0, ref run);
        return value.Kind == MappingValueKind.List ? [.. value.Items.Where(i => !i.IsNull)] : value.IsNull ? [] : [value];
    }

    private static MappingValue Role(MappingValue role, string display)
    {
        var members = new KeyValuePair<string, MappingValue>[]
        {
            new("primary", MappingValue.Of(false)), new("type", MappingValue.Of(Type)), new(display, Member(role, "displayName")), new("value", Member(role, "value")),
        };
        return MappingValue.Complex([.. members.Where(m => !m.Value.IsNull)]);
    }

    private static MappingValue Member(MappingValue role, string name) => role.Kind == MappingValueKind.Complex ? role[name] : role;
}
