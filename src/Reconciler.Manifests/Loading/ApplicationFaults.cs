using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using static Reconciler.Manifests.Loading.Fault;

namespace Reconciler.Manifests.Loading;

/// <summary>Every fault of an application's own settings, one method per code: RC284 to RC293.</summary>
internal static class ApplicationFaults
{
    public static Diagnostic NoGroups(DraftPush push, Written application, ScimProfile profile) =>
        Error("RC284", $"`{application.Text}` takes no groups", push.Span, $"the profile `{profile.Name}` says `groups: {{ supported: false }}`",
            "remove the block, or state in a profile of your own that the server has groups");

    /// <param name="scim">Where accounts are kept.</param>
    /// <param name="action">What the actions leave out.</param>
    /// <param name="needs">The key that needs it.</param>
    /// <param name="written">Where that key says so; null when it is its default.</param>
    /// <param name="otherwise">What it can say instead.</param>
    public static Diagnostic ActionMissing(DraftScim scim, string action, string needs, Written? written, string otherwise) => written is { } line
        ? Error("RC285", $"`{needs}: {action}` cannot be carried out", line.Span, $"`actions` has no `{action}`", $"add `{action}` to `actions`, or write `{needs}: {otherwise}`") with
        {
            Related = [new(scim.ActionsSpan, "all that may be done")],
        }
        : Error("RC285", $"`actions` has no `{action}`, which accounts without access need", scim.ActionsSpan, $"without `{needs}` they are closed: `{action}`",
            $"add `{action}`, or write `{needs}: {otherwise}`");

    public static Diagnostic DeactivationDeletes(Written application, ScimProfile profile, string key, SourceSpan place, bool isWritten, string help) =>
        Warning("RC286", $"to deactivate an account of `{application.Text}` is to delete it", place,
            $"{(isWritten ? "" : $"`{key}` is `deactivate` unless written; ")}the profile `{profile.Name}` says `effect: deletes`", help);

    public static Diagnostic NothingToAssign(Places places, Written application) =>
        Error("RC287", $"nobody can be assigned to `{application.Text}`", places, "it has neither `enterpriseApp` nor `scim`", "say in the control file what there is to have access to") with
        {
            Related = [new(application.Span, "declared here")],
        };

    public static Diagnostic NothingToCarryOut(Written application) =>
        Warning("RC288", $"nothing follows from `{application.Text}`", application.Span, "has neither `enterpriseApp` nor `scim`", "add one of them, or remove the application");

    public static Diagnostic NoDirectory(Written application, SourceSpan span) =>
        Error("RC289", "there is no directory for it", span, $"`{application.Text}` is to be found or made in one", "add `directory:`, or remove `enterpriseApp`: accounts over `scim` need none");

    public static Diagnostic IsGraph(SourceSpan span) =>
        Error("RC290", "this is Microsoft Graph itself", span, "its roles are permissions over the whole directory", "write the id of the application that people use");

    /// <param name="what">What both have.</param>
    /// <param name="again">The later line.</param>
    /// <param name="first">The earlier line.</param>
    /// <param name="other">The application of the earlier line.</param>
    public static Diagnostic SameTarget(string what, Written again, Written first, Written other) =>
        Error("RC291", $"two applications have {what}", again.Span, $"`{other.Text}` has it too", "it is one application: keep what is said about it under one key") with
        {
            Related = [new(first.Span, $"`{other.Text}`")],
        };

    public static Diagnostic SameAddress(Written again, Written first, Written other) =>
        Warning("RC291", "two applications keep accounts at one address", again.Span, $"`{other.Text}` has it too",
            "right only where the server tells them apart by who signs in; otherwise each takes the other's accounts for unknown") with
        {
            Related = [new(first.Span, $"`{other.Text}`")],
        };

    public static Diagnostic RoleTwice(Written again, Written first) =>
        Error("RC292", $"the role `{again.Text}` is listed twice", again.Span, "second time", "the value stands in tokens: one role, one value") with
        {
            Related = [new(first.Span, "first time")],
        };

    public static Diagnostic NothingAssigned(DraftApplication application) =>
        Warning("RC293", $"nobody says who is assigned to `{application.Key.Text}`", application.ModeSpan, "has no effect: the list is not managed",
            $"write `assignments: {{ {application.Key.Text}: [] }}` in a content file when nobody is to be assigned, or remove this line");
}
