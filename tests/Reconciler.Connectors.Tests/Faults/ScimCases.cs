using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;

namespace Reconciler.Connectors.Tests.Faults;

/// <summary>Every kind of write to the accounts of an application.</summary>
internal static class ScimCases
{
    private const string Mappings = """
        mappings:
          people:
            object: user
            attributes:
              userName: { source: userPrincipalName, match: 1 }
              externalId: employeeId
              active: { expression: 'Switch([IsSoftDeleted], , "False", "True", "True", "False")' }
              displayName: displayName
              title: jobTitle
          teams:
            object: group
            attributes:
              displayName: { source: displayName, match: 1 }
              members: members

        """;

    public static ImmutableArray<FaultCase> All { get; } =
    [
        new("create account", [Step([]), Step(["ada"])], o => o is Operation.Create)
        {
            IsScim = true, Request = ("POST", "/Users"), Standing = ("Users", "\"userName\":\"ada@contoso.com\""),
        },
        new("update account by PATCH", [Step(["ada"]), Step(["ada"], title: "Countess")], o => o is Operation.Update)
        {
            IsScim = true, Request = ("PATCH", "/Users/"), Standing = ("Users", "\"title\":\"Countess\""),
        },
        new("update account by PUT", [Step(["ada"]), Step(["ada"], title: "Countess")], o => o is Operation.Update)
        {
            IsScim = true, Request = ("PUT", "/Users/"), Standing = ("Users", "\"title\":\"Countess\""),
            Dialect = p => p with { Users = p.Users with { Update = [UpdateForm.Put] } },
        },
        new("deactivate account", [Step(["ada"]), Step([])], o => o is Operation.Disable)
        {
            IsScim = true, Request = ("PATCH", "/Users/"), Standing = ("Users", "\"active\":false"),
        },
        new("delete account", [Step(["ada"], unassigned: "delete"), Step([], unassigned: "delete")], o => o is Operation.Delete)
        {
            IsScim = true, Request = ("DELETE", "/Users/"), Standing = ("Users", "\"userName\":\"ada@contoso.com\""), Goal = 0,
        },
        new("create pushed group", [Step(["ada"]), Step(["ada"], members: ["ada"])], o => o is Operation.Create)
        {
            IsScim = true, Request = ("POST", "/Groups"), Standing = ("Groups", "\"displayName\":\"Team\""),
        },
        new("rename pushed group", [Step(["ada"], members: ["ada"]), Step(["ada"], members: ["ada"], team: "Crew")], o => o is Operation.Update)
        {
            IsScim = true, Request = ("PATCH", "/Groups/"), Standing = ("Groups", "\"displayName\":\"Crew\""),
        },
        new("add member", [Step(["ada"], members: ["charles"]), Step(["ada"], members: ["charles", "ada"])], o => o is Operation.Link)
        {
            IsScim = true, Request = ("PATCH", "/Groups/"), Standing = ("Groups", "\"value\":"), Goal = 2,
        },
        new("remove member", [Step(["ada"], members: ["charles", "ada"]), Step(["ada"], members: ["charles"])], o => o is Operation.Unlink)
        {
            IsScim = true, Request = ("PATCH", "/Groups/"), Standing = ("Groups", "\"value\":"), Goal = 1,
        },
    ];

    private static FaultStep Step(string[] assigned, string? title = null, string[]? members = null, string team = "Team", string unassigned = "deactivate") => new(
        $$"""
        version: 1
        users:
        {{string.Join('\n', new[] { "charles", "ada" }.Select(p => Person(p, p == "ada" ? title : null)))}}
        {{(members is null ? "" : $"groups:\n  team:\n    displayName: {team}\n    members: [{string.Join(", ", members)}]")}}
        assignments:
          wiki:
            - { user: charles }
        {{string.Join('\n', assigned.Select(p => $"    - {{ user: {p} }}"))}}
        {{(members is null ? "" : "    - { group: team }")}}
        {{Mappings}}
        """,
        $$"""
          wiki:
            displayName: Wiki
            enforce: full
            scim:
              baseUrl: BASE
              auth: { type: none }
              users: { mapping: people, actions: [create, update, deactivate, delete] }
              groups: { mapping: teams, push: assigned }
              unassigned: {{unassigned}}
        """);

    private static string Person(string key, string? title) => $"""
          {key}:
            userPrincipalName: {key}@contoso.com
            displayName: {key}
            employeeId: "{key.Length}"
            jobTitle: {title ?? "Analyst"}
        """;
}
