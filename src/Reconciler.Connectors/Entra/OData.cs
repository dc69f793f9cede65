using System.Globalization;

namespace Reconciler.Connectors.Entra;

/// <summary>The one encoder of values in Graph addresses. No value gets into an address but through here.</summary>
internal static class OData
{
    /// <summary>A value as one path segment. A dot-only one would be a way up the path.</summary>
    public static string Segment(string value) =>
        value.Length > 0 && !value.All(c => c == '.')
            ? Uri.EscapeDataString(value)
            : throw new ArgumentException("an empty or dotted value is no path segment", nameof(value));

    /// <summary>A value as a string literal: quotes doubled, then percent-encoded.</summary>
    public static string Literal(string value) =>
        string.Create(CultureInfo.InvariantCulture, $"'{Uri.EscapeDataString(value.Replace("'", "''", StringComparison.Ordinal))}'");
}
