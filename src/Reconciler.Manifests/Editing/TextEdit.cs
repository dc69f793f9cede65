using System.Text;

namespace Reconciler.Manifests.Editing;

/// <summary>A stretch of a text, in UTF-16 offsets, and what takes its place.</summary>
internal readonly record struct TextEdit(int Start, int End, string Replacement)
{
    public static TextEdit Insert(int at, string text) => new(at, at, text);

    public static TextEdit Delete(int start, int end) => new(start, end, "");

    /// <summary>The text with all edits made at once; null when two of them touch the same characters.</summary>
    public static string? Apply(string text, IEnumerable<TextEdit> edits)
    {
        var result = new StringBuilder(text.Length + 64);
        var done = 0;
        // What is inserted before a deleted stretch comes first.
        foreach (var edit in edits.OrderBy(e => e.Start).ThenBy(e => e.End))
        {
            if (edit.Start < done)
                return null;
            result.Append(text, done, edit.Start - done).Append(edit.Replacement);
            done = edit.End;
        }

        return result.Append(text, done, text.Length - done).ToString();
    }
}
