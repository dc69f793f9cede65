using System.Text;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Cli.Terminal;

/// <summary>Puts styled text on a stream: plain, or with the terminal's colours for its roles.</summary>
internal static class Painter
{
    public static void Write(TextWriter to, StyledText text, bool colour)
    {
        if (!colour)
        {
            to.Write(text.ToPlain());
            return;
        }

        var painted = new StringBuilder();
        foreach (var line in text.Lines)
        {
            foreach (var span in line.Spans)
            {
                var code = CodeOf(span.Role);
                painted.Append(code.Length == 0 ? span.Text : $"\u001b[{code}m{span.Text}\u001b[0m");
            }

            painted.Append('\n');
        }

        to.Write(painted.ToString());
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
