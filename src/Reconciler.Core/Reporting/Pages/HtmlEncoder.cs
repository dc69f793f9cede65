using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Core.Reporting.Pages;

/// <summary>
/// Encodes data for a page: as text and in quoted attributes, and as JSON inside a script element. What an eye would miss is made visible
/// first, as on a terminal.
/// </summary>
public static class HtmlEncoder
{
    /// <summary>For JSON inside a script element: no <c>&lt;</c>, <c>&gt;</c>, <c>&amp;</c> and no line separator leaves it as it is.</summary>
    public static JavaScriptEncoder Script { get; } = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <summary>A value as text, or in an attribute between double quotes.</summary>
    public static string Encode(string? value)
    {
        var clean = TerminalEncoder.Encode(value);
        if (clean.AsSpan().IndexOfAny("&<>\"'") < 0)
            return clean;
        var result = new StringBuilder(clean.Length + 16);
        foreach (var c in clean)
        {
            _ = c switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '"' => result.Append("&quot;"),
                '\'' => result.Append("&#39;"),
                _ => result.Append(c),
            };
        }

        return result.ToString();
    }

    /// <summary>A link's address: only one that leads to a page by HTTPS; null for any other.</summary>
    public static string? Link(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.UserInfo.Length == 0 ? uri.AbsoluteUri : null;
}
