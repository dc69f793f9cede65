using Reconciler.Core.Reporting.Privacy;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>What a rendering says of what it was not given, and how it names those who are hidden.</summary>
internal static class PrivacyWords
{
    /// <summary>Null = everything is there.</summary>
    public static string? Notice(string? privacy) => privacy switch
    {
        null => null,
        "counts" => "People are only counted here (--privacy counts); the saved document says who.",
        _ => "People are under pseudonyms here (--privacy pseudonymous); the saved document says who.",
    };

    /// <summary>Lists of people say nothing when nobody in them has a name.</summary>
    public static bool IsOnlyCounted(string? privacy) => privacy == "counts";

    public static bool AreHidden(IReadOnlyCollection<string> names) => names.Count > 1 && names.All(n => n == DocumentPrivacy.Hidden);
}
