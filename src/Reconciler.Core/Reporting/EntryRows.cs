using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;

namespace Reconciler.Core.Reporting;

/// <summary>Entries as rows: which section they stand in, and their changes in words.</summary>
internal sealed class EntryRows(Snapshot snapshot, IReadOnlyCollection<string> filesRead)
{
    private readonly Roster _roster = snapshot.Roster;

    public EntryRow Row(Entry entry) => new()
    {
        Section = SectionOf(entry) ?? Section.Changed,
        Action = Wording.Action(entry.Change),
        Kind = entry.Kind.Name,
        Key = entry.Key?.Name,
        Id = entry.Id?.Value,
        Name = entry.Name,
        Hash = entry.IsChange ? PlanHash.OfEntry(entry) : null,
        Because = Because(entry),
        Where = IsByItsRows(entry) ? null : Wording.Where(entry.Cause),
        Privileged = entry.Privileged,
        Conflict = entry.Change is Change.Blocked b ? new ConflictRow(b.Why.Code, b.Why.Message, b.Why.Advice) : null,
        SessionsRevoked = Effective(entry.Change) is Change.Disable { RevokeSessions: true },
        DeletedOn = Effective(entry.Change) is Change.Disable d ? d.DeleteDue : null,
        Cells = [.. entry.Cells.Select(Wording.Cell)],
        Links = [.. entry.Links.Select(Row)],
        Held = [.. entry.Held.Select(h => new HeldRow(h.What, h.Why, h.Advice, h.Span.IsNone ? null : h.Span.ToLine()))],
    };

    /// <summary>Where an entry stands, by what it does; null = it is only counted.</summary>
    public static Section? SectionOf(Entry entry) => entry.Change switch
    {
        Change.Blocked => Section.Blocked,
        Change.Observed => Section.Observed,
        Change.Delete => Section.Deleted,
        _ when entry.IsChange && entry.Effects.HasFlag(Effects.Disabled) => Section.Disabled,
        Change.Release => Section.Released,
        Change.Adopt => Section.Adopted,
        Change.Restore => Section.Restored,
        Change.Create => Section.Created,
        _ when !entry.Held.IsEmpty => Section.Held,
        Change.Update or Change.Rekey or Change.Disable => Section.Changed,
        Change.Keep when entry.Links.Any(l => l.Withheld > 0) => Section.Held,
        _ => null,
    };

    public LinkRow Row(LinkChange change) => new(change.Link.Name, Ends(change.Adds), Ends(change.Removes), change.Stays)
    {
        Single = change.Link.Arity == Schemas.Arity.One,
        Kept = change.Kept,
        Withheld = change.Withheld,
        WithheldWhy = change.WithheldWhy,
        Where = change.Span.IsNone ? null : change.Span.ToLine(),
    };

    private ImmutableArray<LinkEndRow> Ends(ImmutableArray<LinkEdit> edits) =>
    [
        .. edits.Select(Row).OrderBy(e => e.Name, StringComparer.OrdinalIgnoreCase)
            .ThenBy(e => e.Name, StringComparer.Ordinal).ThenBy(e => e.Kind, StringComparer.Ordinal)
            .ThenBy(e => e.Id, StringComparer.Ordinal).ThenBy(e => e.Role, StringComparer.Ordinal),
    ];

    private LinkEndRow Row(LinkEdit edit) => new(_roster.KindOf(edit.End.To).Name, _roster.NameOf(edit.End.To))
    {
        Id = _roster.KeyOf(edit.End.To) is null ? _roster.IdOf(edit.End.To)?.Value : null,
        Role = edit.End.Role.IsAbsent ? null : snapshot.Pool[edit.End.Role].ToString(),
        Where = Wording.Where(edit.Cause),
        Because = edit.Cause is Cause.Assigned ? null : Wording.Because(edit.Cause, filesRead.Contains),
    };

    // What decides is the cause of the effect: a start date that opens an account, a mark that was found.
    private string? Because(Entry entry) => entry.Change switch
    {
        Change.Adopt { By: Pairing.RecognisedBy.ByAttribute by } => $"matched by {by.Attribute}",
        Change.Adopt => "bound by id:",
        Change.Rekey r => $"was {r.Old.Workspace}/{r.Old.Key}",
        _ when IsByItsRows(entry) => null,
        _ => Wording.Because(entry.Cause, filesRead.Contains)
            ?? entry.Cells.Where(c => c.Attribute.Role == Schemas.AttributeRole.Enablement).Select(c => Wording.Because(c.Cause, filesRead.Contains)).FirstOrDefault(),
    };

    // An account that stays assigned changes by the rows of its mapping, a pushed group by its members; only what opens or closes it is by the assignment.
    private static bool IsByItsRows(Entry entry) => entry is { Cause: Cause.Assigned, Change: Change.Update }
        && !entry.Cells.Any(c => c.Attribute.Role == Schemas.AttributeRole.Enablement);

    private static Change Effective(Change change) => change is Change.Observed o ? o.Would : change;
}
