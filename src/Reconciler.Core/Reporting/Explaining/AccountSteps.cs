using System.Collections.Immutable;
using Reconciler.Core.Mapping;
using Reconciler.Core.Planning;
using Reconciler.Core.Projection;
using Reconciler.Core.Reporting.Rendering;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting.Explaining;

/// <summary>Action and result: what happens to a person's account, each value with the row that gives it, and the SCIM requests for it.</summary>
internal static class AccountSteps
{
    public static ActionStep Action(AccountOfSubject account)
    {
        if (account.Entry is not { } entry)
            return new ActionStep("keep") { Because = "there is nothing to do" };
        Func<string, bool> isRead = account.Subject.Run.Model.Files.Contains;
        var step = Deeds.Of(entry, isRead);
        if (entry.Change is Change.Blocked { Why: var why } && MatchSteps.IsOfIdentity(why))
            return step with { Conflict = null, Because = null, Where = null };
        var roster = account.Context.Target.Roster;
        return step with
        {
            // Who has access, scope has said; here it only says why an account is not as it should be.
            Because = entry.Cause is Cause.Assigned && entry.Change is not Change.Keep ? null : step.Because,
            Where = entry.Cause is Cause.Assigned ? null : step.Where,
            Values = account.IsWanted && account.Subject.Handle is { } person ? Values(account, entry, person) : [.. entry.Cells.Select(Closing)],
            Links = [.. Deeds.Own(entry, roster, isRead), .. Deeds.Ends(account.Plan.Entries.Where(e => e.IsChange), entry.Object, isRead, (e, change, _) => $"{change.Link.Name} of {e.Kind} {e.Name}")],
        };
    }

    public static ResultStep Result(AccountOfSubject account)
    {
        if (account.Entry is not { } entry)
            return new ResultStep([]) { Nothing = Deeds.Nothing([], null) };
        ImmutableArray<RequestStep> requests = entry.Change is Change.Blocked ? []
            : [.. account.Plan.Operations.OrderBy(o => o.Phase).SelectMany(o => ScimRequests.Of(o, entry.Object, account.Context.Scim.Profile, account.Context.Target.Roster))];
        return new ResultStep(requests) { Nothing = Deeds.Nothing(requests, entry) };
    }

    private static ImmutableArray<ValueStep> Values(AccountOfSubject account, Entry entry, Handle person)
    {
        var context = account.Context;
        var source = new PersonSource(context.Outlook, person, isSoftDeleted: false, context.Outlook.After(context.Application).WaysOf(person));
        var traced = MappingEvaluation.Of(context.Scim.Users, source, context.Evaluation).ToDictionary(m => m.Row);
        var steps = context.UserRows.Zip(account.Values).Select(r => Value(account, entry, r.First, r.Second, traced[r.First.Row]));
        // An account is open although no row says so.
        var unmapped = entry.Cells.Where(c => context.UserRows.All(r => r.Schema != c.Attribute)).Select(c => Closing(c) with { Note = "accounts with access are open" });
        return [.. steps.Concat(unmapped).OrderByDescending(s => s.Changes)];
    }

    private static ValueStep Value(AccountOfSubject account, Entry entry, ProjectedRow row, ProjectedValue value, MappedAttribute traced)
    {
        var change = entry.Cells.FirstOrDefault(c => c.Attribute == row.Schema);
        var hides = traced.Result.IsRedacted || value.Value is AttributeValue.Generated { Rule: "redacted" };
        var isUnknown = value.Value is AttributeValue.Pending or AttributeValue.Generated;
        var live = account.Live is { } handle ? account.Context.Live(handle, row.Schema) : AttributeValue.None;
        var before = change?.Before ?? live;
        var after = change?.After ?? (account.Live is null ? value.Value : live);
        return new ValueStep(row.Schema.Name, change is not null, Shown(before, hides), Shown(after, hides))
        {
            Source = row.Row.Source.ToString(),
            Where = row.Row.Span.IsNone ? null : row.Row.Span.ToLine(),
            Note = Note(account, row, value, change),
            Parts = traced.Trace is { } trace && row.Row.Source is MappingSource.Computed computed && !isUnknown ? [.. Parts(computed.Text, trace, 0)] : [],
        };
    }

    private static string? Note(AccountOfSubject account, ProjectedRow row, ProjectedValue value, CellChange? change) => (value, change) switch
    {
        ({ Flow: Mapping.Flow.Error, Error: { } error }, _) => $"error: {error.Message}",
        ({ Flow: Mapping.Flow.Ignore }, _) => "left alone by the mapping",
        ({ Flow: Mapping.Flow.IgnoreObject }, _) => "the mapping leaves this person out",
        ({ IsDefaulted: true }, { } made) when !made.After.IsAbsent => "its default:, because the source is empty",
        (_, not null) => null,
        _ when account.Live is null => null,
        _ when row.Schema.Mutability == Mutability.CreateOnly => "on creation only",
        _ when row.Schema.Mutability == Mutability.ReadOnly => "read-only in this application",
        ({ IsDefaulted: true }, _) => "its default:, which filled it on creation",
        ({ Value.IsAbsent: true }, _) when !row.Schema.Clearable && account.Live is { } live && !account.Context.Live(live, row.Schema).IsAbsent => "the source is empty, and the application requires a value",
        _ when row.Schema.Role == AttributeRole.Enablement => null,
        _ when !account.Context.Scim.Actions.HasFlag(Model.AccountActions.Update) => "actions: without update",
        _ => null,
    };

    // A constant says what it is where it stands.
    private static IEnumerable<PartStep> Parts(string expression, TraceNode node, int depth)
    {
        var start = Math.Min(node.Offset, expression.Length);
        var text = string.Join(' ', expression.Substring(start, Math.Min(node.Length, expression.Length - start)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (depth > 0 && node.Parts.IsEmpty && text is not ['[', ..] && !text.EndsWith(')'))
            yield break;
        yield return new PartStep(depth, text, EvaluationText.Shown(node.Result));
        foreach (var part in node.Parts.SelectMany(p => Parts(expression, p, depth + 1)))
            yield return part;
    }

    private static ValueStep Closing(CellChange cell)
    {
        var row = Wording.Cell(cell);
        return new ValueStep(row.Attribute, true, row.Before, row.After);
    }

    private static string? Shown(AttributeValue value, bool hides) =>
        value.IsAbsent ? null : hides ? FlowResult.RedactedText : value is AttributeValue.Generated ? "(made at apply)" : Wording.Shown(value);
}
