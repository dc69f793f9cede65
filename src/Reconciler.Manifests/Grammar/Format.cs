using System.Globalization;

namespace Reconciler.Manifests.Grammar;

/// <summary>A form that a pattern cannot say: a day that exists, an address that parses.</summary>
internal sealed class Format
{
    private readonly Func<string, bool> accepts;

    private Format(string name, Func<string, bool> accepts) => (Name, this.accepts) = (name, accepts);

    public static IReadOnlyList<Format> All { get; } =
    [
        new("date", text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)),
        new("date-time", IsInstant),
        new("uuid", text => text.Length == 36 && Guid.TryParseExact(text, "D", out _)),
        new("uri", text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"),
    ];

    public string Name { get; }

    public bool Accepts(string text) => accepts(text);

    private static bool IsInstant(string text) =>
        text.Length >= 20 && text[10] == 'T' && text[^1] == 'Z'
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);
}
