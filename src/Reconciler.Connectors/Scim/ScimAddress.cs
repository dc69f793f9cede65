using System.Globalization;
using Reconciler.Core.Model;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Scim;

/// <summary>The one encoder of values in SCIM addresses. No value gets into an address but through here.</summary>
internal static class ScimAddress
{
    public static string Collection(ScimProfile.ResourcePart part) => part.Endpoint;

    /// <summary>Ids are opaque and may be names; a dot-only one would be a way up the path.</summary>
    public static string Resource(ScimProfile.ResourcePart part, RemoteId id) =>
        id.Value.Length > 0 && !id.Value.All(c => c == '.')
            ? $"{part.Endpoint}/{Uri.EscapeDataString(id.Value)}"
            : throw new ArgumentException("an empty or dotted id is no path segment", nameof(id));

    /// <summary><c>path eq "value"</c>, not yet encoded for an address.</summary>
    public static string Equal(string path, string value) => $"{path} eq {Quoted(value)}";

    public static string Quoted(string value) =>
        $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    public static string Query(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var query = "";
        foreach (var (name, value) in parameters)
        {
            if (value is not null)
                query += $"{(query.Length == 0 ? '?' : '&')}{name}={Uri.EscapeDataString(value)}";
        }

        return query;
    }

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
