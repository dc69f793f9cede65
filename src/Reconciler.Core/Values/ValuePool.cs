namespace Reconciler.Core.Values;

/// <summary>A pooled value: equal ids are equal values. 0 is absent.</summary>
public readonly record struct ValueId(int Index)
{
    public static ValueId Absent => default;

    public bool IsAbsent => Index == 0;
}

/// <summary>Interns values so that columns hold ints and equality is equality of ints. One pool serves both sides of a comparison. Not thread-safe.</summary>
public sealed class ValuePool
{
    private readonly List<AttributeValue> _values = [AttributeValue.None];
    private readonly List<int> _folded = [0];
    private readonly Dictionary<AttributeValue, int> _ids = new() { [AttributeValue.None] = 0 };
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);

    public int Count => _values.Count;

    public AttributeValue this[ValueId id] => _values[id.Index];

    public ValueId Intern(AttributeValue value)
    {
        if (value is AttributeValue.Text text)
            return Intern(text.Value);
        if (!_ids.TryGetValue(value, out var id))
        {
            id = Add(value);
            _ids.Add(value, id);
        }

        return new ValueId(id);
    }

    public ValueId Intern(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return ValueId.Absent;
        if (!_texts.TryGetValue(text, out var id))
        {
            id = Add(new AttributeValue.Text(text));
            _texts.Add(text, id);
        }

        return new ValueId(id);
    }

    /// <summary>The id under which values that differ only by case are one; a value without case is its own.</summary>
    public ValueId Fold(ValueId id)
    {
        if (_folded[id.Index] is >= 0 and var known)
            return new ValueId(known);
        var folded = _values[id.Index] switch
        {
            AttributeValue.Text t => Intern(t.Value.ToUpperInvariant()),
            AttributeValue.Texts s => Intern(AttributeValue.OfTexts(s.Items.Select(i => i.ToUpperInvariant()))),
            _ => id,
        };
        _folded[id.Index] = folded.Index;
        return folded;
    }

    private int Add(AttributeValue value)
    {
        _values.Add(value);
        _folded.Add(-1);
        return _values.Count - 1;
    }
}
