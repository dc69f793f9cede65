using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Tests.Faults;

/// <summary>Every kind of write to a directory.</summary>
internal static class EntraCases
{
    private const string Start = """
        version: 1
        users:
          charles:
            userPrincipalName: charles@contoso.com
            displayName: Charles
          grace:
            userPrincipalName: grace@contoso.com
            displayName: Grace

        """;

    private const string Ada = """
          ada:
            userPrincipalName: ada@contoso.com
            displayName: Ada

        """;

    private const string Desk = """
          desk:
            displayName: Desk
            enforce: full
            enterpriseApp: { template: non-gallery }
            roles: [Agent]

        """;

    public static ImmutableArray<FaultCase> All { get; } =
    [
        new("create extension", [new(Start)], o => o is Operation.Create && o.Kind == Kind.Extension)
        {
            WithoutExtension = true, Request = ("POST", "/extensionProperties"), Standing = ("applications/22222222-2222-3333-4444-555555555555/extensionProperties", "_reconcilerOwner\""),
        },
        new("create user", [new(Start), new(Start + Ada)], o => o is Operation.Create)
        {
            Request = ("POST", "/users"), Standing = ("users?$select=userPrincipalName", "ada@contoso.com"),
        },
        new("create group", [new(Start), new(Start + Group("charles, grace"))], o => o is Operation.Create)
        {
            Request = ("PATCH", "/groups(uniqueName="), Standing = ("groups?$select=displayName", "\"Team\""),
        },
        Guest("create guest", sends: false, ("POST", "/invitations"), ("users?$select=mail", "alan@example.org")),
        Guest("create guest with a mail", sends: true, ("POST", "/invitations"), ("users?$select=mail", "alan@example.org")),
        Guest("complete guest", sends: true, ("PATCH", "/users/"), ("users?$select=jobTitle", "\"Visitor\"")),
        new("create application", [new(Start), new(Start, Desk)], o => o is Operation.Create)
        {
            Request = ("POST", "/instantiate"), Standing = ("servicePrincipals?$select=displayName", "\"Desk\""),
        },
        new("mark application", [new(Start), new(Start, Desk)], o => o is Operation.Update { Facet: "servicePrincipal" })
        {
            Request = ("PATCH", "/servicePrincipals/"), Standing = ("servicePrincipals?$select=tags", "reconciler:w/desk"),
        },
        new("add role", [new(Start, Desk), new(Start, Desk.Replace("[Agent]", "[Agent, Boss]", StringComparison.Ordinal))], o => o is Operation.Update)
        {
            Request = ("PATCH", "/applications/"), Standing = ("applications?$select=appRoles", "\"value\":\"Boss\""),
        },
        new("remove role", [new(Start, Desk.Replace("[Agent]", "[Agent, Boss]", StringComparison.Ordinal)), new(Start, Desk)], o => o is Operation.Update)
        {
            Request = ("PATCH", "/applications/"), Standing = ("applications?$select=appRoles", "\"value\":\"Boss\""), Goal = 0,
        },
        new("update user", [new(Start), new(Start.Replace("displayName: Grace", "displayName: Grace Hopper", StringComparison.Ordinal))], o => o is Operation.Update)
        {
            Request = ("PATCH", "/users/"), Standing = ("users?$select=displayName", "\"Grace Hopper\""),
        },
        new("update group", [new(Start + Group("grace")), new(Start + Group("grace").Replace("displayName: Team", "displayName: Crew", StringComparison.Ordinal))], o => o is Operation.Update)
        {
            Request = ("PATCH", "/groups/"), Standing = ("groups?$select=displayName", "\"Crew\""),
        },
        new("disable", [new(Start + Ada), new(Start)], o => o is Operation.Disable)
        {
            Request = ("PATCH", "/users/"), Standing = ("users?$select=accountEnabled", "\"accountEnabled\":false"),
        },
        new("revoke sessions", [new(Start + Ada), new(Start)], o => o is Operation.Disable)
        {
            Request = ("POST", "/revokeSignInSessions"), Standing = ("users?$select=accountEnabled", "\"accountEnabled\":false"), IsHidden = true,
        },
        new("delete user", [new(Start + Ada), new(Start), new(Start, Day: 2)], o => o is Operation.Delete)
        {
            Request = ("DELETE", "/users/"), Standing = ("users?$select=userPrincipalName", "ada@contoso.com"), Goal = 0,
        },
        new("restore user", [new(Start + Ada), new(Start), new(Start, Day: 2), new(Start + Ada, Day: 3)], o => o is Operation.Restore)
        {
            Request = ("POST", "/restore"), Standing = ("users?$select=userPrincipalName", "ada@contoso.com"),
        },
        new("delete group", [new(Start + Group("grace")), new(Start)], o => o is Operation.Delete)
        {
            Request = ("DELETE", "/groups/"), Standing = ("groups?$select=displayName", "\"Team\""), Goal = 0,
        },
        new("link members", [new(Start + Ada + Group("charles")), new(Start + Ada + Group("charles, grace, ada"))], o => o is Operation.Link)
        {
            Request = ("PATCH", "/groups/"), Standing = ("groups?$expand=members($select=userPrincipalName)&$select=id", "grace@contoso.com"),
        },
        new("unlink member", [new(Start + Group("charles, grace")), new(Start + Group("charles"))], o => o is Operation.Unlink)
        {
            Request = ("DELETE", "/members/"), Standing = ("groups?$expand=members($select=userPrincipalName)&$select=id", "grace@contoso.com"), Goal = 0,
        },
        new("set manager", [new(Start), new(Start + "    manager: charles\n")], o => o is Operation.Link)
        {
            Request = ("PUT", "/manager/$ref"), Standing = ("users/grace@contoso.com/manager?$select=userPrincipalName", "charles@contoso.com"),
        },
        new("clear manager", [new(Start + "    manager: charles\n"), new(Start + "    manager: null\n")], o => o is Operation.Unlink)
        {
            Request = ("DELETE", "/manager/$ref"), Standing = ("users/grace@contoso.com/manager?$select=userPrincipalName", "charles@contoso.com"), Goal = 0,
        },
        new("assign", [new(Start, Desk), new(Start + Assigned, Desk)], o => o is Operation.Link)
        {
            Request = ("POST", "/appRoleAssignedTo"), Standing = ("users/grace@contoso.com/appRoleAssignments", "\"principalDisplayName\":\"Grace\""),
        },
        new("unassign", [new(Start + Assigned, Desk), new(Start + "assignments:\n  desk: []\n", Desk)], o => o is Operation.Unlink)
        {
            Request = ("DELETE", "/appRoleAssignedTo/"), Standing = ("users/grace@contoso.com/appRoleAssignments", "\"principalDisplayName\":\"Grace\""), Goal = 0,
        },
    ];

    private const string Assigned = """
        assignments:
          desk:
            - { user: grace, role: Agent }

        """;

    private static string Group(string members) =>
        $"""
        groups:
          team:
            displayName: Team
            members: [{members}]

        """;

    private static FaultCase Guest(string name, bool sends, (string, string) request, (string, string) standing) => new(name,
        [new(Start), new(Start + $$"""
          guest.alan:
            mail: alan@example.org
            userType: Guest
            displayName: Alan
            jobTitle: Visitor
            invite: { send: {{(sends ? "true" : "false")}} }

        """)], o => o is Operation.Create)
    {
        Request = request,
        Standing = standing,
    };
}
