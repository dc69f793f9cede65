using System.Text.Json;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.OData;

namespace Reconciler.Emulator.Delta;

/// <summary>The values of a delta entry: properties that were never set are left out, cleared ones are null.</summary>
internal static class DeltaValues
{
    public static void Write(Utf8JsonWriter writer, Call call, DeltaEntry entry, DeltaOptions options)
    {
        var item = entry.Object;
        writer.WriteString("id", item.Id);
        foreach (var property in options.Properties)
        {
            if (property.Name == "id" || (options.IsMinimal && !entry.IsWhole && !IsChanged(entry, property.Name)))
                continue;
            var value = Computed.Value(item, item.Values, property);
            if (property.Name == "organizationId")
                value = call.Tenant.Organization.Id.ToString();
            if (value is null && item.Values.Raw(property) is null)
                continue;
            writer.WritePropertyName(property.Name);
            ObjectWriter.Value(writer, value, property);
        }
    }

    private static bool IsChanged(DeltaEntry entry, string name) => entry.Changed?.Any(p => p.Name == name) == true;
}
