using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra;

/// <summary>One object while it is read out of a page; used again for the next. A cell that was not seen is not said anything about.</summary>
internal sealed class LiveRow(int width)
{
    private readonly ValueId[] _cells = new ValueId[width];
    private readonly bool[] _seen = new bool[width];

    public string? Id { get; set; }

    /// <summary><c>changed</c> or <c>deleted</c> of a delta entry.</summary>
    public bool Removed { get; set; }

    public int Width => _cells.Length;

    public void Clear()
    {
        Id = null;
        Removed = false;
        Array.Clear(_seen);
    }

    public void Set(int column, ValueId value)
    {
        _cells[column] = value;
        _seen[column] = true;
    }

    public bool TryGet(int column, out ValueId value)
    {
        value = _cells[column];
        return _seen[column];
    }
}
