using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.OData;

/// <summary>Answers that hold one object.</summary>
internal static class OneObject
{
    public static Answer Answer(Call call, DirectoryObject item, string set)
    {
        var selection = Selection.Parse(call.Query.Select, call.Store.Extensions, item.Type);
        selection.RefuseElsewhere();
        var expansion = Expansion.Parse(call.Query.Expand, item.Type, call.Store.Extensions);
        if (expansion is { HasLevels: true } && !call.Advanced)
            throw Errors.UnsupportedQuery("$levels needs $count=true and 'ConsistencyLevel: eventual'.");
        var context = call.Context(set + selection.InContext + "/$entity");
        return Http.Answer.Json(200, writer => new ObjectWriter(call, selection, expansion).Write(writer, item, withType: false, context));
    }

    /// <summary>An object whose type the request does not say.</summary>
    public static Answer Mixed(Call call, DirectoryObject item)
    {
        var selection = Selection.Parse(call.Query.Select, call.Store.Extensions, item.Type);
        var context = call.Context("directoryObjects" + selection.InContext + "/$entity");
        return Http.Answer.Json(200, writer => new ObjectWriter(call, selection).Write(writer, item, withType: true, context));
    }

    public static Answer Created(Call call, DirectoryObject item, string set)
    {
        var selection = Selection.Parse(null, call.Store.Extensions, ReadOnlySpan<EntityType>.Empty);
        var context = call.Context(set + "/$entity");
        return Http.Answer.Json(201, writer => new ObjectWriter(call, selection).Write(writer, item, withType: false, context))
            .With("Location", $"{call.Root}{set}/{item.Id}");
    }
}
