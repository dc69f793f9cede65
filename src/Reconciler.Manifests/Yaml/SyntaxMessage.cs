using System.Collections.Immutable;

namespace Reconciler.Manifests.Yaml;

/// <summary>What is wrong with the syntax, in our words: the parser's own name its grammar, not the author's mistake.</summary>
internal readonly record struct SyntaxMessage(string Text, string Label, ImmutableArray<string> Help)
{
    // The parser says what it was doing and what it found; the longest phrases come first where one contains another.
    private static readonly (string Part, string Text, string Label, string Help)[] Known =
    [
        ("found invalid tab", "a tab cannot indent", "tab", "indent with spaces"),
        ("found a tab character", "a tab cannot indent", "tab", "indent with spaces"),
        ("found invalid Unicode", "this escape is no character", "", ""),
        ("could not find expected ':'",
            "a colon is missing behind the key", "", "a key needs a colon and a space; a text over several lines needs quotes or more indentation"),
        ("block mapping, did not find expected key",
            "a key expected", "no key", "indent the line as its neighbours, and quote values that begin with a special character"),
        ("did not find expected '-' indicator", "`-` expected", "", "the items of a list begin with `-`, indented alike"),
        ("did not find expected node content", "a value expected", "no value", "quote a value that begins with a special character"),
        ("did not find expected ',' or ", "a comma or a closing bracket expected", "", ""),
        ("found more than one anchor", "two anchors on one value", "", "remove one"),
        ("an anchor or alias",
            "an anchor's name cannot contain `[`, `]`, `{`, `}` or `,`", "", "quote the text when it is to begin with `&` or `*`"),
        ("block scalar", "malformed text block", "", "after `|` or `>` begins a new line, indented evenly"),
        ("directive", "YAML directives are not part of the language", "", "quote the text when it is to begin with `%`"),
        ("incompatible YAML document", "YAML directives are not part of the language", "", "remove the line"),
        ("comment", "a comment cannot stand here", "", "leave a space before `#`"),
        ("find expected <document ", "the text goes on after its end", "unexpected", "indent the line as its neighbours"),
    ];

    /// <summary>What to do with a file that is somebody else's.</summary>
    public const string NoContent = "a file that is no part of the workspace is named under `exclude:` in reconciler.yaml";

    /// <summary>Our words for one of the parser's messages.</summary>
    public static SyntaxMessage Of(string parserMessage)
    {
        foreach (var (part, text, label, help) in Known)
        {
            if (parserMessage.Contains(part, StringComparison.Ordinal))
                return new(text, label, help.Length == 0 ? [] : [help]);
        }

        return new("this is not YAML", "the text cannot be read from here on", []);
    }
}
