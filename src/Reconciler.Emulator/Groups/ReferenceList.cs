using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;

namespace Reconciler.Emulator.Groups;

/// <summary><c>GET …/$ref</c>: the links alone.</summary>
internal static class ReferenceList
{
    public static Answer Answer(Call call, DirectoryObject group, Relation relation) => Http.Answer.Json(200, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("@odata.context", call.Context("Collection($ref)"));
        writer.WriteStartArray("value");
        foreach (var handle in group.Links(relation).Span)
        {
            writer.WriteStartObject();
            writer.WriteString("@odata.id", $"{call.Root}directoryObjects/{call.Store[handle].Id}");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
