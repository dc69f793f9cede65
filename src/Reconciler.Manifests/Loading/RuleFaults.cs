using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Manifests.Grammar;
using Reconciler.Manifests.Yaml;
using static Reconciler.Manifests.Loading.Fault;

namespace Reconciler.Manifests.Loading;

/// <summary>Every fault against a rule of the house, one method per code: RC239 to RC255.</summary>
internal static class RuleFaults
{
    private const int FewPeople = 3;

    public static Diagnostic UntilOver(Places places, DateOnly until) =>
        Warning("RC239", $"`until` ({until:yyyy-MM-dd}) is over", places, "no longer has an effect", "write a later day, or remove the line once the link is gone");

    public static Diagnostic NoAuthority(
        Places places, string file, IReadOnlyList<string> sections, AuthorityLine? line, SourceSpan block, ImmutableArray<string> elsewhere, string approvedBy)
    {
        var what = string.Join(", ", sections);
        return Error("RC241", line is null or { Allow.IsEmpty: true } ? $"{file} may declare nothing" : $"{file} may not declare {(line.Names(what) ? $"these {what}" : what)}",
            places, line is null ? "no line of `authority` names this path" : $"`{line.Path.Text}` allows {Allowed(line)}",
            [
                .. elsewhere,
                $"{(elsewhere.Length > 0 ? "or " : "")}let the control file allow it here{approvedBy}",
            ]) with
        {
            Related = [line is null ? new(block, "none of these lines") : new(line.AllowSpan, "this line decides")],
        };
    }

    public static Diagnostic HoldsAll(DraftConflict conflict, IReadOnlyList<string> people, IReadOnlyList<Grant> grants)
    {
        var roles = conflict.All.Select(r => $"{r.Application.Text}/{r.Role?.Text}").ToArray();
        var last = grants.Index().MaxBy(g => g.Item.By.Span, SpanOrder.Instance).Index;
        return Error("RC243", $"{People(people)} would hold {string.Join(" and ", roles)}", grants[last].By.Span, Gives(roles[last], grants[last]),
            grants.Any(g => g.Through is not null)
                ? "nobody may hold all of them: remove one of these lines, or take people out of a group"
                : "nobody may hold all of them: remove one of these lines") with
        {
            Related =
            [
                .. grants.Index().Where(g => g.Index != last).Select(g => new RelatedSpan(g.Item.By.Span, Gives(roles[g.Index], g.Item))),
                new(conflict.Name.Span, "roles that exclude each other"),
            ],
        };
    }

    public static Diagnostic SecretInClear(Node text) =>
        new("RC244", Severity.Error, "this looks like a secret in clear", text.Span, "a secret is named, never written")
        {
            Hidden = text.SpansByLine(),
            Help =
            [
                "write `env:RECONCILER_NAME`, `file:PATH` or `keyvault:ADDRESS` where a secret belongs; elsewhere leave it out",
                "whoever sees the repository knows it now: replace it where it was issued",
            ],
        };

    public static Diagnostic OverrideUseless(GuardOverride line, int limit, SourceSpan allow) =>
        Warning("RC245", $"the override of {line.Guard} on {line.Target} allows no more than the guard does", allow, $"the guard always allows {limit}",
            "it counts only when the last 24 hours have used up the limit, or nothing would be left: remove it, or raise `allow`") with
        { Severity = Severity.Note };

    public static Diagnostic ProtectedLeaves(Places places, DraftResource person, SourceSpan left, string date) =>
        Warning("RC246", $"`{person.Key.Name}` is protected and leaves on {date}", places, "protected: not disabled, not deleted",
            "remove the line here, or the date") with
        { Related = [new(left, "leaves")] };

    public static Diagnostic AssignmentsMissing(SourceSpan found, Written application) =>
        Error("RC247", $"`assignments` is missing on `{application.Text}`, which already exists", found, "removes what it does not name, or only adds?",
            "write `assignments: exclusive` or `assignments: additive` beside `enterpriseApp`");

    public static Diagnostic NotFollowed(Written include, Obstacle obstacle) => obstacle is Obstacle.OutsideRepository
        ? Outside(include.Span, $"`{include.Text}` leads outside the repository")
        : obstacle is Obstacle.OtherWorkspace
            ? Error("RC249", $"`{include.Text}` is a workspace of its own", include.Span, "has a control file", "its files are never read here: include a folder without a control file")
        : obstacle is Obstacle.Missing
            ? Error("RC249", $"there is no folder `{include.Text}`", include.Span, "does not exist", "the path is relative to the control file")
            : Unreadable(include.Span, $"`{include.Text}`");

    public static Diagnostic NotRead(string file, Obstacle obstacle)
    {
        var start = new SourceSpan(file, 1, 1, 1);
        return obstacle switch
        {
            Obstacle.OutsideRepository => Outside(start, $"{file} is a link that leads outside the repository") with { Label = "" },
            Obstacle.TooLarge => YamlFaults.Bound(start, YamlBound.Bytes, YamlText.MaxBytes),
            _ => Unreadable(start, file),
        };
    }

    public static Diagnostic UnknownProfile(Written use, Written? meant, IEnumerable<string> builtIn) =>
        Error("RC251", $"unknown SCIM profile `{use.Text}`", use.Span, "no profile has this name",
            DidYouMean(meant, $"built in: {string.Join(", ", builtIn)}; one of your own is a file {use.Text}{ProfileCheck.Suffix}"));

    public static Diagnostic NotEncrypted(SourceSpan span) =>
        Error("RC252", "this address is not encrypted", span, "http carries tokens and people's data in clear", "write https; http is for loopback only");

    public static Diagnostic NotAuthenticated(SourceSpan span) =>
        Error("RC252", "a server on the network needs authentication", span, "for loopback only", "write bearer, basic, header or oauth2");

    public static Diagnostic ProfileIsBuiltIn(Written profile) =>
        Error("RC253", $"the SCIM profile `{profile.Text}` is built in", profile.Span, "would hide it", $"give yours another name, and begin it with `extends: {profile.Text}`");

    public static Diagnostic DuplicateProfile(Written again, Written first) =>
        Error("RC253", $"two files are the SCIM profile `{again.Text}`", again.Span, "second file", "remove or rename one of them") with { Related = [new(first.Span, "first file")] };

    public static Diagnostic AssignedTwice(DraftAssignment again, DraftAssignment first) =>
        Error("RC255", $"`{again.To.To.Text}` is assigned{(again.Role is { } role ? $" {role} of" : " to")} {again.Application.Text} twice", again.Span, "second time") with
        {
            Related = [new(first.Span, "first time")],
        };

    private static Diagnostic Outside(SourceSpan span, string message) =>
        Error("RC248", message, span, "outside", "only files of the same repository are read; a link may not lead out of it");

    private static Diagnostic Unreadable(SourceSpan span, string path) => Error("RC250", $"{path} cannot be read", span, "", "check its permissions and, if it is a link, where it leads");

    private static string Allowed(AuthorityLine line) => line.Allow.IsEmpty ? "nothing" : $"only {string.Join(", ", line.Allow)}";

    private static string Gives(string role, Grant grant) => grant.Through is { } group ? $"gives {role}, as a member of {group.Key.Name}" : $"gives {role}";

    private static string People(IReadOnlyList<string> people) => people.Count <= FewPeople
        ? string.Join(", ", people.Select(p => $"`{p}`"))
        : $"{people.Count:N0} people ({string.Join(", ", people.Take(FewPeople))} …)";
}
