namespace Reconciler.Tests.Manifests.Grammar;

/// <summary>What is known of real servers, written in the grammar: the measure of what it must be able to say.</summary>
internal static class ProfileDialects
{
    private static readonly Dictionary<string, string> Texts = new()
    {
        ["aws"] = """
            paging: { method: cursor }
            filter: { operators: [eq, and] }
            users:
              attributes:
                name.givenName: { required: true }
                name.familyName: { required: true }
                displayName: { required: true }
                emails: { required: true, maxItems: 1 }
            members: { read: [filterByPair], filterPath: member, add: { perRequest: 100 } }
            """,
        ["better-auth"] = """
            users: { attributes: { externalId: { uniqueness: server } } }
            members: { maxMembers: 1000 }
            """,
        ["built for Entra's default dialect"] = """
            patch: { op: capital }
            values: { booleans: text }
            members: { subAttributes: [value, nullRef], remove: { forms: [array] } }
            """,
        ["built for aadOptscim062020"] = """
            patch: { noPath: dotted }
            users: { update: [noPath, path] }
            """,
        ["entra-scim"] = """
            http: { accept: [application/json] }
            paging: { method: cursor }
            filter: { operators: [eq, ew, and] }
            errors: { notFound: [400, 404] }
            users:
              endpoint: /users
              extensions: ["urn:ietf:params:scim:schemas:extension:Microsoft:Entra:2.0:User"]
              filterBy: [userName, externalId, id]
              update: [path, noPath]
              attributes:
                name.givenName: { required: true }
                name.familyName: { required: true }
                active: { required: true }
                displayName: { required: true }
                password: { required: true }
                urn:ietf:params:scim:schemas:extension:Microsoft:Entra:2.0:User:mailNickname: { required: true }
            groups: { endpoint: /groups, filterBy: [displayName, id], update: [path, noPath] }
            members:
              read: [filterByGroup, filterByUser]
              add: { perOperation: 20, perRequest: 20 }
              remove: { perRequest: 1 }
              mixed: false
            """,
        ["fusionauth"] = "members: { truncatedAt: 100 }",
        ["github"] = """
            http: { rate: { userWrites: 1000/h } }
            users: { deletion: { effect: final } }
            members: { rate: 1000/h }
            """,
        ["gitlab"] = "groups: { supported: false }",
        ["google"] = """
            paging: { method: none }
            users: { update: [path, noPath] }
            groups: { update: [path, noPath] }
            """,
        ["jackson"] = """
            paging: { pageSize: 50 }
            patch: { items: [list], addReplaces: true }
            values: { clear: [] }
            users: { filterBy: [userName], attributes: { userName: { uniqueness: none } } }
            members: { read: [] }
            """,
        ["jfrog"] = "members: { subAttributes: [value, nullRef] }",
        ["keycloak"] = """
            paging: { sort: unsupported }
            filter: { noMatch: canary }
            groups: { update: [path, noPath] }
            """,
        ["microsoft's sample"] = """
            http: { concurrency: 1, etag: unsupported }
            paging: { method: none, pageSize: null }
            values: { clear: [] }
            users: { update: [path, put], attributes: { userName: { caseExact: true } } }
            """,
        ["miro"] = "{ http: { rate: { groupWrites: 5/30s } }, members: { add: { perOperation: 8000, perRequest: 8000 } } }",
        ["pagerduty"] = "users: { deactivation: { effect: deletes } }",
        ["pranems"] = "{ paging: { pageSize: 200, sort: unsupported }, patch: { items: [list], addReplaces: true }, users: { attributes: { emails.type: { canonicalValues: [work, home, other] } } } }",
        ["salesforce"] = "members: { add: { forms: [object] } }",
        ["slack"] = """
            http: { rate: { reads: 1000/m, writes: 600/m, userWrites: 180/m } }
            paging: { pageSize: 1000 }
            users: { deactivation: { by: delete }, deletion: { effect: soft } }
            """,
        ["thunderid"] = "groups: { update: [path] }",
        ["vcenter"] = """
            users: { update: [put] }
            groups: { update: [put] }
            """,
        ["without externalId"] = """
            users: { filterBy: [userName], attributes: { externalId: { supported: false } } }
            groups: { attributes: { externalId: { supported: false } } }
            """,
    };

    public static TheoryData<string> Names => [.. Texts.Keys];

    public static string Text(string server) => Texts[server].StartsWith('{')
        ? $"{{ version: 1, {Texts[server][1..]}"
        : $"version: 1\nextends: generic\n{Texts[server]}\n";
}
