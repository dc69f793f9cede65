using System.Security.Cryptography;
using System.Text;

namespace Reconciler.Core.Reporting.Pages;

/// <summary>The style and the script of a page: files below this one, joined in their order, and named by their hashes in the page's policy.</summary>
internal static class PageSources
{
    public static string Style { get; } = Read("page.css");

    public static string Script { get; } = string.Join("\n", new[] { "data", "words", "filters", "detail", "list", "paper", "page" }.Select(n => Read($"{n}.js")));

    /// <summary>
    /// What the page may do: run its own script and style, and nothing else. It loads nothing, sends nothing, is no part of a form, and its
    /// script cannot turn a text into elements.
    /// </summary>
    public static string Policy { get; } = string.Join("; ",
    [
        "default-src 'none'", $"style-src '{Hash(Style)}'", $"script-src '{Hash(Script)}'", "base-uri 'none'", "form-action 'none'",
        "require-trusted-types-for 'script'", "trusted-types 'none'",
    ]);

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Read(string name)
    {
        using var stream = typeof(PageSources).Assembly.GetManifestResourceStream($"page/{name}") ?? throw new InvalidOperationException($"{name} is not built in");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // A browser reads a carriage return as a line feed before it hashes.
        return reader.ReadToEnd().ReplaceLineEndings("\n").Trim();
    }
}
