using Reconciler.Emulator.Scim.Filters;
using Reconciler.Emulator.Scim.Schemas;

namespace Reconciler.Emulator.Scim.Resources;

/// <summary>Resources an index finds for a filter that needs an equality, so that not all must be looked at; the whole filter is still applied to them.</summary>
internal static class Candidates
{
    public static IEnumerable<ScimResource>? Of(FilterNode filter, ResourceType type, ScimStore store) => filter switch
    {
        FilterNode.And and => Of(and.Left, type, store) ?? Of(and.Right, type, store),
        FilterNode.Compare { Operator: FilterOperator.Eq, Literal.Text: { } text } compare => ByKey(type.Resolve(compare.Attribute), text, type, store),
        _ => null,
    };

    private static IEnumerable<ScimResource>? ByKey(AttributePath? path, string text, ResourceType type, ScimStore store)
    {
        if (path is not { Extension: null, Attribute: { } attribute })
            return null;
        var found = (type.Name, path.ToString()) switch
        {
            (_, "id") => One(store.Find(text)),
            (_, "externalId") => store.ByExternalId(text),
            ("User", "userName") => One(store.ByUserName(text)),
            ("Group", "displayName") => store.GroupsByName(text),
            ("Group", "members.value" or "members") => store.GroupsOf(text),
            _ => null,
        };
        return found?.Where(r => r.Type == type);
    }

    private static IEnumerable<ScimResource> One(ScimResource? resource) => resource is null ? [] : [resource];
}
