using Reconciler.Emulator.Http;
using Reconciler.Emulator.Scim.Patch;
using Reconciler.Emulator.Scim.Resources;
using Reconciler.Emulator.Scim.Schemas;
using Reconciler.Emulator.Scim.Values;

namespace Reconciler.Emulator.Scim.Http;

/// <summary>Users and groups: the collection, its search, and single resources.</summary>
internal static class ResourceRoutes
{
    public static Answer Collection(ScimCall call, ResourceType type) => call.Method switch
    {
        "GET" => ScimListing.Run(call, [type], call.Query),
        "POST" => Create(call, type),
        _ => throw ScimException.WrongVerb("GET", "POST"),
    };

    public static Answer Search(ScimCall call, IReadOnlyList<ResourceType> types) => call.Method == "POST"
        ? ScimListing.Run(call, types, ScimQuery.Of(call.ReadBody(ScimQuery.SearchUrn)))
        : throw ScimException.WrongVerb("POST");

    public static Answer Single(ScimCall call, ResourceType type, string id)
    {
        if (call.Method is not ("GET" or "PUT" or "PATCH" or "DELETE"))
            throw ScimException.WrongVerb("GET", "PUT", "PATCH", "DELETE");
        var resource = call.Store.Find(type, id) ?? throw ScimException.NotFound(id);
        if (call.Method == "GET")
            return Get(call, resource);
        ScimPreconditions.Check(call.Header("If-Match"), call.Header("If-None-Match"), resource);
        return call.Method switch
        {
            "PUT" => Replace(call, resource),
            "PATCH" => Patch(call, resource),
            _ => Delete(call, resource),
        };
    }

    /// <summary>Creates under an id that is fixed already, as the references of a bulk request need it.</summary>
    public static Answer Create(ScimCall call, ResourceType type, string? id = null)
    {
        var projection = call.Query.Projection;
        var draft = ValueReader.Resource(type, call.ReadBody(type.Schema.Id));
        var created = new ResourceWrites(call.Application, call.Now).Create(type, draft, id);
        return ScimAnswers.Resource(call, 201, created, projection);
    }

    private static Answer Get(ScimCall call, ScimResource resource) =>
        call.Header("If-None-Match") is { Length: > 0 } tags && ScimPreconditions.Names(tags, resource)
            ? Answer.Empty(304).With("ETag", resource.ETag)
            : ScimAnswers.Resource(call, 200, resource, call.Query.Projection);

    private static Answer Replace(ScimCall call, ScimResource resource)
    {
        var projection = call.Query.Projection;
        var draft = ValueReader.Resource(resource.Type, call.ReadBody(resource.Type.Schema.Id));
        return ScimAnswers.Resource(call, 200, new ResourceWrites(call.Application, call.Now).Replace(resource, draft), projection);
    }

    private static Answer Patch(ScimCall call, ScimResource resource)
    {
        var projection = call.Query.Projection;
        var operations = PatchOperation.ReadAll(call.ReadBody(PatchOperation.Urn));
        var after = new ResourceWrites(call.Application, call.Now).Patch(resource, operations);
        var tells = resource.Type.Name == "User" ? call.Switches.PatchReturnsBody : call.Switches.GroupPatchReturnsBody;
        // Attributes that are asked for are always answered (RFC 7644 §3.5.2); no change has nothing to tell.
        return projection.IsSelective || tells && !ReferenceEquals(after, resource)
            ? ScimAnswers.Resource(call, 200, after, projection)
            : Answer.NoContent.With("ETag", after.ETag);
    }

    private static Answer Delete(ScimCall call, ScimResource resource)
    {
        new ResourceWrites(call.Application, call.Now).Delete(resource);
        return Answer.NoContent;
    }
}
