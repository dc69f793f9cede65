namespace Reconciler.Emulator;

/// <summary>A SCIM 2.0 application beside Graph, at <c>http://127.0.0.1:PORT/scim/KEY/v2/</c>; <see cref="IsKey"/> says what a key is.</summary>
public sealed record ScimApplicationOptions(string Key)
{
    /// <summary>How the server behaves; <c>strict</c> follows the RFCs.</summary>
    public string Dialect { get; init; } = "strict";

    /// <summary>Faults and choices it starts with; lines of a seed override them.</summary>
    public ScimSwitches Switches { get; init; } = new();

    /// <summary>Whether a text can be an application's key: up to 64 letters, digits, dots, hyphens and underscores, a letter or digit first.</summary>
    public static bool IsKey(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is > 0 and <= 64 && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
    }
}
