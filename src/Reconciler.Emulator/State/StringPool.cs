using System.Text.Json;

namespace Reconciler.Emulator.State;

/// <summary>Shares equal short texts while much is loaded: departments and companies repeat a hundred thousand times.</summary>
internal sealed class StringPool
{
    private const int Capacity = 200_000;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public string? Take(JsonElement value)
    {
        if (value.GetString() is not { } text)
            return null;
        if (text.Length > 48 || text.Contains('@', StringComparison.Ordinal))
            return text;
        if (_seen.TryGetValue(text, out var known))
            return known;
        if (_seen.Count < Capacity)
            _seen.Add(text);
        return text;
    }
}
