using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads an application of the control file, and notes whom it names.</summary>
internal static class ApplicationReader
{
    public static void Read(Node key, Node value, Draft draft)
    {
        var scim = value.Find("scim");
        var provisioning = value.Find("provisioning");
        var enforce = value.Find("enforce");
        var assignments = value.Find("assignments");
        draft.Applications.All.Add(new DraftApplication(new Written(key.Text, key.Span), RolesOf(value.Find("roles")))
        {
            IsDoubtful = draft.IsFaulted(key, value),
            RolesSpan = value.KeySpan("roles"),
            Enforce = DirectoryReader.ModeOf(enforce?.Word()) ?? Enforcement.Observe,
            EnforceSpan = enforce?.Span ?? key.Span,
            DisplayName = value.Find("displayName")?.Written(),
            EnterpriseApp = value.Find("enterpriseApp") is { } enterprise ? EnterpriseAppOf(value.KeySpan("enterpriseApp"), enterprise) : null,
            Mode = GroupReader.ModeOf(assignments?.Word()),
            ModeSpan = assignments?.Span ?? default,
            Unmanaged = [.. value.Find("unmanaged").Words()],
            Scim = scim is { } accounts ? ScimReader.Read(value.KeySpan("scim"), accounts) : null,
            HasProvisioning = provisioning is not null,
            ProvisioningUrl = provisioning?.Find("baseUrl")?.Written(),
        });
        if (provisioning is not null)
            draft.Deferred.Jobs++;
        Judge(scim, provisioning, draft);
        NoteUses(key, scim, provisioning, draft);
    }

    // What is sent to an address bears a token and people's data.
    private static void Judge(Node? scim, Node? provisioning, Draft draft)
    {
        var auth = scim?.Find("auth");
        RefuseOpen(auth?.Find("tokenUrl"), draft);
        if (auth?.Find("type") is { Text: "none" } type && scim?.Word("baseUrl") is { } address && !Addresses.IsLoopback(address))
            draft.Faults.Add(RuleFaults.NotAuthenticated(type.Span));
        RefuseOpen(scim?.Find("baseUrl"), draft);
        RefuseOpen(provisioning?.Find("baseUrl"), draft);
    }

    private static void RefuseOpen(Node? address, Draft draft)
    {
        if (address?.Written() is { } written && Addresses.IsOpen(written.Text))
            draft.Faults.Add(RuleFaults.NotEncrypted(written.Span));
    }

    private static void NoteUses(Node key, Node? scim, Node? provisioning, Draft draft)
    {
        if (scim?.Find("profile")?.Written() is { } profile)
            draft.Applications.ProfileUses.Add(profile);
        foreach (var accounts in new[] { scim, provisioning })
        {
            foreach (var (list, kind) in new[] { ("users", "user"), ("groups", "group") })
            {
                if (accounts?.Find(list)?.Find("mapping")?.Written() is { } mapping)
                {
                    draft.Applications.MappingUses.Add(new MappingUse(mapping, kind)
                    {
                        Profile = accounts == scim ? scim?.Word("profile") ?? DraftScim.DefaultProfile : null,
                        Everybody = accounts?.Find("scope") is { Text: "all" } scope ? new Written(key.Text, scope.Span) : null,
                    });
                }
            }
        }
    }

    private static DraftEnterpriseApp EnterpriseAppOf(SourceSpan span, Node node) =>
        new(IdOf(node.Find("id")), IdOf(node.Find("appId")), node.Find("displayName")?.Written(), node.Find("template")?.Written())
        {
            Span = span,
            Found = FoundBy(node),
            AssignmentRequired = node.Find("assignmentRequired")?.Written(),
        };

    private static Written? IdOf(Node? node) => node is { } written && ((Node?)written).Id() is { } id ? new Written(id, written.Span) : null;

    private static SourceSpan? FoundBy(Node application)
    {
        foreach (var (key, _) in application.Entries)
        {
            if (key.Text is "id" or "appId" or "displayName")
                return key.Span;
        }

        return null;
    }

    // Roles that are not listed exist and are only referred to; nothing can be said about them offline.
    private static List<DraftRole>? RolesOf(Node? node)
    {
        if (node is not { Kind: NodeKind.Sequence } list)
            return null;
        var roles = new List<DraftRole>();
        foreach (var item in list.Items)
        {
            if ((item.Written() ?? item.Find("value")?.Written()) is not { } value)
                continue;
            var name = item.Word("displayName") ?? value.Text;
            roles.Add(new DraftRole(value, name, item.Word("description") ?? name));
        }

        return roles;
    }
}
