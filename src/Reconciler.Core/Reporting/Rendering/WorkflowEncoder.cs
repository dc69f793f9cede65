namespace Reconciler.Core.Reporting.Rendering;

/// <summary>
/// Encodes for GitHub workflow commands (actions/toolkit, <c>command.ts</c>): a line break in a value would begin another command.
/// Other control characters are made visible, because the same line is read in a log.
/// </summary>
public static class WorkflowEncoder
{
    public static string Data(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Join("%0A", text.ReplaceLineEndings("\n").Split('\n')
            .Select(l => TerminalEncoder.Encode(l).Replace("%", "%25", StringComparison.Ordinal)));
    }

    public static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
