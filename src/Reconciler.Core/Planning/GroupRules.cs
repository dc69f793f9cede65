using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>What a live group forbids, whatever is declared.</summary>
internal static class GroupRules
{
    public static PairingConflict? Refuse(PlanContext context, Entry entry, DeclaredResource declared)
    {
        var members = declared.Links.FirstOrDefault(l => l.Link == "members");
        if (members is null)
            return null;
        var rule = entry.Cells.FirstOrDefault(c => c.Attribute.Name == "membershipRule");
        if (rule is null && !Live(context, entry.Object, "membershipRule").IsAbsent)
            return Conflicts.ComputedMembership();
        var guarded = Live(context, entry.Object, "isAssignableToRole") == AttributeValue.Of(true) || Live(context, entry.Object, "teamsBacked") == AttributeValue.Of(true);
        return guarded && members.Mode == LinkMode.Exclusive ? Conflicts.ExclusiveOnRoleGroup() : null;
    }

    private static AttributeValue Live(PlanContext context, Handle handle, string attribute) =>
        context.Schema.Find(attribute) is { } schema ? context.LiveValue(handle, schema) : AttributeValue.None;
}
