using System.Globalization;

namespace Reconciler.Connectors.Http;

/// <summary>
/// How long a service asks us to wait: whole seconds, decimal seconds (Graph sends <c>2.128</c>, which
/// <c>HttpResponseHeaders.RetryAfter</c> silently drops), or an HTTP date.
/// </summary>
internal static class RetryAfter
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static TimeSpan? Parse(string? header, DateTimeOffset now)
    {
        var text = header.AsSpan().Trim();
        if (text.IsEmpty)
            return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
            return Clamp(seconds > (decimal)Longest.TotalSeconds ? Longest : TimeSpan.FromSeconds((double)decimal.Max(seconds, 0)));
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? Clamp(at - now) : null;
    }

    private static TimeSpan Clamp(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
}
