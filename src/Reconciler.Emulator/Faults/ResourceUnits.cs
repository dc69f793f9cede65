using Reconciler.Emulator.Http;

namespace Reconciler.Emulator.Faults;

/// <summary>What a request costs: the published table with its modifiers.</summary>
internal static class ResourceUnits
{
    public static int Of(Call call)
    {
        if (call.Method != "GET")
            return Post(call);
        var cost = Base(call.Path);
        if (call.Query.Select is not null)
            cost--;
        if (call.Query.Expand is not null)
            cost++;
        if (Small(call))
            cost--;
        return Math.Max(1, cost);
    }

    private static bool Small(Call call)
    {
        try
        {
            return call.Query.Top < 20;
        }
        catch (GraphException)
        {
            // The page size itself is at fault; the request is refused and costs nothing anyway.
            return false;
        }
    }

    private static int Post(Call call) => call.Path switch
    {
        // Its items are metered one by one.
        ["$batch"] => 0,
        ["directoryObjects", "getByIds"] => call.Query.Select is null ? 5 : 2,
        [.., "checkMemberObjects" or "checkMemberGroups"] => 4,
        [.., "getMemberObjects" or "getMemberGroups"] => 2,
        _ => 1,
    };

    private static int Base(string[] path) => path switch
    {
        ["groups", _, "members", ..] => 3,
        ["groups", _, "transitiveMembers", ..] => 5,
        ["applications", ..] => 2,
        ["servicePrincipals", _, "appRoleAssignments", ..] => 2,
        ["users" or "groups" or "servicePrincipals", _, "memberOf" or "transitiveMemberOf" or "ownedObjects", ..] => 2,
        ["users", ..] => 2,
        _ => 1,
    };
}
