using System.Collections.Immutable;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.OData;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.Delta;

/// <summary>What a delta chain was started with; its tokens carry it.</summary>
internal sealed class DeltaOptions
{
    private const int IdLimit = 50;

    private DeltaOptions(EntityType type, string? select, bool minimal, ImmutableArray<Guid> ids)
    {
        Type = type;
        Select = select;
        IsMinimal = minimal;
        Ids = ids;
    }

    public EntityType Type { get; }

    public string? Select { get; }

    public bool IsMinimal { get; }

    /// <summary>The only objects to follow; empty for all.</summary>
    public ImmutableArray<Guid> Ids { get; }

    public ImmutableArray<PropertyDefinition> Properties { get; private init; } = [];

    public ImmutableArray<Relation> Links { get; private init; } = [];

    public static DeltaOptions From(Call call, ObjectKind kind)
    {
        foreach (var option in (string[])["$orderby", "$search", "$expand", "$count", "$top"])
        {
            if (call.Query.Has(option))
                throw Errors.UnsupportedQuery($"The query option '{option}' is not supported for delta queries on this resource.");
        }

        return Create(call, kind, call.Query.Select, call.Prefers("return=minimal"), IdsIn(call, kind));
    }

    public static DeltaOptions Create(Call call, ObjectKind kind, string? select, bool minimal, ImmutableArray<Guid> ids)
    {
        var type = ObjectKinds.TypeOf(kind);
        var names = select?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names is null)
        {
            var reportsMembers = kind == ObjectKind.Group && call.Switches.GroupDeltaReportsMembersByDefault;
            return new DeltaOptions(type, null, minimal, ids) { Properties = type.DefaultSet, Links = reportsMembers ? [Relation.Members] : [] };
        }

        Relation[] offered = kind == ObjectKind.User ? [Relation.Manager] : [Relation.Members, Relation.Owners];
        var plain = names.Where(n => !offered.Any(r => r.Name().Equals(n, StringComparison.OrdinalIgnoreCase))).ToList();
        var selection = Selection.Parse(string.Join(',', plain), call.Store.Extensions, type);
        selection.RefuseElsewhere();
        return new DeltaOptions(type, string.Join(',', names), minimal, ids)
        {
            Properties = plain.Count == 0 ? [] : selection[type],
            Links = [.. offered.Where(r => names.Contains(r.Name(), StringComparer.OrdinalIgnoreCase))],
        };
    }

    /// <summary>Only <c>id eq '…' or id eq '…'</c> is offered.</summary>
    private static ImmutableArray<Guid> IdsIn(Call call, ObjectKind kind)
    {
        if (call.Query.Filter is not { } filter)
            return [];
        var ids = ImmutableArray.CreateBuilder<Guid>();
        Collect(FilterParser.Parse(filter, ObjectKinds.TypeOf(kind), call.Store.Extensions), ids);
        return ids.Count <= IdLimit ? ids.ToImmutable() : throw Errors.UnsupportedQuery($"More than {IdLimit} objects cannot be tracked by one filter.");
    }

    private static void Collect(FilterNode node, ImmutableArray<Guid>.Builder ids)
    {
        switch (node)
        {
            case OrNode or:
                Collect(or.Left, ids);
                Collect(or.Right, ids);
                break;
            case CompareNode { Comparer: Comparer.Eq, Path.Property.Name: "id" } compare when Guid.TryParse(compare.Value, out var id):
                ids.Add(id);
                break;
            default:
                throw Errors.UnsupportedQuery("Only 'id eq' clauses joined by 'or' are supported in $filter of delta queries on this resource.");
        }
    }
}
