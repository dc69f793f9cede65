using System.Text;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Terminal text as lines of a <c>diff</c> fence: the sign moves to the first column, where forges colour it.</summary>
internal static class DiffText
{
    public static string Of(StyledText text)
    {
        var result = new StringBuilder();
        foreach (var line in text.Lines)
            result.Append(Line(line.ToString())).Append('\n');
        return result.ToString();
    }

    /// <summary>A fence longer than any run of backticks inside it.</summary>
    public static string Fence(IEnumerable<string> blocks)
    {
        var longest = 2;
        foreach (var block in blocks)
        {
            var run = 0;
            foreach (var c in block)
            {
                run = c == '`' ? run + 1 : 0;
                longest = Math.Max(longest, run);
            }
        }

        return new string('`', longest + 1);
    }

    // Only the signs that stand where a plan puts them: two spaces, sign, space.
    private static string Line(string line) => line switch
    {
        [' ', ' ', '~', ' ', ..] => "! " + line[4..],
        [' ', ' ', '+' or '-' or '!' or '=', ' ', ..] => $"{line[2]} {line[4..]}",
        [' ', ' ', .. var rest] => rest.Length > 0 && rest[0] is not ' ' ? $"  {rest}" : rest,
        _ => " " + line,
    };
}
