namespace Reconciler.Core.Reporting.Privacy;

/// <summary>How much about people a rendering says.</summary>
public enum PrivacyMode
{
    /// <summary>Everything that the document says.</summary>
    Full,

    /// <summary>People under pseudonyms, and nothing of their values; who is the same stays the same.</summary>
    Pseudonymous,

    /// <summary>How many, nobody.</summary>
    Counts,
}
