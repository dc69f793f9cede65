using System.Collections.Immutable;
using System.Text;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>In which order sections give way when there is no room: the first gives way first. Who loses something is no section, and never gives way.</summary>
internal enum Keeps
{
    /// <summary>What was due before the change under review.</summary>
    Earlier,

    /// <summary>Attribute by attribute.</summary>
    Details,

    Upcoming,

    Findings,

    /// <summary>Rows of what comes and changes.</summary>
    Gains,

    /// <summary>Rows of who leaves a list.</summary>
    Leaves,

    /// <summary>Guards, conflicts, what is held.</summary>
    Caution,

    /// <summary>Never.</summary>
    Always,
}

/// <summary>Blocks between a head and a tail, of which as many are shown as there is room for.</summary>
/// <param name="Keeps">When it gives way.</param>
/// <param name="Blocks">What is shown whole or not at all, and how many objects each is of.</param>
/// <param name="Omitted">Says how many objects are not shown, between the last block and the tail.</param>
/// <param name="Brief">What stands for the section where not even its first block has room.</param>
internal sealed record MarkdownSection(Keeps Keeps, string Head, ImmutableArray<(string Block, int Objects)> Blocks, Func<int, string> Omitted, string Tail, string Brief)
{
    /// <summary>A text that stands there in any case.</summary>
    public static MarkdownSection Fixed(string text) => new(Keeps.Always, text, [("", 0)], _ => "", "", text);

    /// <summary>The section in at most so many UTF-8 bytes; the brief, where that is more.</summary>
    public string Within(int room)
    {
        if (Blocks.IsEmpty)
            return "";
        var objects = Blocks.Sum(b => b.Objects);
        var left = room - Bytes(Head) - Bytes(Tail);
        if (Blocks.Sum(b => (long)Bytes(b.Block)) <= left)
            return $"{Head}{string.Concat(Blocks.Select(b => b.Block))}{Tail}";
        left -= Bytes(Omitted(objects));
        var text = new StringBuilder(Head);
        var shown = 0;
        foreach (var (block, count) in Blocks)
        {
            if ((left -= Bytes(block)) < 0)
                break;
            text.Append(block);
            shown += count;
        }

        return shown == 0 ? Brief : text.Append(Omitted(objects - shown)).Append(Tail).ToString();
    }

    /// <summary>Sections in their order: all whole where there is room for them, else shortened in the order of <see cref="Rendering.Keeps"/>.</summary>
    public static string Fit(IReadOnlyList<MarkdownSection> sections, int budget)
    {
        var texts = sections.Select(s => s.Blocks.IsEmpty ? "" : s.Brief).ToArray();
        var left = budget - texts.Sum(Bytes);
        foreach (var i in Enumerable.Range(0, texts.Length).OrderByDescending(i => sections[i].Keeps))
        {
            var room = left + Bytes(texts[i]);
            texts[i] = sections[i].Within(room);
            left = room - Bytes(texts[i]);
        }

        return string.Concat(texts);
    }

    /// <summary>The least that sections take.</summary>
    public static int Least(IEnumerable<MarkdownSection> sections) => sections.Where(s => !s.Blocks.IsEmpty).Sum(s => Bytes(s.Brief));

    /// <summary>What a section takes when it is whole.</summary>
    public int Whole => Blocks.IsEmpty ? 0 : Bytes(Head) + Blocks.Sum(b => Bytes(b.Block)) + Bytes(Tail);

    public static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
