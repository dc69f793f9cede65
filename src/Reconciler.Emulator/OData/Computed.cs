using System.Buffers.Binary;
using System.Text.Json;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Schema;
using Reconciler.Emulator.State;

namespace Reconciler.Emulator.OData;

/// <summary>Values that follow from an object instead of being kept in it.</summary>
internal static class Computed
{
    public static object? Value(DirectoryObject item, ObjectValues values, PropertyDefinition property) => property.Name switch
    {
        "id" when item.Ends is { } ends => AssignmentId.Text(ends.Principal.Id, item.Id),
        "id" => item.Id.ToString(),
        "principalDisplayName" when item.Ends is { } ends => ends.Principal.Text("displayName"),
        "principalType" when item.Ends is { } ends => ends.Principal.Type.Resource,
        "resourceDisplayName" when item.Ends is { } ends => ends.Resource.Text("displayName"),
        "deletedDateTime" => item.DeletedAt is { } at ? StateWriter.Time(at) : null,
        "securityIdentifier" => SecurityIdentifier(item.Id),
        "appDisplayName" when item.Kind == ObjectKind.ExtensionProperty => item.Parent?.Text("displayName"),
        _ => values[property],
    };

    /// <summary>S-1-12-1 and the id's little-endian bytes read as four numbers.</summary>
    public static string SecurityIdentifier(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        return string.Join('-', "S-1-12-1", Part(bytes), Part(bytes[4..]), Part(bytes[8..]), Part(bytes[12..]));
    }

    /// <summary>What a structure shows when nothing in it was ever set.</summary>
    public static void WriteUnset(Utf8JsonWriter writer, PropertyDefinition property)
    {
        if (property.Name == "onPremisesExtensionAttributes")
        {
            writer.WriteStartObject();
            for (var number = 1; number <= 15; number++)
                writer.WriteNull("extensionAttribute" + number);
            writer.WriteEndObject();
        }
        else if (property.IsCollection)
        {
            writer.WriteStartArray();
            writer.WriteEndArray();
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static uint Part(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
