using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads how the accounts of an application are kept over SCIM.</summary>
internal static class ScimReader
{
    public static DraftScim Read(SourceSpan span, Node node)
    {
        var users = node.Find("users");
        return new DraftScim(span)
        {
            BaseUrl = node.Find("baseUrl")?.Written(),
            Authentication = node.Find("auth") is { } auth ? AuthenticationOf(auth) : null,
            Profile = node.Find("profile")?.Written(),
            Users = users?.Find("mapping")?.Written(),
            Actions = users?.Find("actions") is { Kind: NodeKind.Sequence } actions ? ActionsOf(actions) : null,
            ActionsSpan = users?.KeySpan("actions") ?? default,
            Groups = node.Find("groups") is { } groups ? PushOf(node.KeySpan("groups"), groups) : null,
            Unassigned = node.Find("unassigned")?.Written(),
            Unknown = node.Find("unknown")?.Written(),
            Ignore = [.. node.Find("ignore").Words().Select(w => w.Text).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)],
            Protected = ProtectedOf(node.Find("protected")),
        };
    }

    // References to secrets go through as they are written: whoever sends the request resolves them.
    private static ScimAuthentication? AuthenticationOf(Node node) => node.Word("type") switch
    {
        "none" => new ScimAuthentication.Anonymous(),
        "bearer" when node.Word("token") is { } token => new ScimAuthentication.Bearer(token),
        "basic" when node.Word("username") is { } name && node.Word("password") is { } password => new ScimAuthentication.Basic(name, password),
        "header" when node.Word("name") is { } name && node.Word("value") is { } value => new ScimAuthentication.Header(name, value),
        "oauth2" when Uri.TryCreate(node.Word("tokenUrl"), UriKind.Absolute, out var url) && node.Word("clientId") is { } id && node.Word("clientSecret") is { } secret =>
            new ScimAuthentication.OAuth2(url, id, secret, node.Word("scope")),
        _ => null,
    };

    private static AccountActions ActionsOf(Node list)
    {
        var actions = AccountActions.None;
        foreach (var word in ((Node?)list).Words())
        {
            actions |= word.Text switch
            {
                "create" => AccountActions.Create,
                "update" => AccountActions.Update,
                "deactivate" => AccountActions.Deactivate,
                "delete" => AccountActions.Delete,
                _ => AccountActions.None,
            };
        }

        return actions;
    }

    private static DraftPush PushOf(SourceSpan span, Node node) => new(node.Find("mapping")?.Written(), span)
    {
        Push = node.Find("push")?.Written(),
        Unassigned = node.Find("unassigned")?.Written(),
        ForeignMembers = node.Find("foreignMembers")?.Written(),
    };

    private static ImmutableArray<ProtectedAccount> ProtectedOf(Node? list) =>
    [
        .. list.Words().DistinctBy(w => w.Text, StringComparer.OrdinalIgnoreCase).OrderBy(w => w.Text, StringComparer.OrdinalIgnoreCase)
            .Select(w => new ProtectedAccount(w.Text, w.Span)),
    ];
}
