using System.Text.Json;
using Reconciler.Emulator.Scim.Resources;
using Reconciler.Emulator.Scim.Values;
using Reconciler.Emulator.State;

namespace Reconciler.Emulator.Scim.Storage;

/// <summary>Writes state lines of one application.</summary>
internal sealed class ScimStateWriter(Stream target, string application)
{
    private readonly JsonLines _lines = new(target);

    public void Header(long sequence, DateTimeOffset at) => _lines.Write(writer =>
    {
        writer.WriteString("type", "snapshot");
        writer.WriteNumber("format", 1);
        writer.WriteNumber("sequence", sequence);
        writer.WriteString("at", StateWriter.Time(at));
    });

    /// <summary>The seed's line about the application, or a bare one.</summary>
    public void Application(JsonElement? settings) => _lines.Write(writer =>
    {
        writer.WriteString("type", "scimApplication");
        writer.WriteString("key", application);
        if (settings is not { } line)
            return;
        foreach (var member in line.EnumerateObject().Where(m => m.Name is not ("type" or "key")))
            member.WriteTo(writer);
    });

    public void Resource(ScimResource resource) => _lines.Write(writer => Item(writer, resource));

    public void Put(ScimResource resource, long sequence, DateTimeOffset at) => _lines.Write(writer =>
    {
        Item(writer, resource);
        Place(writer, sequence, at);
    });

    public void Members(ScimResource group, IEnumerable<string> added, IEnumerable<string> removed, long sequence, DateTimeOffset at) => _lines.Write(writer =>
    {
        writer.WriteString("type", "scimMembers");
        writer.WriteString("application", application);
        writer.WriteString("id", group.Id);
        Ids(writer, "added", added);
        Ids(writer, "removed", removed);
        writer.WriteNumber("version", group.Version);
        writer.WriteString("lastModified", ScimTime.Text(group.LastModified));
        Place(writer, sequence, at);
    });

    public void Delete(string id, long sequence, DateTimeOffset at) => _lines.Write(writer =>
    {
        writer.WriteString("type", "scimDelete");
        writer.WriteString("application", application);
        writer.WriteString("id", id);
        Place(writer, sequence, at);
    });

    private void Item(Utf8JsonWriter writer, ScimResource resource)
    {
        writer.WriteString("type", resource.Type.Name == "User" ? "scimUser" : "scimGroup");
        writer.WriteString("application", application);
        writer.WriteString("id", resource.Id);
        writer.WritePropertyName("resource");
        ValueWriter.Write(writer, resource.Values);
        writer.WriteString("created", ScimTime.Text(resource.Created));
        writer.WriteString("lastModified", ScimTime.Text(resource.LastModified));
        writer.WriteNumber("version", resource.Version);
        if (resource.HasPassword)
            writer.WriteBoolean("hasPassword", true);
    }

    private static void Ids(Utf8JsonWriter writer, string name, IEnumerable<string> ids)
    {
        writer.WriteStartArray(name);
        foreach (var id in ids)
            writer.WriteStringValue(id);
        writer.WriteEndArray();
    }

    private static void Place(Utf8JsonWriter writer, long sequence, DateTimeOffset at)
    {
        writer.WriteNumber("sequence", sequence);
        writer.WriteString("at", StateWriter.Time(at));
    }
}
