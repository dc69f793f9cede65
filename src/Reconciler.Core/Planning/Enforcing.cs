using Reconciler.Core.Model;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>Holds an entry to how far the reconciler may go with its kind.</summary>
internal static class Enforcing
{
    public static Entry Apply(Entry entry, Enforcement enforcement) => enforcement switch
    {
        Enforcement.Full => entry,
        _ when !entry.IsChange => entry,
        Enforcement.Observe => entry with { Change = new Change.Observed(entry.Change), Effects = Effects.None },
        _ => OnlyAdd(entry),
    };

    /// <summary>The same for an entry whose links have joined.</summary>
    public static Entry Links(Entry entry, Enforcement enforcement)
    {
        if (enforcement == Enforcement.Full || entry.Links.IsEmpty)
            return entry;
        if (entry.Change is Change.Observed)
            return entry with { Effects = Effects.None };
        return Apply(entry, enforcement);
    }

    private static Entry OnlyAdd(Entry entry)
    {
        if (entry.Change is Change.Create)
            return entry;
        if (entry.Change is Change.Disable or Change.Delete or Change.Release)
            return entry with { Change = new Change.Keep(KeepReason.Policy, "enforce: add"), Cells = [], Links = [], Effects = Effects.None };
        var cells = entry.Cells.RemoveAll(c => !(c.Before.IsAbsent && !c.After.IsAbsent) && c.Attribute.Role != AttributeRole.Mark);
        if (entry.Cells.Any(c => c.Attribute.Role == AttributeRole.Enablement) && !cells.Any(c => c.Attribute.Role == AttributeRole.Enablement))
            cells = [.. cells.Select(WithOldEnablement).Where(c => c.Before != c.After)];
        var links = entry.Links.Select(l => l with { Removes = [], Withheld = l.Withheld + l.Removes.Length, WithheldWhy = l.WithheldWhy ?? "enforce: add" })
            .Where(l => !l.Adds.IsEmpty && (l.Link.Arity == Arity.Many || l.Before == 0)).ToArray();
        var effects = entry.Effects & (Effects.Adopted | Effects.Restored | Effects.LinksGained);
        if (cells.Any(c => c.Attribute.Role != AttributeRole.Mark))
            effects |= Effects.Updated;
        var isNothing = entry.Change is Change.Update && cells.All(c => c.Attribute.Role == AttributeRole.Mark) && links.Length == 0;
        return isNothing
            ? entry with { Change = new Change.Keep(KeepReason.Unchanged, "enforce: add"), Cells = [], Links = [], Effects = Effects.None }
            : entry with { Cells = cells, Links = [.. links], Effects = effects };
    }

    // The account stays as it is, so the mark goes on saying who closed it.
    private static CellChange WithOldEnablement(CellChange cell)
    {
        if (cell.Attribute.Role != AttributeRole.Mark || !OwnerMark.TryParse(cell.After.ToString(), out var after))
            return cell;
        var closedByUs = OwnerMark.TryParse(cell.Before.ToString(), out var before) && before.DisabledByUs;
        return cell with { After = AttributeValue.Of((after with { DisabledByUs = closedByUs }).ToString()) };
    }
}
