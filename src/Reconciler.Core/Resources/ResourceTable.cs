using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>The objects of one kind at one instant: a row a handle, a column an attribute, cells pooled. Rows may lie in the recycle bin.</summary>
public sealed class ResourceTable(KindSchema schema)
{
    private readonly List<Handle> _rows = [];
    private readonly List<bool> _deleted = [];
    private readonly List<ValueId>[] _columns = [.. schema.Attributes.Select(_ => new List<ValueId>())];
    private readonly Dictionary<Handle, int> _byHandle = [];

    public KindSchema Schema { get; } = schema;

    public int Count => _rows.Count;

    public IReadOnlyList<Handle> Rows => _rows;

    /// <summary>The same objects with the attributes of another schema: those that this one has by name, the others empty.</summary>
    public ResourceTable As(KindSchema other)
    {
        if (ReferenceEquals(other, Schema))
            return this;
        var copy = new ResourceTable(other);
        var columns = other.Attributes.Select(a => Schema.IndexOf(a.Name)).ToArray();
        for (var row = 0; row < Count; row++)
        {
            copy.Add(_rows[row], _deleted[row]);
            for (var column = 0; column < columns.Length; column++)
                copy.Set(row, column, Cell(row, columns[column]));
        }

        return copy;
    }

    /// <summary>Adds an object, or returns the row it has: pages may repeat an object, and the last one wins.</summary>
    public int Add(Handle handle, bool deleted = false)
    {
        if (_byHandle.TryGetValue(handle, out var known))
        {
            _deleted[known] = deleted;
            return known;
        }

        _byHandle.Add(handle, _rows.Count);
        _rows.Add(handle);
        _deleted.Add(deleted);
        foreach (var column in _columns)
            column.Add(ValueId.Absent);
        return _rows.Count - 1;
    }

    /// <summary>Takes an object out; the last one takes its row.</summary>
    public void Remove(Handle handle)
    {
        if (!_byHandle.Remove(handle, out var row))
            return;
        var last = _rows.Count - 1;
        if (row < last)
        {
            _rows[row] = _rows[last];
            _deleted[row] = _deleted[last];
            _byHandle[_rows[row]] = row;
        }

        _rows.RemoveAt(last);
        _deleted.RemoveAt(last);
        foreach (var column in _columns)
        {
            column[row] = column[last];
            column.RemoveAt(last);
        }
    }

    public void Set(int row, int attribute, ValueId value) => _columns[attribute][row] = value;

    public ValueId Cell(int row, int attribute) => attribute < 0 ? ValueId.Absent : _columns[attribute][row];

    public bool IsDeleted(int row) => _deleted[row];

    /// <summary>The row of an object, or -1.</summary>
    public int RowOf(Handle handle) => _byHandle.GetValueOrDefault(handle, -1);

    public ValueId Cell(Handle handle, string attribute) => RowOf(handle) is >= 0 and var row ? Cell(row, Schema.IndexOf(attribute)) : ValueId.Absent;
}
