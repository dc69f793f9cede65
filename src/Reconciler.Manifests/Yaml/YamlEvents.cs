using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Reconciler.Manifests.Yaml;

/// <summary>The parser's events over a text without its runs, and their places in the whole text.</summary>
internal sealed class YamlEvents
{
    private readonly string text;
    private readonly FoldedText folded;
    private readonly Parser parser;

    public YamlEvents(string text, IReadOnlyList<PlainRun> runs)
    {
        this.text = text;
        folded = new FoldedText(text, runs);
        parser = new Parser(new Scanner(folded.Open(), skipComments: true));
    }

    public ParsingEvent? Current => parser.Current;

    /// <summary>The offset of a place of the parser in the whole text.</summary>
    public int Whole(Mark mark) => folded.Whole(mark.Index);

    // On some broken texts the parser's own bookkeeping fails, without a place: the last event was the last good one.
    public bool MoveNext()
    {
        try
        {
            return parser.MoveNext();
        }
        catch (InvalidOperationException)
        {
            throw Lost("");
        }
        catch (ArgumentException e)
        {
            throw Lost(e.ParamName is "lowSurrogate" or "highSurrogate" ? "quoted scalar, found invalid Unicode" : "scanning a tag");
        }
    }

    private YamlException Lost(string message)
    {
        // Past the colon or comma that led to the place.
        var read = parser.Current is { } current ? Whole(current.End) : 0;
        var place = new Mark(text.Length - text.AsSpan(Math.Min(read, text.Length)).TrimStart(" \t\r\n:,").Length, 1, 1);
        return new(place, place, message);
    }
}
