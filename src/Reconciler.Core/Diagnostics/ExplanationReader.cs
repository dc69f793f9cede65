using System.Collections.Immutable;

namespace Reconciler.Core.Diagnostics;

/// <summary>
/// Reads an explanation: <c># title</c>, paragraphs, fenced blocks, <c>## Repaired</c>, fenced blocks. A fence says what it holds:
/// <c>yaml people.yaml</c> a file, <c>yaml people.yaml before</c> that file at an earlier apply, <c>sh</c> the command that shows it,
/// <c>text</c> what a plan says of it.
/// </summary>
internal static class ExplanationReader
{
    private const string Fence = "```";

    public static Explanation Read(string code, string text)
    {
        var lines = text.Split('\n');
        if (!lines[0].StartsWith("# ", StringComparison.Ordinal))
            throw new FormatException($"{code} does not begin with its title");
        var prose = ImmutableArray.CreateBuilder<string>();
        var (failing, repaired) = (new Example([]), new Example([]));
        var (isRepaired, continues) = (false, false);
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].StartsWith(Fence, StringComparison.Ordinal))
            {
                var end = Array.IndexOf(lines, Fence, i + 1);
                if (end < 0)
                    throw new FormatException($"{code}:{i + 1} opens a block that nothing closes");
                var body = string.Concat(lines[(i + 1)..end].Select(l => l + "\n"));
                var words = lines[i][Fence.Length..].Split(' ');
                if (isRepaired)
                    repaired = Add(repaired, words, body);
                else
                    failing = Add(failing, words, body);
                (i, continues) = (end, false);
            }
            else if (lines[i] == "## Repaired")
            {
                isRepaired = true;
            }
            else if (lines[i].Length == 0)
            {
                continues = false;
            }
            else if (isRepaired || !failing.IsEmpty)
            {
                throw new FormatException($"{code}:{i + 1} is a paragraph behind the example");
            }
            else
            {
                if (continues)
                    prose[^1] += " " + lines[i];
                else
                    prose.Add(lines[i]);
                continues = true;
            }
        }

        return new Explanation(code, lines[0][2..], text) { Prose = prose.ToImmutable(), Failing = failing, Repaired = repaired };
    }

    private static Example Add(Example example, string[] words, string body) => words switch
    {
        ["sh"] => example with { Command = body.TrimEnd('\n') },
        ["text"] => example with { Says = body.TrimEnd('\n') },
        [var language, var name] => example with { Files = example.Files.Add(new ExampleFile(name, language, body)) },
        [var language, var name, "before"] => example with { Files = example.Files.Add(new ExampleFile(name, language, body, Before: true)) },
        _ => throw new FormatException($"no block begins with {string.Join(' ', words)}"),
    };
}
