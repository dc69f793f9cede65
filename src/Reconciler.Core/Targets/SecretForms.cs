using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Reconciler.Core.Targets;

/// <summary>The forms in which a secret shows in what is written: as it is, and as JSON, addresses, forms, HTML and base64 spell it.</summary>
internal static class SecretForms
{
    /// <summary>As short as a part of a secret may be to be looked for on its own.</summary>
    private const int ShortestLine = 16;

    /// <summary>All forms of a secret, none of them with a line end. A key of several lines is looked for line by line.</summary>
    public static IEnumerable<string> Of(string content)
    {
        var lines = content.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length == 1)
            return Whole(lines[0]);
        // The first and last line of PEM say what it is and are no secret.
        return [.. lines.Where(l => l.Length >= ShortestLine && !l.StartsWith("-----", StringComparison.Ordinal)).SelectMany(Quoted), .. Base64(content)];
    }

    /// <summary>As it is and as JSON spells it: for what passes by in bodies only.</summary>
    public static IEnumerable<string> Quoted(string content) =>
        [content, JsonEncodedText.Encode(content).Value, JsonEncodedText.Encode(content, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value];

    private static IEnumerable<string> Whole(string content)
    {
        var address = Uri.EscapeDataString(content);
        var form = WebUtility.UrlEncode(content);
        return [.. Quoted(content), address, LowerDigits(address), form, LowerDigits(form), WebUtility.HtmlEncode(content), .. Base64(content)];
    }

    /// <summary>
    /// What is sure of a secret's base64 wherever it stands in the encoded text, behind a user's name for one: three characters stand for
    /// three bytes, so there are three ways to lie, and the characters at both ends may hold bits of the neighbours.
    /// </summary>
    private static IEnumerable<string> Base64(string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        yield return Convert.ToBase64String(bytes);
        for (var before = 0; before < 3; before++)
        {
            var text = Convert.ToBase64String([.. new byte[before], .. bytes]);
            var from = before == 0 ? 0 : before + 1;
            var sure = (before + bytes.Length) * 8 / 6;
            if (sure - from < 2 * Secret.Shortest)
                continue;
            var inner = text[from..sure];
            yield return inner;
            yield return inner.Replace('+', '-').Replace('/', '_');
        }
    }

    // %2F and %2f are the same.
    private static string LowerDigits(string encoded)
    {
        var text = new StringBuilder(encoded);
        for (var i = encoded.IndexOf('%', StringComparison.Ordinal); i >= 0 && i + 2 < encoded.Length; i = encoded.IndexOf('%', i + 1))
            (text[i + 1], text[i + 2]) = (char.ToLowerInvariant(text[i + 1]), char.ToLowerInvariant(text[i + 2]));
        return text.ToString();
    }
}
