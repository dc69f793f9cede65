using System.Collections.Immutable;
using Reconciler.Core.Access;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Reporting.Approving;
using Reconciler.Core.Resources;

namespace Reconciler.Core.Reporting;

/// <summary>Writes into rows since when what they say has been due, and makes the rows of what is released.</summary>
internal static class LabelledRows
{
    /// <summary>The action of what nobody manages any more.</summary>
    public const string Unmanage = "unmanage";

    /// <summary>A row of an entry with its label, and the labels of those parts that differ.</summary>
    public static EntryRow Of(EntryRow row, Entry entry, TargetLabels? labels, Snapshot snapshot)
    {
        if (labels is null || labels.IsSilent(entry))
            return row;
        var whole = Word(labels.Of(entry));
        var cells = entry.Cells.GroupBy(c => Wording.Cell(c).Attribute, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        return row with
        {
            Label = whole,
            Cells = [.. row.Cells.Select(c => cells.TryGetValue(c.Attribute, out var cell) ? c with { Label = Other(Word(labels.Of(entry, cell)), whole) } : c)],
            Links = [.. row.Links.Select(l => entry.Links.FirstOrDefault(c => c.Link.Name == l.Link) is { } change ? Of(l, change, entry, labels, snapshot, whole) : l)],
        };
    }

    /// <summary>What is new of access, person by person; without a base revision nothing is said.</summary>
    public static Func<ApplicationAccess, AccessChange, string?> Access(RunPlan run)
    {
        if (run.Model.Earlier is null)
            return (_, _) => null;
        var before = (run.Earlier?.Access ?? []).SelectMany(a => a.Changes.Select(c => (a.Application.Key, c.Name, c.Role, c.IsGained))).ToHashSet();
        return (access, change) => Word(!before.Contains((access.Application.Key, change.Name, change.Role, change.IsGained)) ? PlanLabel.Change
            : change.Cause.IsDue ? PlanLabel.Due : PlanLabel.Pending);
    }

    /// <summary>What stands of an object, or of a part of it, that was managed at the base revision.</summary>
    public static EntryRow Row(ReleasedObject released, EarlierRevision? earlier) => new()
    {
        Section = Section.Released,
        Action = Unmanage,
        Kind = released.Key.Kind.Name,
        Key = released.Key.Name,
        Id = released.Id?.Value,
        Name = released.Key.Name,
        Because = released.IsWhole ? "no longer declared, and not removed" : null,
        Where = released.IsWhole ? earlier?.LineOf(released.Span) : released.Span.ToLine(),
        Standing = [.. released.Parts.Select(p => new StandingRow(p.Name, p.Stands, earlier?.LineOf(p.Before)))],
        Label = Word(PlanLabel.Change),
    };

    public static string? Word(PlanLabel? label) => label is { } known ? Wording.Camel(known.ToString()) : null;

    private static LinkRow Of(LinkRow row, LinkChange change, Entry entry, TargetLabels labels, Snapshot snapshot, string? whole)
    {
        return row with { Adds = Ends(row.Adds, change.Adds, isAdded: true), Removes = Ends(row.Removes, change.Removes, isAdded: false) };

        ImmutableArray<LinkEndRow> Ends(ImmutableArray<LinkEndRow> rows, ImmutableArray<LinkEdit> edits, bool isAdded)
        {
            var byEnd = edits.Select(e => (Line: EndLine.Of(change.Link, e.End, isAdded, snapshot), Edit: e)).DistinctBy(e => e.Line).ToDictionary(e => e.Line, e => e.Edit);
            return [.. rows.Select(r => byEnd.TryGetValue(SavedEntry.End(row, r, isAdded), out var edit) ? r with { Label = Other(Word(labels.Of(entry, change, edit, isAdded)), whole) } : r)];
        }
    }

    private static string? Other(string? part, string? whole) => part == whole ? null : part;
}
