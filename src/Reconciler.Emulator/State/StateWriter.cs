using System.Text.Json;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Tenant;

namespace Reconciler.Emulator.State;

/// <summary>Writes state lines; each call is one line.</summary>
internal sealed class StateWriter(Stream target)
{
    private readonly JsonLines _lines = new(target);

    public void Header(long sequence, DateTimeOffset at) => _lines.Write(writer =>
    {
        writer.WriteString("type", "snapshot");
        writer.WriteNumber("format", 1);
        writer.WriteNumber("sequence", sequence);
        writer.WriteString("at", Time(at));
    });

    public void Tenant(Organization organization)
    {
        _lines.Write(writer =>
        {
            writer.WriteString("type", "organization");
            writer.WriteString("id", organization.Id);
            writer.WriteString("displayName", organization.DisplayName);
            writer.WriteString("createdDateTime", Time(organization.CreatedDateTime));
        });
        foreach (var domain in organization.Domains)
        {
            _lines.Write(writer =>
            {
                writer.WriteString("type", "domain");
                writer.WriteString("id", domain.Name);
                writer.WriteBoolean("isDefault", domain.IsDefault);
                writer.WriteBoolean("isInitial", domain.IsInitial);
                writer.WriteString("authenticationType", domain.AuthenticationType);
            });
        }
    }

    public void Object(DirectoryObject item, DirectoryStore store) => _lines.Write(writer => Item(writer, item, item.Values, store));

    public void Deleted(DirectoryObject item, DirectoryStore store) => _lines.Write(writer =>
    {
        writer.WriteString("type", "deleted");
        writer.WriteString("deletedDateTime", Time(item.DeletedAt ?? DateTimeOffset.UnixEpoch));
        writer.WriteStartObject("item");
        Item(writer, item, item.Values, null);
        writer.WriteEndObject();
        writer.WriteStartArray("links");
        foreach (var link in item.Dormant ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("relation", link.Relation.Name());
            writer.WriteString("from", store[link.From].Id);
            writer.WriteString("to", store[link.To].Id);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    public void Change(Change change, DirectoryStore store, DateTimeOffset at) => _lines.Write(writer =>
    {
        switch (change)
        {
            case PutChange put when store.Find(put.Id) is { } item:
                Item(writer, item, put.Values, null);
                break;
            case LinkChange link:
                writer.WriteString("type", "links");
                writer.WriteString("relation", link.Relation.Name());
                writer.WriteString("from", link.From);
                Ids(writer, "added", link.Added);
                Ids(writer, "removed", link.Removed);
                break;
            case DeleteChange delete:
                Presence(writer, "delete", delete.Id);
                break;
            case RestoreChange restore:
                Presence(writer, "restore", restore.Id);
                if (restore.UserPrincipalName is { } name)
                    writer.WriteString("userPrincipalName", name);
                break;
            case PurgeChange purge:
                Presence(writer, "purge", purge.Id);
                break;
        }

        writer.WriteNumber("sequence", store.Sequence);
        writer.WriteString("at", Time(at));
    });

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'");

    private static void Presence(Utf8JsonWriter writer, string type, Guid id)
    {
        writer.WriteString("type", type);
        writer.WriteString("id", id);
    }

    private static void Item(Utf8JsonWriter writer, DirectoryObject item, ObjectValues values, DirectoryStore? links)
    {
        writer.WriteString("type", StateTypes.Name(item.Kind));
        writer.WriteString("id", item.Id);
        if (item.Parent is { } parent)
            writer.WriteString("application", parent.Id);
        foreach (var property in item.Type.Properties)
        {
            if (values.Raw(property) is not { } value)
                continue;
            writer.WritePropertyName(StateTypes.Member(item.Kind, property.Name));
            StateValue.Write(writer, value);
        }

        foreach (var (name, value) in values.Extensions)
        {
            writer.WritePropertyName(name);
            StateValue.Write(writer, value);
        }

        if (links is null)
            return;
        foreach (var relation in Relations.All.Where(item.HasLinks))
            Links(writer, item, relation, links);
    }

    private static void Links(Utf8JsonWriter writer, DirectoryObject item, Relation relation, DirectoryStore store)
    {
        if (relation == Relation.Manager)
        {
            writer.WriteString("manager", store[item.Links(relation)[0]].Id);
            return;
        }

        writer.WriteStartArray(relation.Name());
        foreach (var handle in item.Links(relation).Span)
            writer.WriteStringValue(store[handle].Id);
        writer.WriteEndArray();
    }

    private static void Ids(Utf8JsonWriter writer, string name, IReadOnlyCollection<Guid> ids)
    {
        if (ids.Count == 0)
            return;
        writer.WriteStartArray(name);
        foreach (var id in ids)
            writer.WriteStringValue(id);
        writer.WriteEndArray();
    }
}
