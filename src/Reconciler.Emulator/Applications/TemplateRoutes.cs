using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.OData;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.Applications;

internal static class TemplateRoutes
{
    public static Answer Handle(Call call) => (call.Method, call.Path) switch
    {
        ("GET", ["applicationTemplates"]) => All(call).Answer(call),
        ("GET", ["applicationTemplates", "$count"]) => All(call).Count(call),
        ("GET", ["applicationTemplates", var id]) => OneObject.Answer(call, Template(call, id), "applicationTemplates"),
        ("POST", ["applicationTemplates", var id, "instantiate" or "microsoft.graph.instantiate"]) => Instantiation.Run(call, Template(call, id)),
        (_, ["applicationTemplates"] or ["applicationTemplates", _] or ["applicationTemplates", _, "instantiate"]) => throw Errors.WrongVerb(),
        (_, [_, _, var segment, ..]) => throw Errors.NoSegment(segment),
        _ => throw Errors.WrongVerb(),
    };

    private static Listing All(Call call) =>
        new(call.Store.Live(ObjectKind.ApplicationTemplate), "applicationTemplates") { Types = [ApplicationTypes.Template] };

    private static DirectoryObject Template(Call call, string id) => Lookup.Require(call, ObjectKind.ApplicationTemplate, id);
}
