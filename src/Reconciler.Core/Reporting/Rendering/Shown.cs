namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Values as they stand in a plan: what could be misread stands in quotes.</summary>
internal static class Shown
{
    private const int Wide = 100;

    public const string Nothing = "(none)";

    public static string Value(string? value) => value switch
    {
        null => Nothing,
        _ when value.Length == 0 || value == Nothing || value[0] is ' ' or '"' || value[^1] == ' '
            || value.Contains(" → ", StringComparison.Ordinal) || value.Contains("  ", StringComparison.Ordinal) => $"\"{value}\"",
        _ => value,
    };

    /// <summary>The new value; a generated one shows its rule.</summary>
    public static string After(CellRow cell) =>
        cell is { Origin: "derived", Rule: { } rule, After: ['(', .., ')'] } ? rule : Value(cell.After);

    /// <summary>Where a cell's value comes from, where that is not the object's own line; null when it is.</summary>
    /// <param name="cell">The attribute.</param>
    /// <param name="entry">The object whose line need not be said again.</param>
    /// <param name="width">Columns of the page; a narrow one has the line of a mapping and not its name.</param>
    public static string? Provenance(CellRow cell, EntryRow? entry, int width)
    {
        var elsewhere = cell.Where is null || cell.Where == entry?.Where ? null : cell.Where;
        return cell.Origin switch
        {
            "declared" when entry?.Section == Section.Created && File(cell.Where) == File(entry.Where) => null,
            "declared" => elsewhere,
            "derived" when cell.After is ['(', .., ')'] && cell.Rule is not null => null,
            "derived" => cell.Rule ?? "derived",
            "mapping" when width < Wide && elsewhere is not null => elsewhere,
            "assignment" or "access" when elsewhere is null => null,
            "mapping" => Join(cell.Mapping ?? "mapping", elsewhere),
            "undeclared" => Join("no longer declared", elsewhere),
            var origin => Join(origin, elsewhere),
        };
    }

    public static string? File(string? where) => where is null ? null : where.LastIndexOf(':') is > 0 and var at ? where[..at] : where;

    private static string Join(string origin, string? where) => where is null ? origin : $"{origin}, {where}";
}
