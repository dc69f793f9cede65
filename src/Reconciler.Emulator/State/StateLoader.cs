using System.Text.Json;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Schema;
using Reconciler.Emulator.Tenant;

namespace Reconciler.Emulator.State;

/// <summary>Reads state files into a store: seeds and snapshots as the baseline, the log as history.</summary>
internal sealed class StateLoader(DirectoryStore store, Organization organization, EmulatorOptions options)
{
    private readonly StringPool _pool = new();
    private readonly List<Pending> _pending = [];
    private readonly List<(Guid Id, DateTimeOffset At, List<(Relation, Guid, Guid)> Links)> _deleted = [];
    private readonly AssignmentLines _assignments = new(store, organization);
    private readonly string _now = StateWriter.Time(options.Clock.GetUtcNow());

    private readonly record struct Pending(Guid From, Relation Relation, List<Reference> To, string Where);

    public void LoadSeeds()
    {
        store.History.Recording = false;
        var files = options.SeedFiles.IsDefault ? [] : options.SeedFiles;
        foreach (var file in files)
            StateLines.Each(file, (line, where) => Baseline(line, where, isSeed: true));
        Finish();
    }

    public void LoadSnapshot(string file)
    {
        store.History.Recording = false;
        StateLines.Each(file, (line, where) => Baseline(line, where, isSeed: false));
        Finish();
    }

    /// <summary>Replays the log; answers the length in bytes of its whole lines, so that a torn last one can be cut off.</summary>
    public long Replay(string file) => StateLines.Whole(file, Replay);

    private void Replay(JsonElement line)
    {
        var sequence = line.GetProperty("sequence").GetInt64();
        if (sequence <= store.Sequence)
            return;
        if (StateChange.Read(line, store, _pool) is { } change)
            store.Apply(change, sequence, line.GetProperty("at").GetDateTimeOffset());
    }

    private void Baseline(JsonElement line, string where, bool isSeed)
    {
        var type = Text(line, "type") ?? throw new StateException("'type' is missing");
        switch (type)
        {
            case "snapshot":
                store.Sequence = line.GetProperty("sequence").GetInt64();
                break;
            case "organization":
                organization.Describe(
                    Guid.TryParse(Text(line, "id"), out var id) ? id : null,
                    Text(line, "displayName"),
                    DateTimeOffset.TryParse(Text(line, "createdDateTime"), out var created) ? created : null);
                break;
            case "domain":
                organization.Add(new Domain(
                    Text(line, "id") ?? throw new StateException("a domain needs an id"),
                    Flag(line, "isDefault"),
                    Flag(line, "isInitial"),
                    Text(line, "authenticationType") ?? "Managed"));
                break;
            case "scimApplication" or "scimUser" or "scimGroup" when isSeed:
                // Read for the SCIM applications, each of which keeps a state of its own.
                break;
            case "deleted":
                Deleted(line, where, isSeed);
                break;
            default:
                Put(line, type, where, isSeed);
                break;
        }
    }

    private Guid Put(JsonElement line, string type, string where, bool isSeed)
    {
        if (StateTypes.Parse(type) is not { } kind)
            throw new StateException($"'{type}' is not a type of the state format");
        var read = StateLine.Read(line, kind, _pool);
        if (kind == ObjectKind.AppRoleAssignment)
        {
            _assignments.Add(read, where);
            return read.Id ?? Guid.Empty;
        }

        var values = isSeed ? SeedDefaults.Fill(kind, read.Values, organization.Id, _now) : read.Values;
        if (kind == ObjectKind.RoleAssignment)
            values = Resolved(values);
        var key = SeedDefaults.NaturalKey(kind, values) ?? (read.Id is null ? throw new StateException("neither an id nor a name is given") : "");
        var id = read.Id ?? NamedGuid.Create(organization.Id, type + ":" + key);
        if (store.Find(id) is not null)
            throw new StateException($"the {type} '{key}' is described twice");
        if (kind == ObjectKind.User && read.Values.Text(UserType.Type["userPrincipalName"]) is { } name && store.Keys.UserByName(name) is not null)
            throw new StateException($"the userPrincipalName '{name}' is used twice");
        Guid? parent = null;
        if (kind == ObjectKind.ExtensionProperty)
            parent = Application(read.Application).Id;
        store.Apply(new PutChange(kind, id, values, parent), store.Sequence, options.Clock.GetUtcNow());
        foreach (var (relation, to) in read.Links)
            _pending.Add(new Pending(id, relation, to, where));
        return id;
    }

    /// <summary>Seeds may name role and principal as they name members.</summary>
    private ObjectValues Resolved(ObjectValues values)
    {
        var resolver = new ReferenceResolver(store);
        foreach (var property in new[] { RoleTypes.Assignment["roleDefinitionId"], RoleTypes.Assignment["principalId"] })
        {
            if (values.Text(property) is { } text && !Guid.TryParse(text, out _) && resolver.Find(Reference.Parse(text)) is { } found)
                values = values.With(property, found.Id.ToString());
        }

        return values;
    }

    private DirectoryObject Application(string? reference)
    {
        var found = reference is null ? null : Guid.TryParse(reference, out var id) && store.Find(id) is { } byId
            ? byId
            : store.Keys.ByAppId(ObjectKind.Application, reference);
        if (found is null && reference is not null)
        {
            foreach (var handle in store.Live(ObjectKind.Application).Span)
                found ??= string.Equals(store[handle].Text("displayName"), reference, StringComparison.OrdinalIgnoreCase) ? store[handle] : null;
        }

        return found ?? throw new StateException($"the application '{reference}' is not described before this line");
    }

    private void Deleted(JsonElement line, string where, bool isSeed)
    {
        var item = line.GetProperty("item");
        var id = Put(item, Text(item, "type") ?? "", where, isSeed);
        var deletedAt = DateTimeOffset.TryParse(Text(line, "deletedDateTime"), out var given) ? given : options.Clock.GetUtcNow();
        var links = new List<(Relation, Guid, Guid)>();
        if (line.TryGetProperty("links", out var kept))
        {
            foreach (var link in kept.EnumerateArray())
            {
                if (Relations.Parse(Text(link, "relation") ?? "") is { } relation)
                    links.Add((relation, link.GetProperty("from").GetGuid(), link.GetProperty("to").GetGuid()));
            }
        }

        _deleted.Add((id, deletedAt, links));
    }

    private void Finish()
    {
        var resolver = new ReferenceResolver(store);
        foreach (var pending in _pending)
        {
            if (store.Find(pending.From) is { } from)
                DirectoryStore.LoadLinks(pending.Relation, from, pending.To.Select(r => resolver.Find(r) ?? throw Unresolved(pending, r)));
        }

        _assignments.Put(resolver, options.Clock.GetUtcNow());
        foreach (var (id, at, links) in _deleted)
            store.PutDeleted(id, at, links);
        _pending.Clear();
        _deleted.Clear();
        store.History.Baseline = store.Sequence;
        store.History.Recording = true;
    }

    private static StateException Unresolved(Pending pending, Reference reference) =>
        new($"{pending.Where}: '{reference}' among {pending.Relation.Name()} names nothing, or more than one object");

    private static string? Text(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Flag(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
