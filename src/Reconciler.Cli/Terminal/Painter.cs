using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Cli.Terminal;

/// <summary>Puts styled text on a stream: plain, or with the terminal's colours for its roles.</summary>
internal static class Painter
{
    public static void Write(TextWriter to, StyledText text, bool colour) => to.Write(colour ? ColourText.Of(text) : text.ToPlain());
}
