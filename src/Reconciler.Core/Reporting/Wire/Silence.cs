using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Reconciler.Core.Reporting.Wire;

/// <summary>What rows leave out because it says nothing, or because another part says it: there are hundreds of thousands of them.</summary>
internal static class Silence
{
    /// <summary>Members left out when they are empty, false or 0; what is not named here always stands.</summary>
    private static readonly Dictionary<Type, string[]> Empty = new()
    {
        [typeof(EntryRow)] = ["cells", "links", "held", "standing", "privileged", "sessionsRevoked"],
        [typeof(OperationRow)] = ["cells", "links", "leftOut", "attempts", "status", "trials"],
        [typeof(LinkRow)] = ["adds", "removes", "stays", "kept", "withheld", "single"],
        [typeof(FormCell)] = ["line"],
        [typeof(CellList)] = ["lines", "before", "after", "labels"],
        [typeof(EndList)] = ["lines", "ids", "at"],
        [typeof(AccessList)] = ["lines", "at", "approximate", "privileged"],
    };

    /// <summary>Says of the members of a type which are left out when.</summary>
    public static void Keep(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            Func<object, object?, bool>? says = (type.Type, property.Name) switch
            {
                (_, var name) when Empty.TryGetValue(type.Type, out var names) && names.Contains(name, StringComparer.Ordinal)
                    => static (_, value) => value is not (false or 0 or ICollection { Count: 0 }),
                ({ } t, "name") when t == typeof(EntryRow) => static (row, name) => row is EntryRow { Key: var key } && key != name as string,
                ({ } t, "name") when t == typeof(OperationRow) => static (row, name) => row is OperationRow { Key: var key } && key != name as string,
                ({ } t, "action") when t == typeof(EntryRow) => static (row, action) => row is EntryRow { Section: var section } && Implied(section) != action as string,
                _ => null,
            };
            if (says is null)
                continue;
            property.ShouldSerialize = says;
            property.IsRequired = false;
        }
    }

    /// <summary>An entry without the file of its attributes where that is its own.</summary>
    public static EntryRow Trim(EntryRow entry) => entry with { Cells = Without(entry.Cells, entry.Where) };

    public static OperationRow Trim(OperationRow operation) => operation with { Cells = Without(operation.Cells, operation.Where) };

    public static EntryRow Restore(EntryRow entry) => entry with
    {
        Name = entry.Name ?? entry.Key ?? throw new JsonException("an entry has neither name nor key"),
        Action = entry.Action ?? Implied(entry.Section) ?? throw new JsonException("an entry says nothing of what is done"),
        Cells = With(Lists.Or(entry.Cells), entry.Where),
        Links = Lists.Or(entry.Links),
        Held = Lists.Or(entry.Held),
        Standing = Lists.Or(entry.Standing),
    };

    public static OperationRow Restore(OperationRow operation) => operation with
    {
        Name = operation.Name ?? operation.Key ?? throw new JsonException("an operation has neither name nor key"),
        Cells = With(Lists.Or(operation.Cells), operation.Where),
        Links = Lists.Or(operation.Links),
        LeftOut = Lists.Or(operation.LeftOut),
        Trials = Lists.Or(operation.Trials),
    };

    // What the section says of the action; a held object may be in the middle of any.
    private static string? Implied(Section section) => section switch
    {
        Section.Blocked => "blocked",
        Section.Deleted => "delete",
        Section.Disabled => "disable",
        Section.Released => "release",
        Section.Adopted => "adopt",
        Section.Restored => "restore",
        Section.Created => "create",
        Section.Changed => "update",
        _ => null,
    };

    private static ImmutableArray<CellRow> Without(ImmutableArray<CellRow> cells, string? where) => Place.TrySplit(where, out var file, out _)
        ? [.. cells.Select(c => Place.TrySplit(c.Where, out var its, out var line) && its == file ? c with { Where = Place.Join("", line) } : c)]
        : cells;

    private static ImmutableArray<CellRow> With(ImmutableArray<CellRow> cells, string? where) => Place.TrySplit(where, out var file, out _)
        ? [.. cells.Select(c => c.Where is [':', ..] line ? c with { Where = file + line } : c)]
        : cells;
}
