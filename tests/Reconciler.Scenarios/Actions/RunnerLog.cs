namespace Reconciler.Scenarios.Actions;

/// <summary>What steps print, read as GitHub's runner reads it: a line that begins with <c>::</c>, or has <c>##[</c> in it, is a command, until commands are stopped.</summary>
internal sealed class RunnerLog
{
    private readonly List<string> _lines = [];
    private string? _stopped;

    public string Text => string.Join('\n', _lines);

    /// <summary>The commands that the runner would follow.</summary>
    public List<string> Commands { get; } = [];

    public void Add(string output)
    {
        foreach (var line in output.Split('\n'))
        {
            _lines.Add(line);
            var start = line.TrimStart();
            if (_stopped is { } end)
            {
                if (start == $"::{end}::")
                    _stopped = null;
            }
            else if (start.StartsWith("::stop-commands::", StringComparison.Ordinal))
            {
                _stopped = start["::stop-commands::".Length..].Trim();
            }
            else if (start.StartsWith("::", StringComparison.Ordinal) || line.Contains("##[", StringComparison.Ordinal))
            {
                Commands.Add(start);
            }
        }
    }
}
