using System.Text.Json;
using Reconciler.Emulator.Scim.Resources;
using Reconciler.Emulator.Scim.Schemas;
using Reconciler.Emulator.Scim.Values;
using Reconciler.Emulator.State;

namespace Reconciler.Emulator.Scim.Storage;

/// <summary>Reads lines of users and groups into an application: seeds and snapshots as a whole, the log line by line.</summary>
internal sealed class ScimLoader(ScimApplication application)
{
    private readonly List<(ScimResource Group, List<JsonElement> Members, string Where)> _pending = [];
    private ScimStore Store => application.Store;

    /// <summary>A resource as a seed or a snapshot describes it; members are found by <see cref="Finish"/>.</summary>
    public void Describe(JsonElement line, string where)
    {
        var resource = Read(line, out var members);
        if (Store.Find(resource.Id) is not null)
            throw new StateException($"the resource '{resource.Id}' is described twice");
        if (resource.UserName is { } userName && resource.Type.Name == "User" && Store.ByUserName(userName) is not null)
            throw new StateException($"the userName '{userName}' is used twice");
        Store.Put(resource);
        if (members.Count > 0)
            _pending.Add((resource, members, where));
    }

    /// <summary>Finds the members of every group that was described.</summary>
    public void Finish()
    {
        foreach (var (group, members, where) in _pending)
        {
            var draft = group.Values.Clone();
            draft["members"] = members.ConvertAll(m => (object)new Complex
            {
                { "value", Member(m)?.Id ?? throw new StateException($"{where}: the member {m.GetRawText()} names nothing, or more than one resource") },
            });
            try
            {
                MemberRules.Settle(draft, group.Id, null, Store);
            }
            catch (ScimException fault)
            {
                throw new StateException($"{where}: {fault.Message}", fault);
            }

            Store.Put(group with { Values = draft });
        }

        _pending.Clear();
    }

    /// <summary>One change of the log; those the snapshot holds already are skipped.</summary>
    public void Replay(JsonElement line)
    {
        var sequence = line.GetProperty("sequence").GetInt64();
        if (sequence <= Store.Sequence)
            return;
        switch (line.GetProperty("type").GetString())
        {
            case "scimDelete":
                Store.Remove(line.GetProperty("id").GetString() ?? "");
                break;
            case "scimMembers":
                Store.Put(Changed(line));
                break;
            default:
                var resource = Read(line, out var members);
                if (members.Count > 0)
                {
                    resource.Values["members"] = members.ConvertAll(
                        m => (object)new Complex { { "value", m.GetProperty("value").GetString() }, { "type", SchemaReader.Text(m, "type") } });
                }

                Store.Put(resource);
                break;
        }

        Store.Sequence = sequence;
    }

    private ScimResource Changed(JsonElement line)
    {
        var id = line.GetProperty("id").GetString() ?? "";
        var group = Store.Find(id) ?? throw new StateException($"the log changes members of '{id}', which does not exist");
        var removed = SchemaReader.Texts(line, "removed").ToHashSet(StringComparer.Ordinal);
        var values = group.Values.Clone();
        var members = group.Members.FindAll(m => !removed.Contains((m as Complex)?.Text("value") ?? ""));
        members.AddRange(SchemaReader.Texts(line, "added").Select(m => new Complex { { "value", m }, { "type", Store.Find(m)?.Type.Name } }));
        values["members"] = members.Count == 0 ? null : members;
        return group with { Values = values, Version = line.GetProperty("version").GetInt64(), LastModified = Date(line, "lastModified") ?? group.LastModified };
    }

    private ScimResource Read(JsonElement line, out List<JsonElement> members)
    {
        var type = SchemaReader.Text(line, "type") == "scimUser" ? application.Model.Users : application.Model.Groups;
        if (!line.TryGetProperty("resource", out var json) || json.ValueKind != JsonValueKind.Object)
            throw new StateException("'resource' is missing");
        members = type.Name == "Group" && json.TryGetProperty("members", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(m => m.Clone())]
            : [];
        var values = Values(type, json);
        var password = values.Text("password");
        values["password"] = null;
        var name = type.Name == "User" ? values.Text("userName") : values.Text("displayName");
        if (string.IsNullOrEmpty(name))
            throw new StateException(type.Name == "User" ? "the user has no userName" : "the group has no displayName");
        var id = SchemaReader.Text(line, "id") ?? SchemaReader.Text(json, "id") ?? application.NamedId($"{type.Name}/{name.ToLowerInvariant()}");
        var existing = Store.Find(id);
        var now = ScimTime.Whole(application.Clock.GetUtcNow());
        return new ScimResource(type, id, existing?.Order ?? Store.NextOrder)
        {
            Values = values,
            Created = Date(line, "created") ?? now,
            LastModified = Date(line, "lastModified") ?? Date(line, "created") ?? now,
            Version = line.TryGetProperty("version", out var version) ? version.GetInt64() : 1,
            HasPassword = !string.IsNullOrEmpty(password) || line.TryGetProperty("hasPassword", out var flag) && flag.ValueKind == JsonValueKind.True,
        };
    }

    /// <summary>A seed may hold whatever a real application holds; only what cannot be stored is refused.</summary>
    private static Complex Values(ResourceType type, JsonElement json)
    {
        try
        {
            foreach (var member in json.EnumerateObject())
            {
                if (type.Resolve(member.Name) is null)
                    throw new StateException($"'{member.Name}' is not an attribute of {type.Name}");
            }

            return ValueReader.Resource(type, json, without: "members");
        }
        catch (ScimException fault)
        {
            throw new StateException(fault.Message, fault);
        }
    }

    private ScimResource? Member(JsonElement member)
    {
        if (member.ValueKind == JsonValueKind.String)
            return Store.Find(member.GetString() ?? "");
        if (member.ValueKind != JsonValueKind.Object)
            return null;
        if (SchemaReader.Text(member, "value") is { } id)
            return Store.Find(id);
        if (SchemaReader.Text(member, "userName") is { } userName)
            return Store.ByUserName(userName);
        return SchemaReader.Text(member, "displayName") is { } name && Store.GroupsByName(name).Take(2).ToList() is [var only] ? only : null;
    }

    private static DateTimeOffset? Date(JsonElement line, string name) => SchemaReader.Text(line, name) is { } text ? ScimTime.Parse(text) : null;
}
