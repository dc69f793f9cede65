using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>Faults of the author that only the live system shows, one factory a code. RC301–RC319.</summary>
public static class PlanFaults
{
    public static Diagnostic ProtectedNotFound(string name, SourceSpan span) =>
        new("RC301", Severity.Error, $"the protected object `{name}` does not exist", span, "nothing live answers to this")
        {
            Help = ["correct it, or remove the line: a protection that protects nothing is a false comfort"],
        };

    /// <param name="others">How many more people have addresses in it.</param>
    public static Diagnostic DomainNotVerified(string domain, SourceSpan span, IEnumerable<string> verified, int others = 0) =>
        new("RC302", Severity.Error, $"`{domain}` is not a verified domain of the tenant", span, "not verified there")
        {
            Help = [.. others > 0 ? [$"{others:N0} more {(others == 1 ? "has an address" : "have addresses")} in it"] : Array.Empty<string>(), $"verified: {string.Join(", ", verified)}"],
        };

    public static Diagnostic WrongTenant(string declared, string live, SourceSpan span) =>
        new("RC303", Severity.Error, $"the credential leads to another tenant: {live}", span, $"this file names {declared}")
        {
            Help = ["correct directory.tenant, or sign in to the tenant that is meant; nothing is planned against another one"],
        };

    public static Diagnostic ReferenceNotFound(string what, SourceSpan span) =>
        new("RC304", Severity.Warning, $"nothing live answers to `{what}`", span, "not found, so this list only grows in this plan")
        {
            Help = ["correct it or remove the line; until then nothing is removed from the list"],
        };

    public static Diagnostic NoSuchRole(string application, string? role, ImmutableArray<string> names, SourceSpan span) =>
        new("RC306", Severity.Error, role is null ? $"{application} has {names.Length} roles, and this line names none" : $"{application} has no role `{role}`", span,
            role is null ? "write role:" : "no role has this value")
        {
            Help = [.. Suggestion.Nearest(role ?? "", names) is { } near ? [$"did you mean `{near}`?"] : ImmutableArray<string>.Empty,
                names.IsEmpty ? "it has no roles yet: declare them under roles:, or leave role: out" : $"it has: {string.Join(", ", names.Take(20))}{(names.Length > 20 ? $" and {names.Length - 20} more" : "")}"],
        };

    public static Diagnostic ApplicationKept(string name) =>
        new("RC307", Severity.Warning, $"the application {name} is no longer declared; it is kept with everybody who is assigned to it", SourceSpan.None)
        {
            Help = ["delete it in Entra when nobody needs it, or declare it again"],
        };

    public static Diagnostic RolesHeldTogether(string rule, string person, string roles, bool isNew, SourceSpan span) =>
        new("RC308", isNew ? Severity.Error : Severity.Warning, isNew ? $"{person} would hold {roles} together" : $"{person} holds {roles} together", span,
            $"{rule}: nobody may hold all of them")
        {
            Help = [isNew ? "take away one of the ways to them; nothing is planned that breaks this rule" : "it stands live; take away one of the ways to them"],
        };

    /// <param name="before">The line that managed the list, <c>teams.yaml:7@main</c>.</param>
    public static Diagnostic ListReleased(ResourceKey key, string list, string stands, SourceSpan span, string before) =>
        new("RC309", Severity.Error, $"the {key.Kind} `{key.Name}` no longer says who its {list} are: {stands}", span, $"`{list}` is no longer written")
        {
            Help =
            [
                $"it was managed at {before}",
                $"to leave them alone from now on write unmanaged: [{list}]; to keep managing them write {list} again, and [] if nobody is to be among them",
            ],
        };

    public static Diagnostic FutureDay(DateOnly day, DateOnly today) =>
        new("RC305", Severity.Error, $"a plan of {day:yyyy-MM-dd} cannot be applied on {today:yyyy-MM-dd}", SourceSpan.None)
        {
            Help = ImmutableArray.Create("plan without --as-of, or wait for the day"),
        };
}
