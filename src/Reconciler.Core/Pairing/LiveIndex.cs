using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Pairing;

/// <summary>The live objects of one kind, found by mark and by attribute.</summary>
public sealed class LiveIndex
{
    private readonly Snapshot _snapshot;
    private readonly Dictionary<string, List<int>> _byMark = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<int, Dictionary<ValueId, List<int>>> _byAttribute = [];
    private readonly OwnerMark?[] _marks;

    public LiveIndex(Snapshot snapshot, Kind kind)
    {
        _snapshot = snapshot;
        Table = snapshot[kind];
        _marks = new OwnerMark?[Table.Count];
        var column = Table.Schema.WithRole(AttributeRole.Mark) is { } schema ? Table.Schema.IndexOf(schema.Name) : -1;
        for (var row = 0; column >= 0 && row < Table.Count; row++)
        {
            if (!OwnerMark.TryParse(snapshot.Pool[Table.Cell(row, column)].ToString(), out var mark))
                continue;
            _marks[row] = mark;
            Add(_byMark, $"{mark.Workspace}/{mark.Key}", row);
        }
    }

    public ResourceTable Table { get; }

    public OwnerMark? MarkOf(int row) => row < 0 ? null : _marks[row];

    public OwnerMark? MarkOf(Handle handle) => MarkOf(Table.RowOf(handle));

    public IReadOnlyList<int> WithMark(string workspace, string key) => _byMark.TryGetValue($"{workspace}/{key}", out var rows) ? rows : [];

    /// <summary>Live rows that bear any mark of a workspace.</summary>
    public IEnumerable<int> MarkedBy(string workspace) => Enumerable.Range(0, Table.Count)
        .Where(row => _marks[row] is { } mark && string.Equals(mark.Workspace, workspace, StringComparison.OrdinalIgnoreCase));

    /// <summary>Rows whose attribute has that value, by the attribute's case rule.</summary>
    public IReadOnlyList<int> With(string attribute, AttributeValue value)
    {
        var column = Table.Schema.IndexOf(attribute);
        if (column < 0 || value.IsAbsent)
            return [];
        var schema = Table.Schema.Attributes[column];
        if (!_byAttribute.TryGetValue(column, out var index))
            _byAttribute.Add(column, index = Build(column, schema));
        return index.TryGetValue(Normal(schema, _snapshot.Pool.Intern(value)), out var rows) ? rows : [];
    }

    public AttributeValue Value(int row, string attribute) => _snapshot.Pool[Table.Cell(row, Table.Schema.IndexOf(attribute))];

    private Dictionary<ValueId, List<int>> Build(int column, AttributeSchema schema)
    {
        var index = new Dictionary<ValueId, List<int>>(Table.Count);
        for (var row = 0; row < Table.Count; row++)
        {
            var id = Table.Cell(row, column);
            if (!id.IsAbsent)
                Add(index, Normal(schema, id), row);
        }

        return index;
    }

    private ValueId Normal(AttributeSchema schema, ValueId id) => schema.Case == CaseRule.Ignore ? _snapshot.Pool.Fold(id) : id;

    private static void Add<TKey>(Dictionary<TKey, List<int>> index, TKey key, int row)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var rows))
            index.Add(key, rows = []);
        rows.Add(row);
    }
}
