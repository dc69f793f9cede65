using Reconciler.Emulator.Http;
using Reconciler.Emulator.Scim.Bulk;
using Reconciler.Emulator.Scim.Schemas;

namespace Reconciler.Emulator.Scim.Http;

/// <summary>Hands a call to what its segments name; every other path is a SCIM 404.</summary>
internal static class ScimRouter
{
    /// <summary>Whether the call changes nothing and may run beside others.</summary>
    public static bool Reads(ScimCall call) => call.Method == "GET" || call.Path is [.., ".search"];

    public static Answer Route(ScimCall call)
    {
        var types = call.Application.Model.Types(call.Switches.GroupsEnabled);
        switch (call.Path)
        {
            case []:
                return call.Method == "GET" ? ScimListing.Run(call, types, call.Query) : throw ScimException.WrongVerb("GET");
            case [".search"]:
                return ResourceRoutes.Search(call, types);
            case ["Bulk"]:
                return call.Method == "POST" ? BulkRun.Run(call) : throw ScimException.WrongVerb("POST");
            case ["Me", ..]:
                throw new ScimException(501, null, "/Me is not supported");
            case ["ServiceProviderConfig" or "ResourceTypes" or "Schemas", ..]:
                return Discovery.Run(call);
        }

        if (Type(call, call.Path[0]) is not { } type)
            throw new ScimException(404, null, "There is no endpoint at this path");
        return call.Path switch
        {
            [_] => ResourceRoutes.Collection(call, type),
            [_, ".search"] => ResourceRoutes.Search(call, [type]),
            [_, var id] => ResourceRoutes.Single(call, type, id),
            _ => throw new ScimException(404, null, "There is no endpoint at this path"),
        };
    }

    public static ResourceType? Type(ScimCall call, string endpoint) =>
        call.Application.Model.Types(call.Switches.GroupsEnabled).FirstOrDefault(t => t.Endpoint == endpoint);
}
