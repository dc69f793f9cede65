namespace Reconciler.Core.Reporting.Rendering;

/// <summary>One entry of a plan: its line, then its attributes and links, then what waits.</summary>
internal static class EntryText
{
    /// <summary>A clause that is not broken over lines.</summary>
    private const int Short = 32;

    public static void Write(Page page, EntryRow entry, PlanColumns columns, bool full)
    {
        var role = Sections.RoleOf(entry.Section);
        var where = entry.Conflict is null ? entry.Where : null;
        page.Row(columns.Head(Sections.Sign(entry.Section), role, entry.Kind, entry.Name), columns.Value, Clauses(entry), LabelWords.Beside(entry.Label, where));
        if (entry.Conflict is { } conflict)
            Write(page, conflict, entry.Where, columns);

        foreach (var cell in entry.Cells)
        {
            if (full || !IsImplied(cell, entry))
                Write(page, cell, entry, columns, full);
        }

        foreach (var link in entry.Links)
            LinkText.Write(page, link, entry, columns, full);
        foreach (var held in entry.Held)
            Write(page, held, entry, columns);
        foreach (var standing in entry.Standing)
            page.Row(PlanColumns.Attributed(standing.What), columns.Value, Flow.Words(standing.Stands), standing.Where);
    }

    public static void Write(Page page, ConflictRow conflict, string? where, PlanColumns columns)
    {
        page.Row([], columns.Value, Flow.Words(conflict.Advice));
        page.Row([], columns.Value, [Atom.Of(Words.Explain(conflict.Code), Role.Code)], where);
    }

    public static void Write(Page page, CellRow cell, EntryRow? entry, PlanColumns columns, bool full = false)
    {
        var left = PlanColumns.Attributed(cell.Attribute);
        var right = LabelWords.Beside(cell.Label, Shown.Provenance(cell, entry, page.Width));
        if (ListedText.Change(cell, full) is { } list)
            page.Row(left, columns.Value, list, right);
        else if (entry?.Section == Section.Created && cell.Before is null)
            page.Row(left, columns.Value, Flow.Words(Shown.After(cell)), right);
        else
            page.Row(left, columns.Value, Shown.Value(cell.Before), Shown.After(cell), right);
    }

    public static IEnumerable<Atom> Change(string before, string after) =>
    [
        .. Flow.Words(before, Role.Dim),
        .. Flow.Words(after, Role.Plain, " → "),
    ];

    /// <summary>Why, and what follows from it, in one sentence with dots.</summary>
    public static IEnumerable<Atom> Clauses(EntryRow entry, bool withPrivilege = true)
    {
        string?[] clauses =
        [
            Sections.Doing(entry), entry.Conflict?.Message, entry.Because,
            entry is { Section: Section.Deleted, Kind: Spoken.Account } ? "deleted, not deactivated" : null,
            entry.SessionsRevoked ? "sessions revoked" : null,
            entry.DeletedOn is { } day ? $"deleted {Words.Day(day)}" : null,
        ];
        var atoms = new List<Atom>();
        if (withPrivilege && entry.Privileged)
            atoms.Add(Atom.Of("privileged", Role.Danger));
        foreach (var clause in clauses)
        {
            var gap = atoms.Count == 0 ? " " : " · ";
            if (clause is { Length: > 0 and <= Short })
                atoms.Add(Atom.Of(clause, Role.Plain, gap));
            else if (clause is { Length: > 0 })
                atoms.AddRange(Flow.Words(clause, Role.Plain, gap));
        }

        return atoms;
    }

    // What the section's name says already: the mark that every owned object bears, the account that a leaver loses.
    public static bool IsImplied(CellRow cell, EntryRow entry) => cell.Attribute switch
    {
        "owner mark" => entry.Section is not (Section.Changed or Section.Held) || entry is { Action: "rekey", Because: not null },
        "accountEnabled" or "active" => entry.Section switch
        {
            Section.Disabled => cell.After == "false",
            Section.Created => cell is { After: "true", Origin: "derived" or "assignment" },
            _ => false,
        },
        _ => false,
    };

    private static void Write(Page page, HeldRow held, EntryRow entry, PlanColumns columns)
    {
        var sign = entry.Section == Section.Held ? " " : "!";
        var where = held.Where == entry.Where ? null : held.Where;
        page.Row(PlanColumns.Attributed(held.What, sign), columns.Value, [Atom.Of("held:", Role.Danger), .. Flow.Words(held.Why)], where);
        page.Row([], columns.Value, Flow.Words(held.Advice));
    }
}
