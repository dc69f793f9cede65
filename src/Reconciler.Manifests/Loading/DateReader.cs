using System.Globalization;
using Reconciler.Core.Model;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads days, written year-month-day; the grammar reports what is none.</summary>
internal static class DateReader
{
    public static DatedLine? Read(Node? node) =>
        node is { } written && DateOnly.TryParseExact(written.Word(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new DatedLine(date, written.Span)
            : null;
}
