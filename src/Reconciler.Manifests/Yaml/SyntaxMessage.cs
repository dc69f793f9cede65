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
        ("plain scalar value, found invalid mapping",
            "a second colon in an unquoted value", "the value begins here", "quote the value, or indent the line as its neighbours"),
        ("found invalid mapping",
            "a colon in a value that goes on over several lines", "", "quote the value, or indent the line as its neighbours"),
        ("quoted scalar, found unexpected end of stream", "the closing quote is missing", "opened here", ""),
        ("quoted scalar, found unexpected document indicator", "the closing quote is missing", "opened here", ""),
        ("found unknown escape character", "unknown escape in double quotes", "", "write the backslash twice, or use single quotes"),
        ("did not find expected hexadecimal number", "incomplete escape in double quotes", "", "write \\xNN or \\uNNNN"),
        ("found invalid Unicode", "this escape is no character", "", ""),
        ("double-quoted scalar, found wrong indentation", "a quoted text goes on with too little indentation", "", "indent the line"),
        ("flow sequence, did not find expected", "`,` or `]` expected in the list", "found this instead", ""),
        ("did not find expected ',' or '}'", "`,` or `}` expected in the mapping", "found this instead", ""),
        ("could not find expected ':'",
            "`:` expected after the key", "", "a key needs a colon and a space; a value over several lines needs more indentation or quotes"),
        ("block mapping, did not find expected key",
            "a key expected", "", "indent the line as its neighbours, and quote values that begin with a special character"),
        ("did not find expected '-' indicator", "`-` expected", "", "the items of a list begin with `-`, indented alike"),
        ("did not find expected node content",
            "a value expected", "found this instead", "quote a value that begins with `,`, `]`, `}`, `-` or `?`"),
        ("character that cannot start any token", "a value cannot begin with this character unless it is quoted", "", "quote the value"),
        ("found more than one anchor", "two anchors on one value", "", "remove one"),
        ("an anchor or alias",
            "an anchor's name cannot contain `[`, `]`, `{`, `}` or `,`", "", "quote the text when it is to begin with `&` or `*`"),
        ("block scalar", "malformed text block", "", "after `|` or `>` begins a new line, indented evenly"),
        ("found undefined tag handle", "YAML tags are not part of the language", "", "quote the text when it is to begin with `!`"),
        ("scanning a tag", "YAML tags are not part of the language", "", "quote the text when it is to begin with `!`"),
        ("directive", "YAML directives are not part of the language", "", "quote the text when it is to begin with `%`"),
        ("incompatible YAML document", "YAML directives are not part of the language", "", "remove the line"),
        ("comment", "a comment cannot stand here", "", "leave a space before `#`"),
        ("expected <document start>", "the text goes on after its end", "unexpected", "indent the line as its neighbours"),
    ];

    /// <summary>What to do with a file that is somebody else's.</summary>
    public const string NoContent = "a file that is no part of the workspace is named under `exclude:` in reconciler.yaml";

    /// <summary>Our words for one of the parser's messages, about a text that may be a template.</summary>
    public static SyntaxMessage Of(string parserMessage, string text)
    {
        var message = Of(parserMessage);
        return text.Contains("{{", StringComparison.Ordinal) ? message with { Help = message.Help.Add(NoContent) } : message;
    }

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
