using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads of an application what others refer to and what it refers to; the rest waits for the version that carries it out.</summary>
internal static class ApplicationReader
{
    public static void Read(Node key, Node value, Draft draft)
    {
        draft.Deferred.Applications++;
        var scim = value.Find("scim");
        draft.Applications.All.Add(new DraftApplication(new Written(key.Text, key.Span), ReadRoles(value.Find("roles")), scim is not null));
        foreach (var accounts in new[] { scim, value.Find("provisioning") })
        {
            foreach (var (list, kind) in new[] { ("users", "user"), ("groups", "group") })
            {
                if (accounts?.Find(list)?.Find("mapping")?.Written() is { } mapping)
                    draft.Applications.MappingUses.Add(new MappingUse(mapping, kind));
            }
        }
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
