using System.Buffers;
using System.Text;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>
/// Comma-separated values by RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe; so does one that begins with an apostrophe,
/// lest it be taken for one of ours.
/// </summary>
internal sealed class CsvText
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n\0");
    private static readonly SearchValues<char> Dangerous = SearchValues.Create("=+-@\t\r\n\0'＝＋－＠");

    private readonly StringBuilder _text = new();
    private readonly int _columns;

    public CsvText(params string[] columns)
    {
        _columns = columns.Length;
        Add(columns);
    }

    public void Add(params ReadOnlySpan<string?> cells)
    {
        if (cells.Length != _columns)
            throw new ArgumentException($"{cells.Length} cells for {_columns} columns", nameof(cells));
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
                _text.Append(',');
            Append(cells[i] ?? "");
        }

        _text.Append("\r\n");
    }

    public override string ToString() => _text.ToString();

    private void Append(string cell)
    {
        // What stands before it is passed over by spreadsheets, and does not make it safe.
        var bare = cell.AsSpan().TrimStart(' ');
        if ((cell.Length > 0 && Dangerous.Contains(cell[0])) || (bare.Length > 0 && Dangerous.Contains(bare[0])))
            cell = '\'' + cell;
        if (cell.AsSpan().IndexOfAny(Quoted) >= 0 || cell.StartsWith(' ') || cell.EndsWith(' '))
            _text.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else
            _text.Append(cell);
    }
}
