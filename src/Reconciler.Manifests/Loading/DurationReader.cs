using System.Globalization;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads lengths of time: a whole number and <c>d</c>, or <c>h</c>, <c>m</c> and <c>s</c> where they make sense. Their form is the grammar's to judge.</summary>
internal static class DurationReader
{
    public static int? Days(Node? node) => Span(node) is { } span ? (int)span.TotalDays : null;

    public static TimeSpan? Span(Node? node) => Span(node?.Word());

    public static TimeSpan? Span(string? written)
    {
        if (written is not { Length: > 1 } text
            || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return null;
        return text[^1] switch
        {
            'd' => TimeSpan.FromDays(count),
            'h' => TimeSpan.FromHours(count),
            'm' => TimeSpan.FromMinutes(count),
            's' => TimeSpan.FromSeconds(count),
            _ => null,
        };
    }
}
