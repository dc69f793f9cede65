using System.Text.Json;

namespace Reconciler.Core.Reporting.Pages;

/// <summary>Distinct texts by number; 0 is no text.</summary>
internal sealed class TextPool
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    public int this[string? text]
    {
        get
        {
            if (string.IsNullOrEmpty(text))
                return 0;
            if (_numbers.TryGetValue(text, out var number))
                return number;
            _texts.Add(Rendering.TerminalEncoder.Encode(text));
            _numbers.Add(text, _texts.Count);
            return _texts.Count;
        }
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("texts");
        json.WriteStringValue("");
        foreach (var text in _texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}

/// <summary>A table of whole numbers by column. A column that holds one number throughout is written as that number.</summary>
internal sealed class Columns(string name, params string[] columns)
{
    private readonly List<int>[] _columns = [.. columns.Select(_ => new List<int>())];

    public int Count { get; private set; }

    public void Add(params ReadOnlySpan<int> values)
    {
        if (values.Length != columns.Length)
            throw new ArgumentException($"{name} has {columns.Length} columns, not {values.Length}", nameof(values));
        for (var i = 0; i < values.Length; i++)
            _columns[i].Add(values[i]);
        Count++;
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", Count);
        foreach (var (i, column) in _columns.Index())
        {
            json.WritePropertyName(columns[i]);
            if (column.Count == 0 || column.TrueForAll(v => v == column[0]))
            {
                json.WriteNumberValue(column.Count == 0 ? 0 : column[0]);
                continue;
            }

            json.WriteStartArray();
            foreach (var value in column)
                json.WriteNumberValue(value);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
