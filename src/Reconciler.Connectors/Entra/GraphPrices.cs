using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Entra;

/// <summary>
/// What Graph charges for a request: the published table of resource units for identity and access with its modifiers. Answers say what they
/// really cost; this is what is known before them.
/// </summary>
internal static class GraphPrices
{
    private const int Modified = 1;

    /// <param name="path">Path and query below the version root.</param>
    public static Price OfRead(string path) => new(1, Units(path), 0);

    /// <param name="metered">As how many writes it counts.</param>
    public static Price OfWrite(int metered) => new(1, 1, metered);

    /// <summary>Ends added by one PATCH: 20 have been metered as about 7 writes.</summary>
    public static int WritesOfBind(int ends) => Math.Max(1, (ends + 2) / 3);

    /// <summary>An object and the ends that it is born with: taken for the sum of both, which nobody has measured.</summary>
    public static int WritesOfCreation(int ends) => ends == 0 ? 1 : 1 + WritesOfBind(ends);

    private static int Units(string path)
    {
        var query = path.IndexOf('?', StringComparison.Ordinal);
        var units = OfPath((query < 0 ? path : path[..query]).Trim('/').Split('/'));
        if (query >= 0)
        {
            foreach (var option in path[(query + 1)..].Split('&'))
                units += Modifier(option);
        }

        return Math.Max(1, units);
    }

    private static int OfPath(string[] segments) => segments switch
    {
        ["groups", _, "transitiveMembers", ..] => 5,
        ["groups", _, "members", ..] => 3,
        [_, _, "memberOf" or "transitiveMemberOf" or "ownedObjects" or "licenseDetails", ..] => 2,
        ["servicePrincipals", _, "appRoleAssignments", ..] => 2,
        ["subscribedSkus", ..] => 3,
        ["oauth2PermissionGrants", ..] => 2,
        [var first, ..] when Root(first) is "users" or "applications" => 2,
        _ => 1,
    };

    // users(userPrincipalName='…') is a user too.
    private static string Root(string segment) => segment.IndexOf('(', StringComparison.Ordinal) is > 0 and var key ? segment[..key] : segment;

    private static int Modifier(string option)
    {
        var (name, value) = option.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? (option[..at], option[(at + 1)..]) : (option, "");
        return Uri.UnescapeDataString(name).ToLowerInvariant() switch
        {
            "$select" => -Modified,
            "$expand" => Modified,
            "$top" when int.TryParse(value, out var top) && top < 20 => -Modified,
            _ => 0,
        };
    }
}
