using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Pairing;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting.Explaining;

/// <summary>Import: which live object of the directory a person is.</summary>
internal static class ImportSteps
{
    public static ImportStep Of(Subject subject)
    {
        if (subject.Handle is not { } handle)
            return new ImportStep(subject.Declared is null ? "only the ledger of an earlier apply knows this person" : "declared here, and not in this plan");
        if (subject.Outlook.IsDeclaredOnly)
            return new ImportStep("declared here; there is no directory") { Where = subject.Declared?.Span.ToLine() };
        var (how, span) = How(subject, handle, Effective(subject.Entry?.Change));
        return new ImportStep(how)
        {
            Id = subject.IsInConflict ? null : subject.Outlook.Roster.IdOf(handle)?.Value,
            Where = span.IsNone ? null : span.ToLine(),
            Conflict = subject is { IsInConflict: true, Conflict: { } conflict } ? new ConflictRow(conflict.Code, conflict.Message, conflict.Advice) : null,
        };
    }

    private static (string How, SourceSpan Span) How(Subject subject, Handle handle, Change? change) => change switch
    {
        Change.Create => ("nobody live yet: will be created, the id is known after apply", SourceSpan.None),
        Change.Blocked when subject.IsInConflict => ("it is in doubt who this is", subject.Entry?.Cause.Span ?? SourceSpan.None),
        Change.Keep { Why: KeepReason.NotYetVisible } => ("created by the last apply, and not visible yet", SourceSpan.None),
        Change.Keep { Why: KeepReason.NotYetDue, Detail: var why } => ($"nobody live yet: {why}", subject.Entry?.Cause.Span ?? SourceSpan.None),
        _ when IsNowhere(subject, handle) => ("nobody live", SourceSpan.None),
        Change.Adopt { By: RecognisedBy.ByAttribute by } => ($"recognised by {by.Attribute} {Live(subject, handle, by.Attribute)}, and nobody's until now", SourceSpan.None),
        Change.Adopt => ("recognised by its id: line, and nobody's until now", subject.Declared?.IdSpan ?? SourceSpan.None),
        Change.Rekey { Old: var old } => ($"recognised by the owner mark of an earlier key, {old.Workspace}/{old.Key}", SourceSpan.None),
        _ => (Prefix(subject, handle) + Recognised(subject, handle), SourceSpan.None),
    };

    private static string Recognised(Subject subject, Handle handle)
    {
        var mark = subject.Outlook.Snapshot.Schema[Kind.User].WithRole(AttributeRole.Mark) is { } schema
            && OwnerMark.TryParse(Live(subject, handle, schema.Name), out var read) ? read : null;
        if (mark?.Names(subject.Run.Model.Settings.Workspace, subject.Name) == true)
            return $"recognised by owner mark {mark.Workspace}/{mark.Key}{(subject.Declared is null ? ", which is no longer declared" : "")}";
        if (subject.Declared is not { } declared)
            return mark is null ? "not declared here, and bears no owner mark" : $"not declared here: owner mark {mark.Workspace}/{mark.Key}";
        var elsewhere = declared.Existing ? ", mastered elsewhere (existing: true)" : "";
        if (declared.Id is not null)
            return $"recognised by its id: line{elsewhere}";
        var match = declared.IsGuest ? ["mail"] : subject.Run.Model.Settings.Directory?.MatchOf(Kind.User) ?? [];
        var by = match.FirstOrDefault(m => declared.Value(m) is { IsAbsent: false } said
            && string.Equals(said.ToString(), Live(subject, handle, m), StringComparison.OrdinalIgnoreCase));
        return by is null ? $"recognised{elsewhere}" : $"recognised by {by} {declared.Value(by)}{elsewhere}";
    }

    private static string Prefix(Subject subject, Handle handle)
    {
        var table = subject.Outlook.Snapshot[Kind.User];
        return table.RowOf(handle) is >= 0 and var row && table.IsDeleted(row) ? "in the recycle bin, " : "";
    }

    private static bool IsNowhere(Subject subject, Handle handle) => subject.Outlook.Snapshot[Kind.User].RowOf(handle) < 0;

    private static string Live(Subject subject, Handle handle, string attribute) =>
        subject.Outlook.Snapshot.Pool[subject.Outlook.Snapshot[Kind.User].Cell(handle, attribute)].ToString();

    private static Change? Effective(Change? change) => change is Change.Observed observed ? observed.Would : change;
}
