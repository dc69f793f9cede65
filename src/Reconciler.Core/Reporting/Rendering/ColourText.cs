using System.Text;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Styled text with a terminal's own colours for its roles (ECMA-48, only the eight that every theme chooses itself).</summary>
public static class ColourText
{
    private const string Off = "\u001b[0m";

    /// <summary>The text; every line ends with a line feed, and with all attributes off.</summary>
    public static string Of(StyledText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var painted = new StringBuilder();
        foreach (var line in text.Lines)
            Paint(painted, line);
        return painted.ToString();
    }

    // Words of one colour share one code; spaces have none of their own, and at the end of a line there are none.
    private static void Paint(StringBuilder painted, StyledLine line)
    {
        var (open, spaces) = ("", "");
        foreach (var span in line.Spans)
        {
            var shown = span.Text.TrimEnd(' ');
            if (shown.Length > 0)
            {
                var code = CodeOf(span.Role);
                if (code != open && open.Length > 0)
                    painted.Append(Off);
                painted.Append(spaces);
                if (code != open && code.Length > 0)
                    painted.Append($"\u001b[{code}m");
                painted.Append(shown);
                (open, spaces) = (code, "");
            }

            spaces += span.Text[shown.Length..];
        }

        painted.Append(open.Length > 0 ? Off : "").Append('\n');
    }

    private static string CodeOf(Role role) => role switch
    {
        Role.Dim or Role.Kept => "2",
        Role.Strong or Role.Heading => "1",
        Role.Danger => "1;31",
        Role.Loss => "31",
        Role.Gain => "32",
        Role.Change or Role.Warning => "33",
        Role.Code => "36",
        _ => "",
    };
}
