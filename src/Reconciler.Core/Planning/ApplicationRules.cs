using Reconciler.Core.Pairing;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>What holds for enterprise applications alone: which of them are never touched, and that a role stays as long as somebody has it.</summary>
internal static class ApplicationRules
{
    /// <summary>Microsoft Graph in every tenant; its roles are permissions over the whole directory.</summary>
    private const string Graph = "00000003-0000-0000-c000-000000000000";

    public static PairingConflict? Refuse(PlanContext context, Entry entry)
    {
        if (entry.Kind != Kind.Application)
            return null;
        if (context.Snapshot.Facts.OwnPrincipal is { } own && context.Snapshot.Roster.IdOf(entry.Object) == own)
            return Conflicts.OurOwnApplication();
        return context.Schema.Find("appId") is { } appId && string.Equals(context.LiveValue(entry.Object, appId).ToString(), Graph, StringComparison.OrdinalIgnoreCase)
            ? Conflicts.PermissionsOfGraph()
            : null;
    }

    /// <summary>The entry with the roles kept that somebody goes on having, and without those that the application has by other hands.</summary>
    public static Entry Settle(PlanContext context, Entry entry)
    {
        if (entry.Kind != Kind.Application || entry.Cells.FirstOrDefault(c => c.Attribute.Name == "roles") is not { } roles)
            return entry;
        var gone = Tables.Rows(roles.Before).Where(b => !Tables.Rows(roles.After).Any(a => a.Key == b.Key)).Select(r => r.Key).ToHashSet(StringComparer.Ordinal);
        if (gone.Count == 0)
            return entry;
        var live = context.Snapshot.Links("assignments", entry.Object);
        var after = (entry.Links.FirstOrDefault(l => l.Link.Name == "assignments")?.Over(live) ?? live).Ends
            .Select(e => context.Snapshot.Pool[e.Role].ToString()).Where(gone.Contains).GroupBy(r => r).ToDictionary(r => r.Key, r => r.Count());
        // A list that was not read whole may hold more.
        var isDoubtful = !context.Snapshot.CompletenessOf("assignments", entry.Object).IsProven;
        foreach (var role in gone.Where(r => isDoubtful || after.ContainsKey(r)).Order(StringComparer.Ordinal))
        {
            entry = entry with
            {
                Held = entry.Held.Add(new HeldChange($"role {role}",
                    isDoubtful ? "its assignments were not read whole" : $"{after[role]} assignments still have it",
                    isDoubtful ? "Plan again when they can be read." : "Remove those assignments first, or write assignments: exclusive.", roles.Cause.Span)),
                Cells = [.. entry.Cells.Select(c => Keep(c, role)).Where(c => c.Before != c.After)],
            };
        }

        if (entry is not { Change: Change.Update, Cells.IsEmpty: true })
            return entry;
        // A list that only tells what it holds back writes nothing either.
        return entry.Links.All(l => l.IsEmpty)
            ? entry with { Change = new Change.Keep(KeepReason.Unchanged), Effects = Effects.None }
            : entry with { Effects = entry.Effects & ~Effects.Updated };
    }

    private static CellChange Keep(CellChange cell, string role) => cell.Attribute.ShrinksLast && Tables.Rows(cell.Before).FirstOrDefault(r => r.Key == role) is { Key: not null } row
        ? cell with { After = AttributeValue.OfTable(Tables.Rows(cell.After).Append(row)) }
        : cell;
}
