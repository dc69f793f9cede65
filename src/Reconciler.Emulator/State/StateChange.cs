using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Emulator.Directory;

namespace Reconciler.Emulator.State;

/// <summary>A log line as the change it records.</summary>
internal static class StateChange
{
    public static Change? Read(JsonElement line, DirectoryStore store, StringPool pool)
    {
        var type = line.GetProperty("type").GetString() ?? "";
        return type switch
        {
            "links" => Links(line),
            "delete" => new DeleteChange(Id(line)),
            "restore" => new RestoreChange(Id(line), line.TryGetProperty("userPrincipalName", out var name) ? name.GetString() : null),
            "purge" => new PurgeChange(Id(line)),
            _ => StateTypes.Parse(type) is { } kind ? Put(StateLine.Read(line, kind, pool), Id(line), store) : null,
        };
    }

    private static PutChange Put(StateLine line, Guid id, DirectoryStore store)
    {
        Guid? parent = Guid.TryParse(line.Application, out var application) && store.Find(application) is { } found ? found.Id : null;
        return new PutChange(line.Kind, id, line.Values, parent);
    }

    private static LinkChange? Links(JsonElement line) =>
        Relations.Parse(line.GetProperty("relation").GetString() ?? "") is { } relation
            ? new LinkChange(relation, line.GetProperty("from").GetGuid(), Ids(line, "added"), Ids(line, "removed"))
            : null;

    private static Guid Id(JsonElement line) => line.GetProperty("id").GetGuid();

    private static ImmutableArray<Guid> Ids(JsonElement line, string name) =>
        line.TryGetProperty(name, out var ids) ? [.. ids.EnumerateArray().Select(i => i.GetGuid())] : [];
}
