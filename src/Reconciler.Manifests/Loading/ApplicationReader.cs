using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads of an application what others refer to and what it refers to; the rest waits for the version that carries it out.</summary>
internal static class ApplicationReader
{
    public static void Read(Node key, Node value, Draft draft)
    {
        draft.Deferred.Applications++;
        var scim = value.Find("scim");
        draft.Applications.All.Add(new DraftApplication(new Written(key.Text, key.Span), ReadRoles(value.Find("roles")))
        {
            HasAccounts = scim is not null,
            Found = FoundBy(value.Find("enterpriseApp")),
            SaysMode = value.Find("assignments") is not null,
        });
        if (scim is { } accountsOfOurs)
            RefuseAnonymous(accountsOfOurs, draft);
        if (scim?.Find("profile")?.Written() is { } profile)
            draft.Applications.ProfileUses.Add(profile);
        foreach (var accounts in new[] { scim, value.Find("provisioning") })
        {
            RefuseOpen(accounts?.Find("baseUrl"), draft);
            foreach (var (list, kind) in new[] { ("users", "user"), ("groups", "group") })
            {
                if (accounts?.Find(list)?.Find("mapping")?.Written() is { } mapping)
                {
                    draft.Applications.MappingUses.Add(new MappingUse(mapping, kind)
                    {
                        Profile = accounts == scim ? scim?.Word("profile") ?? "generic" : null,
                        Everybody = accounts?.Find("scope") is { Text: "all" } scope ? new Written(key.Text, scope.Span) : null,
                    });
                }
            }
        }
    }

    // What is sent to an address bears a token and people's data.
    private static void RefuseOpen(Node? address, Draft draft)
    {
        if (address?.Written() is { } written && Addresses.IsOpen(written.Text))
            draft.Faults.Add(RuleFaults.NotEncrypted(written.Span));
    }

    private static void RefuseAnonymous(Node scim, Draft draft)
    {
        var auth = scim.Find("auth");
        RefuseOpen(auth?.Find("tokenUrl"), draft);
        if (auth?.Find("type") is { Text: "none" } type && scim.Word("baseUrl") is { } address && !Addresses.IsLoopback(address))
            draft.Faults.Add(RuleFaults.NotAuthenticated(type.Span));
    }

    private static SourceSpan? FoundBy(Node? application)
    {
        foreach (var (key, _) in application.Parts())
        {
            if (key.Text is "id" or "appId" or "displayName")
                return key.Span;
        }

        return null;
    }

    // Roles that are not listed exist and are only referred to; nothing can be said about them offline.
    private static List<Written>? ReadRoles(Node? node)
    {
        if (node is not { Kind: NodeKind.Sequence } list)
            return null;
        var roles = new List<Written>();
        foreach (var item in list.Items)
        {
            if (item.Written() is { } word)
                roles.Add(word);
            else if (item.Find("value")?.Written() is { } value)
                roles.Add(value);
        }

        return roles;
    }
}
