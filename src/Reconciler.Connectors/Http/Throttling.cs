using System.Globalization;

namespace Reconciler.Connectors.Http;

/// <summary>What Graph says about its limits, in headers of answers and of the items of a <c>$batch</c>.</summary>
internal static class Throttling
{
    public const string Unit = "x-ms-resource-unit";
    public const string Percentage = "x-ms-throttle-limit-percentage";
    public const string Scope = "x-ms-throttle-scope";

    /// <summary>Resource units, rounded up; 0 = not said.</summary>
    public static int Units(string? header) => Number(header) is > 0 and < 100_000 and var units ? (int)decimal.Ceiling(units) : 0;

    /// <summary>Which part of the limit is used up; 0 = not said.</summary>
    public static double Used(string? header) => (double)(Number(header) is > 0 and < 100 and var used ? used : 0);

    /// <summary>Whether only writes are limited: <c>Tenant_Application/Write/APP/TENANT</c>.</summary>
    public static bool IsOfWrites(string? header) => header?.Split('/') is [_, "Write", ..];

    private static decimal Number(string? header) =>
        decimal.TryParse(header, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
