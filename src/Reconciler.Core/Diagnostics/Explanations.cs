using System.Collections.Immutable;

namespace Reconciler.Core.Diagnostics;

/// <summary>Codes of one kind: those that begin alike.</summary>
public sealed record CodeArea(string Codes, string Name)
{
    public bool Holds(string code) => code.StartsWith(Codes[..3], StringComparison.Ordinal);
}

/// <summary>The explanation of every code, from <c>Explanations/RCnnn.md</c>.</summary>
public static class Explanations
{
    private const string Suffix = ".md";

    /// <summary>The day (UTC) on which the examples are judged, so that they never grow old.</summary>
    public static readonly DateOnly Day = new(2026, 11, 21);

    public static ImmutableArray<CodeArea> Areas { get; } =
    [
        new("RC1xx", "texts and grammar"), new("RC2xx", "references and rules"),
        new("RC3xx", "seen only live"), new("RC4xx", "conflicts of one object"),
    ];

    /// <summary>The codes in order.</summary>
    public static ImmutableArray<string> Codes { get; } =
    [
        .. typeof(Explanations).Assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(n => n[..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    public static IEnumerable<Explanation> All => Codes.Select(Read);

    /// <summary>The explanation of a code in any case, or of its number alone; null where there is none.</summary>
    public static Explanation? Find(string code) =>
        Codes.FirstOrDefault(c => c.Equals(code, StringComparison.OrdinalIgnoreCase) || c[2..] == code) is { } known ? Read(known) : null;

    private static Explanation Read(string code)
    {
        using var stream = typeof(Explanations).Assembly.GetManifestResourceStream(code + Suffix)
            ?? throw new ArgumentException($"there is no code {code}", nameof(code));
        using var reader = new StreamReader(stream);
        return ExplanationReader.Read(code, reader.ReadToEnd());
    }
}
