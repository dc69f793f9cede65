using System.Buffers;

namespace Reconciler.Manifests.Yaml;

/// <summary>A line that holds one item of a list and nothing else, and the lines behind it that hold the next ones.</summary>
/// <param name="Item">Where the first item's text starts, as all places here a UTF-16 offset.</param>
/// <param name="Length">How long the first item's text is.</param>
/// <param name="Indent">How many characters stand before each item's text: spaces, a dash and a space.</param>
/// <param name="From">Where the second line starts.</param>
/// <param name="To">Behind the line break of the last line.</param>
internal readonly record struct PlainRun(int Item, int Length, int Indent, int From, int To);

/// <summary>
/// Finds runs of lines <c>- word</c>, indented alike: in a large workspace the members of groups are half of all nodes. Where the parser takes the
/// first line of a run for an item of a block list, the others are its next items (YAML 1.2.2, section 8.2.1: entries of one indentation), so they
/// need not go through the parser. Where it does not, as inside a text block, the text is parsed without runs.
/// </summary>
internal static class PlainRuns
{
    // Shorter runs are not worth their own bookkeeping.
    private const int Fewest = 3;

    // Letters and digits first, nothing that YAML gives a meaning: such a word is plain text wherever it stands.
    private static readonly SearchValues<char> Word = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._@-");

    public static List<PlainRun> Find(string text)
    {
        var runs = new List<PlainRun>();
        for (var at = 0; at < text.Length;)
        {
            if (Item(text, at) is not { } first)
            {
                at = NextLine(text, at);
                continue;
            }

            var from = first.Next;
            var (to, count) = (from, 1);
            while (Item(text, to) is { } item && item.Indent == first.Indent)
                (to, count) = (item.Next, count + 1);
            if (count >= Fewest)
                runs.Add(new(at + first.Indent, first.Length, first.Indent, from, to));
            at = to;
        }

        return runs;
    }

    /// <summary>The length of the word that starts at a place.</summary>
    public static int WordAt(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExcept(Word);
        return end < 0 ? text.Length : end;
    }

    // Only lines that end in a line break: the last of a text may go on.
    private static (int Indent, int Length, int Next)? Item(string text, int line)
    {
        var at = line;
        while (at < text.Length && text[at] == ' ')
            at++;
        if (at + 2 >= text.Length || text[at] != '-' || text[at + 1] != ' ' || !char.IsAsciiLetterOrDigit(text[at + 2]))
            return null;
        var start = at + 2;
        var end = start + WordAt(text.AsSpan(start));
        if (end < text.Length && text[end] == '\n')
            return (start - line, end - start, end + 1);
        return end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? (start - line, end - start, end + 2) : null;
    }

    private static int NextLine(string text, int at)
    {
        var length = text.AsSpan(at).IndexOf('\n');
        return length < 0 ? text.Length : at + length + 1;
    }
}
