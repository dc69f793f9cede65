using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.Rules;
using Reconciler.Emulator.Writes;

namespace Reconciler.Emulator.Groups;

/// <summary>What makes a group's properties fit together.</summary>
internal static class GroupRules
{
    /// <summary>Mail-enabled groups other than Microsoft 365 ones belong to Exchange.</summary>
    public static void RefuseReadOnly(DirectoryObject group)
    {
        if (group.Flag("mailEnabled") == true && !Nesting.IsUnified(group))
            throw Errors.Denied();
        if (group.Flag("onPremisesSyncEnabled") == true)
            throw Errors.OnPremises();
    }

    public static void RefuseDynamic(Call call, DirectoryObject group, Relation relation)
    {
        if (relation != Relation.Members || !DynamicGroups.IsDynamic(group))
            return;
        throw call.Switches.DynamicGroupIsBadRequest
            ? Errors.BadRequest("Cannot Update a mail-enabled security groups and or distribution list, or a group with dynamic membership.")
            : Errors.Denied();
    }

    public static void CheckKind(string[] groupTypes, bool mailEnabled, bool securityEnabled, bool isAssignableToRole)
    {
        if (groupTypes.Any(t => t is not ("Unified" or "DynamicMembership")) || groupTypes.Distinct(StringComparer.Ordinal).Count() != groupTypes.Length)
            throw Errors.InvalidValue("groupTypes", "Group");
        var unified = groupTypes.Contains("Unified", StringComparer.Ordinal);
        if (unified && !mailEnabled)
            throw Errors.InvalidValue("mailEnabled", "Group");
        if (!unified && mailEnabled)
        {
            throw Errors.BadRequest("The service does not currently support writes of mail-enabled groups. "
                + "Please ensure that the mail-enablement property is unset and try again.");
        }

        if (!unified && !securityEnabled)
            throw Errors.InvalidValue("securityEnabled", "Group");
        if (isAssignableToRole && (!securityEnabled || groupTypes.Contains("DynamicMembership", StringComparer.Ordinal)))
            throw Errors.InvalidValue("isAssignableToRole", "Group");
    }

    public static void CheckRule(Call call, bool isDynamic, string? rule)
    {
        if (!isDynamic && rule is not null)
            throw Errors.InvalidValue("membershipRule", "Group");
        if (isDynamic && rule is null)
            throw Errors.Required("membershipRule", "Group");
        if (rule is null)
            return;
        try
        {
            RuleParser.Parse(rule, call.Store.Extensions);
        }
        catch (RuleException)
        {
            throw Errors.InvalidValue("membershipRule", "Group");
        }
    }

    public static void CheckNickname(Call call, string? nickname, bool isUnified, DirectoryObject? except)
    {
        if (nickname is null)
            return;
        if (!Nickname.IsValid(nickname))
            throw Errors.InvalidValue("mailNickname", "Group");
        if (isUnified && call.Store.Keys.GroupByAlias(nickname) is { } holder && holder != except)
            throw Errors.InUse("mailNickname");
    }
}
