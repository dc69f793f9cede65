using Reconciler.Emulator.Scim.Filters;
using Reconciler.Emulator.Scim.Schemas;
using Reconciler.Emulator.Scim.Values;

namespace Reconciler.Emulator.Scim.Resources;

/// <summary>Resources as readers see them: with ids, meta, groups and complete members, located below one root.</summary>
internal sealed class ResourceView(ScimStore store, string root)
{
    /// <summary>Value of a core or common attribute, or of one in an extension; null when there is none.</summary>
    public object? Read(ScimResource resource, SchemaDefinition? extension, AttributeDefinition attribute)
    {
        if (extension is not null)
            return (resource.Values[extension.Id] as Complex)?[attribute.Name];
        if (attribute == CommonAttributes.Id)
            return resource.Id;
        if (attribute == CommonAttributes.Schemas)
            return Schemas(resource);
        if (attribute == CommonAttributes.Meta)
            return Meta(resource);
        return (resource.Type.Name, attribute.Name) switch
        {
            ("User", "groups") => Groups(resource),
            ("Group", "members") => resource.Members.Count == 0 ? null : resource.Members.ConvertAll(Member),
            _ => resource.Values[attribute.Name],
        };
    }

    public string Location(ScimResource resource) => $"{root}/{resource.Type.Endpoint}/{Uri.EscapeDataString(resource.Id)}";

    /// <summary>Where a filter over this type finds its attributes; unknown ones are absent when other types are searched too.</summary>
    public FilterScope<ScimResource> Scope(ResourceType type, bool isOneOfMany) => name => type.Resolve(name) switch
    {
        { } path => Bound(path),
        null when isOneOfMany => new BoundAttribute<ScimResource>(new AttributeDefinition(name, AttributeType.String, ""), _ => null),
        null => null,
    };

    public BoundAttribute<ScimResource> Bound(AttributePath path)
    {
        if (path.Attribute is not { } attribute)
        {
            var id = path.Extension?.Id ?? "";
            return new BoundAttribute<ScimResource>(new AttributeDefinition(id, AttributeType.Complex, ""), r => r.Values[id]);
        }

        if (path.Sub is not { } sub)
            return new BoundAttribute<ScimResource>(attribute, r => Read(r, path.Extension, attribute));
        return new BoundAttribute<ScimResource>(sub, r => FilterBinder.Values(Raw(r, path, attribute, sub), sub.Name));
    }

    /// <summary>Complete members cost a look-up each; their ids and types do not.</summary>
    private object? Raw(ScimResource resource, AttributePath path, AttributeDefinition attribute, AttributeDefinition sub) =>
        resource.Type.Name == "Group" && attribute.Name == "members" && sub.Name is "value" or "type"
            ? resource.Values["members"] ?? Read(resource, path.Extension, attribute)
            : Read(resource, path.Extension, attribute);

    private static List<object> Schemas(ScimResource resource) =>
        [resource.Type.Schema.Id, .. resource.Type.Extensions.Where(e => resource.Values[e.Id] is not null).Select(e => e.Id)];

    private Complex Meta(ScimResource resource) => new()
    {
        { "resourceType", resource.Type.Name },
        { "created", ScimTime.Text(resource.Created) },
        { "lastModified", ScimTime.Text(resource.LastModified) },
        { "location", Location(resource) },
        { "version", resource.ETag },
    };

    private object Member(object member)
    {
        var id = (member as Complex)?.Text("value") ?? "";
        return store.Find(id) is { } found
            ? new Complex
            {
                { "value", id },
                { "$ref", Location(found) },
                { "display", found.DisplayName ?? found.UserName },
                { "type", found.Type.Name },
            }
            : member;
    }

    /// <summary>Direct groups first, then those reached through others.</summary>
    private List<object>? Groups(ScimResource user)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var result = new List<object>();
        var round = store.GroupsOf(user.Id).Where(g => seen.Add(g.Id)).ToList();
        for (var kind = "direct"; round.Count > 0; kind = "indirect")
        {
            foreach (var group in round)
                result.Add(new Complex { { "value", group.Id }, { "$ref", Location(group) }, { "display", group.DisplayName }, { "type", kind } });
            round = [.. round.SelectMany(g => store.GroupsOf(g.Id)).Where(g => seen.Add(g.Id))];
        }

        return result.Count == 0 ? null : result;
    }
}
