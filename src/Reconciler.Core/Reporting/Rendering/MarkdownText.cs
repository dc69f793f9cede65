using System.Text;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Markdown under a budget of UTF-8 bytes. What is added first is there for sure, so dangerous things come first.</summary>
internal sealed class MarkdownText(int budget)
{
    /// <summary>Below GitHub's 65,536, with room for what a forge adds.</summary>
    public const int CommentBudget = 60_000;

    private readonly StringBuilder _text = new();
    private int _left = budget;

    /// <summary>Sets room aside for what must come last.</summary>
    public void Reserve(string last) => _left -= Encoding.UTF8.GetByteCount(last);

    /// <summary>Adds a block if it fits, and says whether it did.</summary>
    public bool TryAdd(string block)
    {
        var bytes = Encoding.UTF8.GetByteCount(block);
        if (bytes > _left)
            return false;
        _left -= bytes;
        _text.Append(block);
        return true;
    }

    /// <summary>Adds blocks between a head and a tail, as many as fit; the rest is counted in a line of its own.</summary>
    public void AddAll(string head, IReadOnlyList<(string Block, int Objects)> blocks, Func<int, string> omitted, string tail)
    {
        if (blocks.Count == 0)
            return;
        var objects = blocks.Sum(b => b.Objects);
        var reserve = Encoding.UTF8.GetByteCount(omitted(objects) + tail) + 1;
        var first = Encoding.UTF8.GetByteCount(head + blocks[0].Block) + reserve;
        if (first > _left)
        {
            TryAdd($"\n{omitted(objects).Trim()}\n");
            return;
        }

        TryAdd(head);
        _left -= reserve;
        foreach (var (block, count) in blocks)
        {
            if (!TryAdd(block))
                break;
            objects -= count;
        }

        _left += reserve;
        if (objects > 0)
            TryAdd(omitted(objects));
        TryAdd(tail);
    }

    /// <summary>Adds what room was reserved for.</summary>
    public string Close(string last) => _text.Append(last).ToString();
}
