namespace Reconciler.Emulator.Http;

/// <summary>
/// Splits a path into segments: <c>groups(uniqueName='x')</c> becomes <c>groups</c>, <c>(uniqueName='x')</c>; <c>users('x')</c> becomes
/// <c>users</c>, <c>x</c>; <c>delta()</c> loses its parentheses; the alias <c>graph.</c> becomes <c>microsoft.graph.</c>.
/// </summary>
internal static class GraphPath
{
    public static string[] Split(string encodedPath)
    {
        var result = new List<string>();
        foreach (var part in encodedPath.Split('/', StringSplitOptions.RemoveEmptyEntries))
            Add(result, Uri.UnescapeDataString(part));
        return [.. result];
    }

    /// <summary>The alternate key of a segment: <c>uniqueName</c> and <c>x</c>; null for an ordinary id.</summary>
    public static (string Name, string Value)? AlternateKey(string segment)
    {
        if (!segment.StartsWith('(') || !segment.EndsWith(')'))
            return null;
        var equals = segment.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? null : (segment[1..equals].Trim(), Unquote(segment[(equals + 1)..^1]));
    }

    private static void Add(List<string> result, string segment)
    {
        var open = segment.IndexOf('(', StringComparison.Ordinal);
        if (open > 0 && segment.EndsWith(')'))
        {
            result.Add(segment[..open]);
            var argument = segment[(open + 1)..^1].Trim();
            if (argument.StartsWith('\''))
                result.Add(Unquote(argument));
            else if (argument.Length > 0)
                result.Add("(" + argument + ")");
            return;
        }

        result.Add(segment.StartsWith("graph.", StringComparison.Ordinal) ? "microsoft." + segment : segment);
    }

    private static string Unquote(string text)
    {
        text = text.Trim();
        return text.Length >= 2 && text[0] == '\'' && text[^1] == '\'' ? text[1..^1].Replace("''", "'", StringComparison.Ordinal) : text;
    }
}
