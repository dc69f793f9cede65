using Reconciler.Emulator.Deleted;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.OData;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.Applications;

internal static class ApplicationRoutes
{
    public static Answer Handle(Call call) => (call.Method, call.Path) switch
    {
        ("GET", ["applications"]) => All(call).Answer(call),
        ("POST", ["applications"]) => ApplicationWrites.Create(call),
        ("GET", ["applications", "$count"]) => All(call).Count(call),
        ("GET", ["applications", var key]) => OneObject.Answer(call, Application(call, key), "applications"),
        ("PATCH", ["applications", var key]) => ApplicationWrites.Update(call, Application(call, key)),
        ("DELETE", ["applications", var key]) => Removal.SoftDelete(call, Application(call, key)),
        ("GET", ["applications", var key, "extensionProperties"]) => ExtensionProperties.List(call, Application(call, key)),
        ("POST", ["applications", var key, "extensionProperties"]) => ExtensionProperties.Create(call, Application(call, key)),
        ("GET", ["applications", var key, "extensionProperties", var id]) => ExtensionProperties.Get(call, Application(call, key), id),
        ("DELETE", ["applications", var key, "extensionProperties", var id]) => ExtensionProperties.Delete(call, Application(call, key), id),
        (_, ["applications"] or ["applications", _] or ["applications", _, "extensionProperties", ..]) => throw Errors.WrongVerb(),
        (_, [_, _, "owners" or "synchronization" or "addPassword" or "removePassword" or "addKey" or "removeKey"
            or "federatedIdentityCredentials", ..]) => throw Errors.NotImplemented(),
        (_, [_, _, var segment, ..]) => throw Errors.NoSegment(segment),
        _ => throw Errors.WrongVerb(),
    };

    private static Listing All(Call call) => new(call.Store.Live(ObjectKind.Application), "applications") { Types = [ApplicationTypes.Application] };

    private static DirectoryObject Application(Call call, string key) => Lookup.Require(call, ObjectKind.Application, key);
}
