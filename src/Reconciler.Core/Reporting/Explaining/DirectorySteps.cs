using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting.Explaining;

/// <summary>What happens to a person in the directory: their attributes, the lists they come into and leave, and the writes for it.</summary>
internal static class DirectorySteps
{
    public static ActionStep Action(Subject subject)
    {
        if (subject.Entry is not { } entry)
            return new ActionStep("keep") { Because = subject.Handle is null ? "nothing live" : "not declared here", Links = [.. Lists(subject)] };
        var step = Deeds.Of(entry, IsRead(subject));
        return step with
        {
            // Who is meant, import asks.
            Conflict = subject.IsInConflict ? null : step.Conflict,
            Values = [.. entry.Cells.Select(Changed), .. Unchanged(subject, entry)],
            Links = [.. Deeds.Own(entry, subject.Outlook.Roster, IsRead(subject)), .. Lists(subject)],
        };
    }

    public static ResultStep Result(Subject subject)
    {
        ImmutableArray<RequestStep> requests = subject.Handle is not { } person || subject.IsInConflict ? []
            : [.. subject.Outlook.Plan.Operations.OrderBy(o => o.Phase).SelectMany(o => Request(subject.Outlook.Roster, o, person))];
        return new ResultStep(requests) { Nothing = Deeds.Nothing(requests, subject.Entry) };
    }

    private static ValueStep Changed(CellChange cell)
    {
        var row = Wording.Cell(cell);
        var isMade = cell.After is AttributeValue.Generated && row.Rule is not null;
        return new ValueStep(row.Attribute, true, row.Before, isMade ? row.Rule : row.After)
        {
            Where = row.Where,
            Note = isMade ? null : row.Origin == "derived" ? row.Rule : row.Origin == "defaults" ? "defaults" : Wording.Because(cell.Cause, _ => true),
        };
    }

    // What is written about the person, and is so already.
    private static IEnumerable<ValueStep> Unchanged(Subject subject, Entry entry)
    {
        if (entry.Change is not (Change.Update or Change.Adopt or Change.Rekey or Change.Restore or Change.Keep { Why: KeepReason.Unchanged }))
            yield break;
        var schema = subject.Outlook.Snapshot.Schema[Kind.User];
        foreach (var cell in subject.Declared?.Cells ?? [])
        {
            if (schema.Find(cell.Attribute) is not { } attribute || entry.Cells.Any(c => c.Attribute == attribute))
                continue;
            var live = subject.Outlook.Snapshot.Pool[subject.Outlook.Snapshot[Kind.User].Cell(entry.Object, cell.Attribute)];
            yield return new ValueStep(cell.Attribute, false, Wording.Shown(live), Wording.Shown(live))
            {
                Where = cell.Span.ToLine(),
                Note = cell.Origin == Model.Origin.Defaults ? "defaults" : attribute.Mutability == Mutability.CreateOnly ? "on creation only" : null,
            };
        }
    }

    private static IEnumerable<LinkStep> Lists(Subject subject) => subject.Handle is not { } person || subject.IsInConflict ? []
        : Deeds.Ends(subject.Outlook.Plan.Entries.Where(e => e.IsChange), person, IsRead(subject), (entry, change, end) => (change.Link.Name, Role(subject, end)) switch
        {
            ("members", _) => $"member of {entry.Name}",
            ("assignments", { } role) => $"{role} in {entry.Name}, directly",
            ("assignments", _) => $"assigned to {entry.Name}, directly",
            ("manager", _) => $"manager of {entry.Name}",
            var (link, _) => $"in {link} of {entry.Name}",
        });

    private static IEnumerable<RequestStep> Request(Roster roster, Operation operation, Handle person)
    {
        var isTheirs = operation.Object == person;
        switch (operation)
        {
            case Operation.Create create when isTheirs:
                yield return new RequestStep("create", "user", [.. create.Cells.Select(Name), .. create.Links.Select(l => l.Link.Name)]);
                break;
            case Operation.Create create when create.Links.Any(l => Has(l, person)):
                yield return new RequestStep("create", $"{operation.Kind} {operation.Name}", [.. create.Links.Where(l => Has(l, person)).Select(l => $"{l.Link.Name}: {roster.NameOf(person)}")]);
                break;
            case Operation.Update update when isTheirs:
                yield return new RequestStep("update", "user", [.. update.Cells.Select(Name)]);
                break;
            case Operation.Disable disable when isTheirs:
                yield return new RequestStep("disable", "user", [.. disable.Cells.Select(Name)]);
                if (disable.RevokeSessions)
                    yield return new RequestStep("revoke sessions of", "user", []);
                break;
            case Operation.Restore or Operation.Delete when isTheirs:
                yield return new RequestStep(Wording.Action(operation), "user", []);
                break;
            case Operation.Link { Ends: var ends } when isTheirs || Has(ends, person):
                yield return Listed("add to", ends);
                break;
            case Operation.Unlink { Ends: var ends } when isTheirs || Has(ends, person):
                yield return Listed("remove from", ends);
                break;
        }

        RequestStep Listed(string word, LinkEnds ends) => isTheirs
            ? new RequestStep(word == "add to" ? "set" : "clear", ends.Link.Name, [.. ends.Ends.Select(e => roster.NameOf(e.To))])
            : new RequestStep(word, $"{ends.Link.Name} of {operation.Name}", []);
    }

    private static bool Has(LinkEnds ends, Handle person) => ends.Ends.Any(e => e.To == person);

    private static string Name(CellChange cell) => cell.Attribute.Role == AttributeRole.Mark ? "owner mark" : cell.Attribute.Name;

    private static string? Role(Subject subject, LinkEnd end) => subject.Outlook.View.Pool[end.Role].ToString() is { Length: > 0 } role ? role : null;

    private static Func<string, bool> IsRead(Subject subject) => subject.Run.Model.Files.Contains;
}
