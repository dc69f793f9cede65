using Reconciler.Core.Diagnostics;

namespace Reconciler.Manifests.Yaml;

/// <summary>Turns UTF-16 offsets into 1-based lines and columns; a line ends at LF, CRLF or CR, as editors count.</summary>
internal sealed class LineMap
{
    private readonly string text;
    private readonly int[] starts;

    // Places are asked for in the order of the text, nearly always.
    private int last;

    public LineMap(string text)
    {
        this.text = text;
        var found = new List<int>((text.Length / 40) + 1) { 0 };
        for (var at = 0; at < text.Length;)
        {
            var length = text.AsSpan(at).IndexOfAny('\r', '\n');
            if (length < 0)
                break;
            at += length + 1;
            if (text[at - 1] == '\r' && at < text.Length && text[at] == '\n')
                at++;
            found.Add(at);
        }

        starts = [.. found];
    }

    /// <summary>At least one column wide, so that a place without text can be shown too.</summary>
    public SourceSpan SpanOf(string file, int start, int end)
    {
        var line = LineAt(start);
        return new(file, line + 1, start - starts[line] + 1, Math.Max(1, Math.Min(end, EndOf(line)) - start));
    }

    private int LineAt(int start)
    {
        var near = last;
        for (var tried = 0; tried < 3 && near < starts.Length; tried++, near++)
        {
            if (starts[near] <= start && (near + 1 == starts.Length || start < starts[near + 1]))
                return last = near;
        }

        var found = Array.BinarySearch(starts, start);
        return last = found < 0 ? ~found - 1 : found;
    }

    private int EndOf(int line)
    {
        var end = line + 1 < starts.Length ? starts[line + 1] : text.Length;
        while (end > starts[line] && text[end - 1] is '\r' or '\n')
            end--;
        return end;
    }
}
