using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Projection;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting.Explaining;

/// <summary>Explains one person on a planned run: nothing is read and nothing decided again, the plan's own values are told.</summary>
public static class PersonSteps
{
    /// <param name="key">A declared key, or of a live person the userPrincipalName, the mail address or the id.</param>
    /// <param name="application">Only this application; null = all that the person has to do with.</param>
    /// <returns>Null when nobody is known by that name.</returns>
    public static PersonExplanation? Of(RunPlan run, string key, string? application = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(key);
        if (Subject.Find(run, key) is not { } subject)
            return null;
        var asked = run.Model.Applications.Where(a => application is null || string.Equals(a.Key, application, StringComparison.OrdinalIgnoreCase)).ToArray();
        var steps = asked.Select(a => (a.Key, Steps: Of(subject, a))).ToArray();
        var shown = steps.Where(s => application is not null || HasToDo(s.Steps)).ToArray();
        return new PersonExplanation
        {
            Workspace = run.Model.Settings.Workspace,
            Day = run.Outlook.Day,
            Name = subject.Name,
            Where = subject.Declared?.Span.ToLine(),
            BlockedBy = [.. run.Verdict.Blocking.Select(b => b.Guard).Distinct(StringComparer.Ordinal)],
            Import = ImportSteps.Of(subject),
            Action = run.Outlook.IsDeclaredOnly ? null : DirectorySteps.Action(subject),
            Result = run.Outlook.IsDeclaredOnly ? null : DirectorySteps.Result(subject),
            Applications = [.. shown.Select(s => s.Steps)],
            Others = [.. steps.Except(shown).Select(s => s.Key)],
        };
    }

    /// <summary>The name that was most likely meant, of those declared and live.</summary>
    public static string? Meant(RunPlan run, string key)
    {
        ArgumentNullException.ThrowIfNull(run);
        var view = run.Outlook.View;
        return Suggestion.Nearest(key, run.Model.OfKind(Kind.User).Select(r => r.Key.Name)
            .Concat(key.Contains('@', StringComparison.Ordinal) ? view.Objects(Kind.User).Select(u => view.Value(u, "userPrincipalName").ToString()) : []));
    }

    private static ApplicationSteps Of(Subject subject, ApplicationSettings application)
    {
        var steps = new ApplicationSteps(application.Key, application.DisplayName, ScopeSteps.Of(subject, application));
        if (application.Scim is null)
            return steps with { Ends = "its accounts are not kept by this workspace: access is all" };
        var plan = subject.Run.Targets.FirstOrDefault(t => t.Target == application.AccountTarget);
        if (plan?.Values is not PendingValues planned)
        {
            var fault = subject.Run.Unreached.FirstOrDefault(u => u.Target == application.AccountTarget)?.Fault?.Message;
            return steps with { Ends = fault is null ? "its accounts are no part of this run" : $"its accounts were not read: {fault}" };
        }

        var account = new AccountOfSubject(subject, plan, planned.Context, planned.Accounts);
        return steps with { Match = MatchSteps.Of(account), Action = AccountSteps.Action(account), Result = AccountSteps.Result(account) };
    }

    private static bool HasToDo(ApplicationSteps steps) => steps.Scope.HasAccess || !steps.Scope.Ways.IsEmpty || steps.Match is { Bucket: not "none" };
}
