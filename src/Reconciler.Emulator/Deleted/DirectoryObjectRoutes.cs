using System.Text.Json;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Groups;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.OData;

namespace Reconciler.Emulator.Deleted;

/// <summary>Objects by id alone, whatever their type.</summary>
internal static class DirectoryObjectRoutes
{
    private const int Limit = 1000;

    public static Answer Handle(Call call) => (call.Method, call.Path[1..]) switch
    {
        ("POST", ["getByIds"]) => GetByIds(call),
        (_, ["getByIds"]) => throw Errors.WrongVerb(),
        ("GET", []) => throw Errors.UnsupportedQuery(),
        ("GET", [var id]) => OneObject.Mixed(call, Lookup.Require(call, null, id)),
        ("DELETE", [var id]) => Removal.SoftDelete(call, Lookup.Require(call, null, id)),
        (_, [var id, .. [_, ..] and var rest]) => MembershipQueries.Handle(call, null, id, rest),
        _ => throw Errors.WrongVerb(),
    };

    private static Answer GetByIds(Call call)
    {
        var body = call.ReadBody();
        if (!body.TryGetProperty("ids", out var ids) || ids.ValueKind != JsonValueKind.Array)
            throw Errors.Required("ids", "directoryObject");
        if (ids.GetArrayLength() > Limit)
            throw Errors.BadRequest($"The number of ids exceeds the maximum value of {Limit}.");
        var kinds = Kinds(body);
        var selection = Selection.Parse(call.Query.Select, call.Store.Extensions, [.. kinds.Select(ObjectKinds.TypeOf)]);
        var found = ids.EnumerateArray()
            .Select(e => Guid.TryParse(e.GetString(), out var id) ? call.Store.FindLive(id) : throw Errors.BadRequest($"Invalid object identifier '{e}'."))
            .OfType<DirectoryObject>()
            .Where(item => call.Sees(item) && kinds.Contains(item.Kind))
            .Distinct();
        var objects = new ObjectWriter(call, selection);
        return Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("@odata.context", call.Context("directoryObjects" + selection.InContext));
            writer.WriteStartArray("value");
            foreach (var item in found)
                objects.Write(writer, item, withType: true);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static ObjectKind[] Kinds(JsonElement body)
    {
        if (!body.TryGetProperty("types", out var types) || types.ValueKind != JsonValueKind.Array || types.GetArrayLength() == 0)
            return ObjectKinds.DirectoryObjects;
        var names = types.EnumerateArray().Select(t => t.GetString() ?? "").ToList();
        return names.Contains("directoryObject", StringComparer.Ordinal)
            ? ObjectKinds.DirectoryObjects
            : [.. names.Select(ObjectKinds.FromTypeName).OfType<ObjectKind>()];
    }
}
