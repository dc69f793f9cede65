namespace Reconciler.Manifests.Yaml;

/// <summary>A text without the lines that its runs fold away, for the parser; and where the parser's places are in the whole text.</summary>
internal sealed class FoldedText(string text, IReadOnlyList<PlainRun> runs)
{
    private int passed;
    private int gone;

    public TextReader Open() => new Reader(text, runs);

    /// <summary>The offset in the whole text of a place that the parser gives. Where lines are folded away, what starts there stands behind them.</summary>
    public int Whole(long index)
    {
        while (passed > 0 && index + gone - LengthOf(passed - 1) < runs[passed - 1].From)
            gone -= LengthOf(--passed);
        while (passed < runs.Count && index + gone >= runs[passed].From)
            gone += LengthOf(passed++);
        return (int)index + gone;
    }

    private int LengthOf(int run) => runs[run].To - runs[run].From;

    private sealed class Reader(string text, IReadOnlyList<PlainRun> runs) : TextReader
    {
        private int at;
        private int next;

        public override int Peek() => IsMore() ? text[at] : -1;

        public override int Read() => IsMore() ? text[at++] : -1;

        public override int Read(char[] buffer, int index, int count)
        {
            var taken = 0;
            while (taken < count && IsMore())
            {
                var part = Math.Min(count - taken, (next < runs.Count ? runs[next].From : text.Length) - at);
                text.CopyTo(at, buffer, index + taken, part);
                (at, taken) = (at + part, taken + part);
            }

            return taken;
        }

        // Steps over the lines of the next run when it begins here; false at the end.
        private bool IsMore()
        {
            while (next < runs.Count && at == runs[next].From)
                at = runs[next++].To;
            return at < text.Length;
        }
    }
}
